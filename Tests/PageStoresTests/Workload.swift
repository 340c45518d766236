import EnvoyServerCore
import SQLiteLibrary

/// Statements that follow from a seed alone, for two databases to be compared over.
///
/// Everything in them is deterministic: no time, no random() of SQLite, every SELECT ordered, those
/// that are inserted too, since statistics may change how a table is read.
struct Workload {
  struct Statement {
    let sql: String
    let bindings: [SQLiteValue]

    /// Whether it may stand in a transaction, neither begins nor ends one, and what it leaves
    /// outlives a connection.
    var isPartOfTransaction: Bool {
      !["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "VACUUM", "CREATE TEMP"].contains {
        sql.hasPrefix($0)
      }
    }
  }

  /// What a database answered.
  enum Outcome: Hashable {
    case rows(SQLiteRows)
    case failed(Int32)
  }

  /// How a database is asked, whatever it is.
  typealias Run = (Statement) -> Outcome

  let seed: UInt64
  let statements: [Statement]

  /// How many statements at the start make the tables.
  let startCount: Int

  init(seed: UInt64, count: Int = 150) {
    self.seed = seed
    var maker = StatementMaker(seed: seed)
    startCount = maker.start.count
    statements = maker.start + (0..<count).map { _ in maker.next() }
  }

  /// What two databases answer differently first, nil where nothing is.
  func difference(_ left: Run, _ right: Run) -> String? {
    for (index, statement) in (statements + Self.ending).enumerated() {
      let (leftOutcome, rightOutcome) = (left(statement), right(statement))
      if leftOutcome != rightOutcome {
        return "seed \(seed), statement \(index), \(statement.sql): "
          + "\(Self.short(leftOutcome)) against \(Self.short(rightOutcome))"
      }
    }
    return nil
  }

  /// Everything that is in a database.
  static func dump(_ run: Run) -> [Outcome] {
    var result = [run(schema)]
    guard case .rows(let tables) = result[0] else { return result }
    for row in tables.rows where row[0] == "table" {
      guard case .text(let name) = row[1] else { continue }
      result.append(run(.init(sql: "SELECT * FROM \"\(name)\" ORDER BY rowid", bindings: [])))
      result.append(run(.init(sql: "SELECT count(*) FROM \"\(name)\"", bindings: [])))
    }
    return result
  }

  private static let schema = Statement(
    sql: "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY type, name",
    bindings: [])

  /// An open transaction is undone, whatever state it is in, and the rest has to be in order.
  static let ending = ["ROLLBACK", "PRAGMA integrity_check", "PRAGMA foreign_key_check"].map {
    Statement(sql: $0, bindings: [])
  }

  private static func short(_ outcome: Outcome) -> String {
    String(String(describing: outcome).prefix(300))
  }
}

/// Chooses statements.
private struct StatementMaker {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  let start = [
    "PRAGMA foreign_keys = ON",
    """
    CREATE TABLE t0 (id INTEGER PRIMARY KEY, a INTEGER UNIQUE, b TEXT NOT NULL DEFAULT '',
      c BLOB, CHECK (length(b) < 3000))
    """,
    "CREATE TABLE t1 (id INTEGER PRIMARY KEY AUTOINCREMENT, p REFERENCES t0 ON DELETE CASCADE, v)",
    "CREATE TABLE log (n INTEGER PRIMARY KEY, what, id)",
    """
    CREATE TRIGGER g0 AFTER INSERT ON t0 BEGIN
      INSERT INTO log (what, id) VALUES ('i', new.id); END
    """,
    """
    CREATE TRIGGER g1 BEFORE DELETE ON t0 WHEN old.id % 7 = 3 BEGIN
      SELECT RAISE(ABORT, 'kept'); END
    """,
    "CREATE INDEX i0 ON t0 (b, a)",
  ].map { Workload.Statement(sql: $0, bindings: []) }

  mutating func next() -> Workload.Statement {
    switch random.below(100) {
    case ..<30:
      let verb = random.below(4) == 0 ? "INSERT OR REPLACE" : "INSERT"
      return make(
        "\(verb) INTO t0 (id, a, b, c) VALUES (?, ?, ?, ?)", [id(), integer(), text(), blob()])
    case ..<40: return make("INSERT INTO t1 (p, v) VALUES (?, ?)", [id(), value()])
    case ..<50: return make("UPDATE t0 SET a = ?, b = ? WHERE id = ?", [integer(), text(), id()])
    case ..<53: return make("UPDATE t0 SET c = ? WHERE id % 5 = ?", [blob(), .integer(digit())])
    case ..<58: return make("DELETE FROM t0 WHERE id = ?", [id()])
    case ..<60: return make("DELETE FROM t0 WHERE a > ?", [integer()])
    case ..<72: return transaction()
    case ..<82: return schema()
    case ..<84:
      return make("INSERT INTO t0 (b) SELECT b || 'x' FROM t0 WHERE id < ? ORDER BY id", [id()])
    case ..<86: return make("VACUUM")
    default: return query()
    }
  }

  private mutating func transaction() -> Workload.Statement {
    let name = "s\(random.below(3))"
    return make(
      pick([
        "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "COMMIT", "ROLLBACK", "SAVEPOINT \(name)",
        "RELEASE \(name)", "ROLLBACK TO \(name)",
      ]))
  }

  private mutating func schema() -> Workload.Statement {
    let name = "x\(random.below(4))"
    return make(
      pick([
        "CREATE TABLE \(name) AS SELECT id, a, b FROM t0 ORDER BY id", "DROP TABLE \(name)",
        "ALTER TABLE \(name) ADD COLUMN d DEFAULT 5", "ALTER TABLE \(name) RENAME COLUMN b TO e",
        "CREATE INDEX i\(name) ON \(name) (a)", "DROP INDEX i\(name)", "DELETE FROM \(name)",
        "CREATE TABLE \(name) (k PRIMARY KEY, v) ", "REINDEX", "ANALYZE",
        "CREATE TEMP TABLE y\(name) AS SELECT * FROM t1 ORDER BY id",
      ]))
  }

  private mutating func query() -> Workload.Statement {
    make(
      pick([
        "SELECT * FROM t0 ORDER BY id", "SELECT count(*), sum(length(c)) FROM t0",
        "SELECT b, count(*) FROM t0 GROUP BY b ORDER BY b",
        "SELECT t1.id, v, b FROM t1 LEFT JOIN t0 ON t0.id = p ORDER BY t1.id",
        "SELECT sum(a) FROM t0", "SELECT total(a), max(a), min(a) FROM t0",
        "SELECT * FROM log ORDER BY n DESC LIMIT 5", "SELECT * FROM x0 ORDER BY rowid",
        "SELECT a + 1, typeof(a + 1) FROM t0 ORDER BY id", "PRAGMA page_count",
        "PRAGMA freelist_count", "PRAGMA integrity_check",
      ]))
  }

  private func make(_ sql: String, _ bindings: [SQLiteValue] = []) -> Workload.Statement {
    .init(sql: sql, bindings: bindings)
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[random.below(elements.count)]
  }

  private mutating func id() -> SQLiteValue {
    random.below(6) == 0 ? .null : .integer(Int64(random.below(40)))
  }

  private mutating func digit() -> Int64 { Int64(random.below(5)) }

  private mutating func integer() -> SQLiteValue {
    pick([
      .null, .integer(.max), .integer(.min), .integer(.max - digit()), .integer(digit()),
      .integer(9_007_199_254_740_992 + digit()), .integer(-1 << 31), .integer(1 << 32),
    ])
  }

  private mutating func text() -> SQLiteValue {
    pick([
      .null, "", "a", "a\0b", "日本 🐟", .text(String(repeating: "t", count: random.below(4000))),
    ])
  }

  private mutating func blob() -> SQLiteValue {
    let size = pick([0, 1, 100, 4000, 4096, 5000, 60_000])
    let byte = UInt8(random.below(256))
    return random.below(5) == 0 ? .null : .blob([UInt8](repeating: byte, count: size))
  }

  private mutating func value() -> SQLiteValue {
    pick([integer(), text(), .real(0.1), .real(-1e300), .real(Double(digit()))])
  }
}

extension SplitMix64 {
  /// A number from 0 to one less than `count`.
  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}
