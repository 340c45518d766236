import EnvoyServerCore
import PageVFS
import SQLiteLibrary
import Testing

/// Shapes of work that clients have, each on a server and in SQLite itself.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct ProfileTests {
  /// How many rows a large table has.
  private static let rowCount = Scale.isFull ? 10_000 : 400

  private static let numbers =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rowCount))"

  private static let scripts: [(name: String, sql: [String])] = [
    (
      "many rows in one transaction",
      ["CREATE TABLE t (i, v)", fill, "SELECT count(*), sum(i) FROM t"]
    ),
    (
      "an index over many rows",
      [
        "CREATE TABLE t (i, v)", fill, "CREATE INDEX x ON t (v, i)",
        "SELECT i FROM t WHERE v > 'v7' ORDER BY v, i LIMIT 20", "REINDEX",
      ]
    ),
    (
      "rows come and go",
      ["CREATE TABLE t (i, v)"]
        + (0..<10).flatMap { [fill, "DELETE FROM t WHERE i % 10 <> \($0)"] }
        + ["SELECT count(*), sum(i) FROM t"]
    ),
    (
      "truncated and grown again",
      ["CREATE TABLE t (i, v)", fill, "DELETE FROM t", "VACUUM", fill, "SELECT count(*) FROM t"]
    ),
    (
      "50 small tables",
      (0..<50).flatMap {
        ["CREATE TABLE t\($0) (a UNIQUE, b)", "INSERT INTO t\($0) VALUES (\($0), 'x')"]
      } + ["SELECT count(*) FROM sqlite_schema", "SELECT a FROM t49"]
    ),
    (
      "a hot row, 150 times",
      ["CREATE TABLE t (i INTEGER PRIMARY KEY, v)", "INSERT INTO t VALUES (1, 0)"]
        + (0..<150).map { _ in "UPDATE t SET v = v + 1" } + ["SELECT v FROM t"]
    ),
    (
      "a row that grows to 128 KiB and shrinks",
      ["CREATE TABLE t (v)", "INSERT INTO t VALUES (x'ab')"]
        + (0..<17).map { _ in "UPDATE t SET v = CAST(v || v AS BLOB)" }
        + ["SELECT length(v) FROM t", "UPDATE t SET v = x'00'", "SELECT hex(v) FROM t"]
    ),
    (
      "payloads around the ends of pages",
      ["CREATE TABLE t (n INTEGER PRIMARY KEY, v)"]
        + [0, 1, 4053, 4061, 4062, 4063, 4095, 4096, 4097, 8144, 8192].map {
          "INSERT INTO t VALUES (\($0), zeroblob(\($0)))"
        } + ["SELECT n FROM t WHERE length(v) <> n", "SELECT sum(length(v)) FROM t"]
    ),
    (
      "keys at their bounds",
      [
        "CREATE TABLE t (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
        "INSERT INTO t VALUES ('', 1), ('a', 2), ('A', 3), (char(0), 4), ('a' || char(0), 5)",
        "INSERT INTO t SELECT replace(hex(zeroblob(1024)), '00', 'kk'), 6",
        "INSERT INTO t VALUES ('a', 7)", "SELECT hex(k), v FROM t ORDER BY k",
      ]
    ),
    (
      "transfers that keep a sum",
      ["CREATE TABLE t (i INTEGER PRIMARY KEY, v CHECK (v >= 0))"]
        + (1...8).map { "INSERT INTO t VALUES (\($0), 100)" }
        + (0..<60).flatMap { step in
          [
            "BEGIN", "UPDATE t SET v = v - 30 WHERE i = \(step % 8 + 1)",
            "UPDATE t SET v = v + 30 WHERE i = \(step * 3 % 8 + 1)",
            step % 4 == 0 ? "ROLLBACK" : "COMMIT",
          ]
        } + ["SELECT sum(v) FROM t", "VACUUM", "SELECT * FROM t"]
    ),
    (
      "an ALTER that fails, and work after it",
      [
        "CREATE TABLE t (v)", "ALTER TABLE t ADD COLUMN w NOT NULL", "ALTER TABLE t ADD COLUMN w",
        "INSERT INTO t (w) VALUES (1)", "PRAGMA user_version = 7", "SELECT * FROM t",
      ]
    ),
  ]

  private static let fill = "\(numbers) INSERT INTO t (i, v) SELECT i, 'v' || i FROM n"

  @Test("each shape of work comes to the same as in SQLite itself", arguments: BackEnd.allCases)
  func profiles(_ backEnd: BackEnd) throws {
    for (name, sql) in Self.scripts {
      let server = Server(backEnd, options: Scale.options)
      let link = try server.link()
      let vfs = try Library.vfs()
      let native = try SQLiteConnection(":memory:", library: vfs.library)
      var database = try vfs.open("a", store: server.store(link))
      for (index, statement) in (sql + ["PRAGMA integrity_check"]).enumerated() {
        // Once in between, all of it is forgotten here.
        if index == sql.count / 2, !native.isInTransaction {
          try database.close()
          database = try vfs.open("a", store: server.store(link))
        }
        let expected = Result { try native.query(statement) }.map(\.rows)
        let met = Result { try database.query(statement) }.map(\.rows)
        #expect((try? met.get()) == (try? expected.get()), "\(name): \(statement.prefix(80))")
      }
    }
  }

  @Test("what is beyond the quota is refused for sure, and a fresh open finds all that was there")
  func quota() throws {
    var options = ServerOptions()
    options.sqlite.storageByteCount = 40 * 4096
    let server = Server(.commands, options: options)
    let link = try server.link()
    let vfs = try Library.vfs()
    let database = try vfs.open("a", store: server.store(link))
    try database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    let refusal = failure { () throws(PageDatabaseFailure) in
      try database.execute("INSERT INTO t VALUES (zeroblob(400000))")
    }
    #expect(refusal?.isIndeterminate == false)
    #expect(refusal?.message.contains("SqliteStorageQuotaExceeded") == true)
    try database.close()
    let again = try vfs.open("a", store: server.store(link))
    #expect(try again.query("SELECT * FROM t").rows == [[1]])
    #expect(try again.query("PRAGMA integrity_check").rows == [["ok"]])
    try again.execute("INSERT INTO t VALUES (2)")
  }
}
