import PageVFS
import SQLiteLibrary
import Testing

@Suite(.enabled(if: Library.found != nil, Library.reason))
struct CommitTests {
  private let memory = MemoryPages()

  private func open(_ options: PageDatabaseOptions = .init()) throws -> PageDatabaseHandle {
    try Library.vfs().open("a", store: MemoryPageStore(memory), options: options)
  }

  @Test("100 transactions are 100 commits, and reads of what is known reach no store")
  func counts() throws {
    let database = try open()
    #expect(memory.pageCount == 0)
    try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
    #expect(memory.commitCount == 1)
    memory.with { $0.resetCounts() }
    for number in 1...100 as ClosedRange<Int64> {
      _ = try database.query("INSERT INTO t (v) VALUES (?)", [.integer(number)])
    }
    #expect(memory.commitCount == 100)
    #expect(memory.readCount == 0)
    #expect(try database.query("SELECT count(*), sum(v) FROM t").rows == [[100, 5050]])
    #expect(memory.readCount == 0)
    try database.close()
    let again = try open()
    memory.with { $0.resetCounts() }
    for _ in 0..<10 { _ = try again.query("SELECT sum(v) FROM t") }
    let cold = memory.readCount
    #expect(cold <= Int(memory.pageCount))
    for _ in 0..<10 { _ = try again.query("SELECT sum(v) FROM t") }
    #expect(memory.readCount == cold)
    #expect(memory.commitCount == 0)
  }

  @Test("a rollback sends nothing, spilled or not", arguments: [false, true], [2048, 8])
  func rollback(spills: Bool, cachedPageLimit: Int) throws {
    var options = PageDatabaseOptions()
    options.spillsCache = spills
    options.cachedPageLimit = cachedPageLimit
    let database = try open(options)
    try fill(database)
    memory.with { $0.resetCounts() }
    let before = memory.file
    try database.execute("PRAGMA cache_size = 20; BEGIN; UPDATE t SET v = zeroblob(1000)")
    try database.execute("INSERT INTO t (v) SELECT v FROM t; ROLLBACK")
    #expect(memory.commitCount == 0)
    #expect(memory.file == before)
    #expect(try database.query("PRAGMA integrity_check").rows == [["ok"]])
    #expect(try database.query("SELECT sum(length(v)) FROM t").rows == [[270_000]])
    try database.execute("DELETE FROM t WHERE id = 1")
    #expect(memory.commitCount == 1)
  }

  private func fill(_ database: PageDatabaseHandle) throws {
    try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
    try database.execute(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
      INSERT INTO t (v) SELECT randomblob(900) FROM n
      """)
  }

  @Test("a spilled transaction reaches the store at COMMIT, and in one step")
  func spill() throws {
    var options = PageDatabaseOptions()
    options.spillsCache = true
    let database = try open(options)
    try database.execute("PRAGMA cache_size = 20; CREATE TABLE t (v)")
    memory.with { $0.resetCounts() }
    try database.execute("BEGIN")
    for _ in 0..<400 { try database.execute("INSERT INTO t VALUES (randomblob(900))") }
    #expect(memory.commitCount == 0)
    try database.execute("COMMIT")
    #expect(memory.commitCount == 1)
    #expect(memory.with(\.committedPageCount) > 90)
  }

  @Test("VACUUM shrinks the store in one commit, and it grows again")
  func vacuum() throws {
    let database = try open()
    try fill(database)
    let full = memory.pageCount
    try database.execute("DELETE FROM t WHERE id > 10")
    #expect(memory.pageCount == full)
    memory.with { $0.resetCounts() }
    try database.execute("VACUUM")
    #expect(memory.commitCount == 1)
    #expect(memory.pageCount < 10)
    #expect(memory.with { $0.pages.keys.max() } == memory.pageCount)
    try database.execute(
      "INSERT INTO t (v) SELECT randomblob(900) FROM t a, t b, (SELECT 1 UNION SELECT 2)")
    #expect(memory.pageCount > 40)
    #expect(try database.query("PRAGMA integrity_check").rows == [["ok"]])
    try database.close()
    #expect(try open().query("SELECT count(*) FROM t").rows == [[210]])
  }

  @Test("auto_vacuum shrinks with the commit of the DELETE")
  func autoVacuum() throws {
    let database = try open()
    try database.execute("PRAGMA auto_vacuum = FULL")
    try fill(database)
    let full = memory.pageCount
    memory.with { $0.resetCounts() }
    try database.execute("DELETE FROM t WHERE id > 10")
    #expect(memory.commitCount == 1)
    #expect(memory.pageCount < full / 4)
    #expect(try database.query("PRAGMA integrity_check").rows == [["ok"]])
  }

  @Test("50 MB are one commit")
  func large() throws {
    let database = try open()
    try database.execute("CREATE TABLE t (v)")
    memory.with { $0.resetCounts() }
    try database.execute(
      """
      BEGIN;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
      INSERT INTO t SELECT randomblob(1000000) FROM n;
      COMMIT
      """)
    #expect(memory.commitCount == 1)
    #expect(memory.pageCount > 12_000)
    try database.close()
    let rows = try open().query("SELECT count(*), sum(length(v)) FROM t").rows
    #expect(rows == [[50, 50_000_000]])
  }
}
