import SQLiteLibrary
import Testing

/// What statements of others may take, and may not touch.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct BoundsTests {
  private static let endless =
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c WHERE n < 0"

  private func failure(_ work: () throws(SQLiteFailure) -> Void) -> SQLiteFailure? {
    do {
      try work()
      return nil
    } catch {
      return error
    }
  }

  @Test("a meter ends a statement that takes too many steps, and then counts from 0 again")
  func steps() throws {
    let connection = try Library.connection()
    let meter = SQLiteMeter()
    try connection.setMeter(meter)
    meter.begin(stepCount: 10_000)
    #expect(failure { () throws(SQLiteFailure) in try connection.execute(Self.endless) }?.code == 9)
    #expect(meter.isSpent)
    meter.begin(stepCount: 10_000)
    #expect(!meter.isSpent)
    try connection.execute("SELECT 1")
    meter.finish(stepCount: 9999)
    #expect(!meter.isSpent)
    meter.finish(stepCount: 1)
    #expect(meter.isSpent)
  }

  @Test("without a meter nothing is counted, and a stopped one ends all that looks at it")
  func stopped() throws {
    let connection = try Library.connection()
    let meter = SQLiteMeter()
    try connection.setMeter(meter)
    meter.stop()
    #expect(meter.isStopped)
    #expect(failure { () throws(SQLiteFailure) in try connection.execute(Self.endless) }?.code == 9)
    try connection.setMeter(nil)
    try connection.execute("CREATE TABLE t AS \(Self.bounded)")
    #expect(try connection.query("SELECT count(*) FROM t").rows == [[5000]])
  }

  private static let bounded =
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 5000) SELECT n FROM c"

  @Test("a statement tells its steps, the same each time")
  func count() throws {
    let counts = try (0..<2).map { _ in
      let connection = try Library.connection()
      let statement = try connection.prepare(Self.bounded)
      while try statement.step() != nil {}
      return try statement.stepCount()
    }
    #expect(counts[0] > 10_000 && counts[0] == counts[1])
  }

  @Test("a statement that is ended in the middle is undone, with what it runs in")
  func abort() throws {
    let connection = try Library.connection()
    try connection.execute("CREATE TABLE t (a)")
    let insert = "INSERT INTO t VALUES (1), (2), (3) RETURNING a"
    let statement = try connection.prepare(insert)
    #expect(try statement.step() == [1])
    try statement.abort()
    #expect(try connection.query("SELECT count(*) FROM t").rows == [[0]])
    #expect(try statement.step() == [1])
    try statement.reset()
    #expect(try connection.query("SELECT count(*) FROM t").rows == [[3]])
    try connection.execute("BEGIN")
    #expect(try statement.step() == [1])
    try statement.abort()
    #expect(!connection.isInTransaction)
    let reading = try connection.prepare("SELECT a FROM t")
    try connection.execute("BEGIN")
    _ = try reading.step()
    try reading.abort()
    #expect(connection.isInTransaction)
  }

  @Test("limits hold for values and attached databases")
  func limits() throws {
    let connection = try Library.connection()
    try connection.setLimit(.valueByteCount, to: 1000)
    #expect(
      failure { () throws(SQLiteFailure) in _ = try connection.query("SELECT zeroblob(1001)") }?
        .code == 18)
    #expect(try connection.query("SELECT length(zeroblob(999))").rows == [[999]])
    try connection.setLimit(.attachedDatabaseCount, to: 0)
    #expect(
      failure { () throws(SQLiteFailure) in try connection.execute("ATTACH ':memory:' AS x") }
        != nil)
  }

  @Test("pragmas that reach beyond a connection are refused, by whatever name, until they may be")
  func confined() throws {
    let connection = try Library.connection()
    try connection.setConfined(true)
    for pragma in [
      "hard_heap_limit = 1", "soft_heap_limit(1)", "temp.hard_heap_limit = 1",
      "MAX_PAGE_COUNT = 5", "temp_store_directory = ''",
    ] {
      let failure = failure { () throws(SQLiteFailure) in
        try connection.execute("PRAGMA \(pragma)")
      }
      #expect(failure?.message == "not authorized", "\(pragma)")
    }
    try connection.execute("PRAGMA max_page_count; PRAGMA cache_size = 100")
    try connection.setConfined(false)
    #expect(try connection.query("PRAGMA max_page_count = 77").rows == [[77]])
  }
}
