import Foundation
import SQLiteLibrary
import Testing

@testable import RemoteSQL

/// What holds over several requests, and what one may take.
@Suite(.enabled(if: Library.isThere, Library.reason))
struct SessionTests {
  private let world = SQLWorld()
  private static let endless =
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c"

  @Test("a transaction spans requests, commits nothing before its end, and sees its own pages")
  func transactions() throws {
    try world.exec("CREATE TABLE t (a)")
    try world.exec("BEGIN")
    try world.execute("INSERT INTO t VALUES (1)")
    #expect(world.commitCount == 1 && world.isInTransaction)
    #expect(try world.other().exec("SELECT * FROM t").rows == [])
    try world.exec("COMMIT; BEGIN; INSERT INTO t VALUES (2)")
    #expect(world.commitCount == 2 && world.isInTransaction)
    #expect(try world.other().exec("SELECT * FROM t").rows == [[1]])
    world.session.close()
    #expect(try world.exec("SELECT * FROM t").rows == [[1]])
  }

  @Test("pages that somebody else wrote are seen by the next request")
  func reloads() throws {
    try world.exec("CREATE TABLE t (a); INSERT INTO t VALUES (1); SELECT * FROM t")
    let other = world.other()
    try other.exec("INSERT INTO t VALUES (2); CREATE TABLE u (b)")
    world.adopt(other)
    #expect(try world.exec("SELECT * FROM t").rows == [[1], [2]])
    try world.exec("INSERT INTO u VALUES (3)")
    other.adopt(world)
    #expect(try other.exec("PRAGMA integrity_check").rows == [["ok"]])
    #expect(try other.exec("SELECT * FROM u").rows == [[3]])
  }

  @Test("commits of one script are one change, what shrinks and grows again included")
  func shrinks() throws {
    try world.exec(
      "PRAGMA auto_vacuum = FULL; CREATE TABLE t (a);"
        + "INSERT INTO t VALUES (zeroblob(200000)); CREATE TABLE u (a)")
    let before = world.pageCount
    try world.exec(
      "DELETE FROM t; INSERT INTO u VALUES (zeroblob(100)); INSERT INTO t VALUES (zeroblob(90000))")
    #expect(world.pageCount < before)
    #expect(world.commitCount == 2)
    let other = world.other()
    #expect(try other.exec("PRAGMA integrity_check").rows == [["ok"]])
    #expect(try other.exec("SELECT sum(length(a)) FROM t").rows == [[90000]])
  }

  @Test("a statement of too many steps is undone, and says how many there may be")
  func steps() throws {
    try world.exec("CREATE TABLE t (a)")
    world.rules.stepCount = 50_000
    let failure = world.failure(
      .exec(sql: "INSERT INTO t VALUES (0); INSERT INTO t \(Self.endless)"))
    #expect(
      failure == "failed to step sqlite exec statement: "
        + "interrupted: a request may take 50000 instructions of SQLite's machine")
    #expect(try world.exec("SELECT count(*) FROM t").rows == [[1]])
    // Many short statements take as many as a long one.
    let many = String(repeating: "SELECT count(*) FROM t; ", count: 20_000)
    #expect(world.failure(.exec(sql: many)) == failure)
    let batch = ["INSERT INTO t VALUES (1)", "INSERT INTO t \(Self.endless)"]
    #expect(
      world.failure(.batch(batch.map { SQLRunStatement(sql: $0) }))?.contains("50000") == true)
    #expect(!world.isInTransaction)
    #expect(try world.exec("SELECT count(*) FROM t").rows == [[1]])
  }

  @Test("rows that are too many are an error, and what the statement changed is undone")
  func results() throws {
    try world.exec("CREATE TABLE t (a)")
    world.rules.resultByteCount = 1000
    let text =
      "failed to step sqlite execute statement: "
      + "the result is too large: a request may have 1000 bytes of rows"
    #expect(world.failure(.execute(.init(sql: Self.endless))) == text)
    #expect(world.failure(.execute(.init(sql: "SELECT zeroblob(985)"))) == text)
    #expect(world.failure(.execute(.init(sql: "SELECT zeroblob(984)"))) == nil)
    let insert = "INSERT INTO t \(Self.endless) LIMIT 100 RETURNING a"
    #expect(world.failure(.execute(.init(sql: insert))) == text)
    #expect(try world.exec("SELECT count(*) FROM t").rows == [[0]])
  }

  @Test("values, files and the size of the database are bounded")
  func bounds() throws {
    world.rules.storageByteCount = 10 * 4096
    try world.exec("CREATE TABLE t (a)")
    #expect(
      world.failure(.exec(sql: "INSERT INTO t VALUES (zeroblob(90000))"))
        == "failed to step sqlite exec statement: database or disk is full")
    for sql in [
      "PRAGMA max_page_count = 1000", "PRAGMA hard_heap_limit = 1", "PRAGMA soft_heap_limit = 1",
      "PRAGMA temp.hard_heap_limit = 1", "PRAGMA main.max_page_count(99)",
      "ATTACH ':memory:' AS x", "ATTACH 'a' || 'b' AS x",
    ] {
      #expect(
        world.failure(.exec(sql: sql)) == "failed to prepare sqlite exec statement: not authorized",
        "\(sql)")
    }
    #expect(
      world.failure(.exec(sql: "VACUUM INTO 'x'"))
        == "failed to step sqlite exec statement: authorization denied")
    #expect(world.failure(.exec(sql: "SELECT zeroblob(17000000)"))?.contains("too big") == true)
    #expect(try world.exec("PRAGMA max_page_count").rows == [[10]])
    world.rules.storageByteCount = 100 * 4096
    try world.exec("INSERT INTO t VALUES (zeroblob(90000))")
  }

  @Test("VACUUM shrinks the database")
  func vacuum() throws {
    try world.exec("CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(200000)); DELETE FROM t")
    try world.exec("VACUUM")
    #expect(world.pageCount < 5)
    #expect(try world.exec("PRAGMA integrity_check").rows == [["ok"]])
  }

  @Test("what runs can be stopped from another thread, and is undone")
  func stops() async throws {
    try world.exec("CREATE TABLE t (a)")
    let (session, pages, pageCount) = (world.session, world.pages, world.pageCount)
    let failure: SQLRunFailure? = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let outcome = session.run(
          .exec(sql: "INSERT INTO t \(Self.endless)"),
          over: PageImage(pageCount: pageCount) { pages[$0] }, reloads: false, rules: SQLRunRules())
        continuation.resume(returning: outcome.result.failure)
      }
      session.stop()
    }
    #expect(failure?.description == "failed to step sqlite exec statement: interrupted")
  }

  @Test("without the library it says what to install")
  func noLibrary() {
    let world = SQLWorld(SQLRunSession(libraryFiles: ["no-such-library.so"]))
    let failure = world.failure(.exec(sql: "SELECT 1"))
    #expect(failure?.contains("libsqlite3-0") == true, "\(failure ?? "nil")")
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
