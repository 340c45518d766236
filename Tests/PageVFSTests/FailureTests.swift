import BareRuntime
import PageVFS
import SQLiteLibrary
import Testing

@Suite(.enabled(if: Library.found != nil, Library.reason))
struct FailureTests {
  private let memory = MemoryPages()

  private func open() throws -> PageDatabaseHandle {
    try Library.vfs().open("a", store: MemoryPageStore(memory))
  }

  private static func refusal(definite: Bool = true, fatal: Bool = false) -> PageStoreFailure {
    PageStoreFailure(.refused, isDefinite: definite, isFatal: fatal, "no")
  }

  @Test("a commit that is refused leaves no row, and the next goes on")
  func refused() throws {
    let database = try open()
    try database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    memory.with { $0.commitFailure = Self.refusal() }
    let met = failure { () throws(PageDatabaseFailure) in
      try database.execute("INSERT INTO t VALUES (2)")
    }
    #expect(met?.kind == .store)
    #expect(met?.store == Self.refusal())
    #expect(met?.sqlite?.extendedCode == 1034)
    #expect(met?.isIndeterminate == false)
    #expect(database.failure == nil)
    memory.with { $0.commitFailure = nil }
    #expect(try database.query("SELECT v FROM t").rows == [[1]])
    try database.execute("INSERT INTO t VALUES (3)")
    #expect(try database.query("SELECT v FROM t").rows == [[1], [3]])
    #expect(try database.query("PRAGMA integrity_check").rows == [["ok"]])
    try database.close()
    #expect(try open().query("SELECT v FROM t").rows == [[1], [3]])
  }

  @Test(
    "after a failure for good, or one nobody knows the end of, only opening anew helps",
    arguments: [
      (true, true, false), (false, false, false), (false, false, true), (false, true, true),
    ]
  )
  func dead(isDefinite: Bool, isFatal: Bool, isDone: Bool) throws {
    let database = try open()
    try database.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    let cause = Self.refusal(definite: isDefinite, fatal: isFatal)
    memory.with { ($0.commitFailure, $0.losesReply) = (cause, isDone) }
    let met = failure { () throws(PageDatabaseFailure) in
      try database.execute("INSERT INTO t VALUES (2)")
    }
    #expect(met?.kind == .store)
    #expect(met?.isIndeterminate == !isDefinite)
    #expect(database.failure == cause)
    memory.with { ($0.commitFailure, $0.losesReply) = (nil, false) }
    memory.with { $0.resetCounts() }
    let later = failure { () throws(PageDatabaseFailure) in
      _ = try database.query("SELECT 1")
    }
    #expect(later?.kind == .dead)
    #expect(later?.store == cause)
    #expect(later?.isIndeterminate == false)
    try database.close()
    #expect(memory.with { ($0.readCount + $0.commitCount) } == 0)
    #expect(try open().query("SELECT v FROM t").rows == (isDone ? [[1], [2]] : [[1]]))
  }

  @Test("a read that fails is a failure of that query; answers that make none are too")
  func reads() throws {
    try open().execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    let database = try open()
    let answers: [(PageStoreFailure?, [Bytes?]?)] = [
      (Self.refusal(), nil), (nil, []), (nil, [[1, 2]]), (nil, [nil, nil]),
    ]
    for (cause, answer) in answers {
      memory.with { ($0.readFailure, $0.answer) = (cause, answer) }
      let met = failure { () throws(PageDatabaseFailure) in
        _ = try database.query("SELECT * FROM t")
      }
      #expect(met?.kind == .store)
      #expect(met?.isIndeterminate == false)
    }
    memory.with { ($0.readFailure, $0.answer) = (nil, nil) }
    #expect(try database.query("SELECT * FROM t").rows == [[1]])
  }

  @Test("a check of integrity that could not read all is a failure, not a broken database")
  func unreadCheck() throws {
    var options = PageDatabaseOptions()
    options.cachedPageLimit = 0
    let first = try open()
    try first.execute("CREATE TABLE t (v); INSERT INTO t VALUES (zeroblob(40000)); DELETE FROM t")
    try first.close()
    let database = try Library.vfs().open("a", store: MemoryPageStore(memory), options: options)
    _ = try database.query("SELECT * FROM t")
    memory.with { $0.readFailure = Self.refusal() }
    let met = failure { () throws(PageDatabaseFailure) in
      _ = try database.query("PRAGMA integrity_check")
    }
    #expect(met?.kind == .store)
    memory.with { $0.readFailure = nil }
    #expect(try database.query("PRAGMA integrity_check").rows == [["ok"]])
  }

  @Test("garbage in a store is an error of SQLite, and a page that is missing is zeros")
  func garbage() throws {
    try open().execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    let good = memory.with(\.pages)
    for page: [UInt8]? in [nil, [UInt8](repeating: 0xff, count: 4096)] {
      memory.with {
        $0.pages = good
        $0.pages[2] = page.flatMap { try? Bytes($0) }
      }
      let database = try open()
      let met = failure { () throws(PageDatabaseFailure) in
        _ = try database.query("SELECT * FROM t")
      }
      #expect(met?.sqlite?.code == 11)
    }
    memory.with { $0.pages[1] = $0.pages[2] }
    let vfs = try Library.vfs()
    let met = failure { () throws(PageDatabaseFailure) in
      _ = try vfs.open("a", store: MemoryPageStore(memory))
    }
    #expect(met?.sqlite?.code == 26)
  }

  @Test("settings that would lose commits are refused, and so are databases with a log")
  func settings() throws {
    let database = try open()
    for pragma in [
      "journal_mode = WAL", "journal_mode(off)", "main.journal_mode = delete", "synchronous = 0",
      "synchronous = off", "page_size = 8192",
    ] {
      let met = failure { () throws(PageDatabaseFailure) in
        try database.execute("PRAGMA \(pragma)")
      }
      #expect(
        met?.sqlite?.message.contains("here") == true, "\(pragma): \(String(describing: met))")
    }
    #expect(try database.query("PRAGMA journal_mode").rows == [["memory"]])
    #expect(try database.query("PRAGMA locking_mode").rows == [["exclusive"]])
    #expect(try database.query("PRAGMA synchronous = FULL").rows == [])
    try database.execute("CREATE TABLE t (v)")
    try database.close()
    memory.with { state in
      guard let page = state.pages[1] else { return }
      var bytes = [UInt8](page)
      (bytes[18], bytes[19]) = (2, 2)
      state.pages[1] = try? Bytes(bytes)
    }
    #expect(throws: PageDatabaseFailure.self) { try open() }
  }
}
