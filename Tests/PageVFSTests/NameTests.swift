import PageVFS
import SQLiteLibrary
import Testing

@Suite(.enabled(if: Library.found != nil, Library.reason))
struct NameTests {
  @Test("names are the same only byte by byte, and a name is open once")
  func exact() throws {
    let vfs = try Library.vfs()
    let names = ["1", "10", "", ":memory:", "file:x?vfs=unix", "a\0b", "a", "\u{e9}", "e\u{301}"]
    let stores = names.map { _ in MemoryPages() }
    var databases: [PageDatabaseHandle] = []
    for (name, memory) in zip(names, stores) {
      let database = try vfs.open(name, store: MemoryPageStore(memory))
      databases.append(database)
      try database.execute("CREATE TABLE t (v)")
    }
    for (index, database) in databases.enumerated() {
      _ = try database.query("INSERT INTO t VALUES (?)", [.integer(Int64(index))])
      #expect(vfs.database(named: names[index]) === database)
    }
    let spare = MemoryPages()
    let met = failure { () throws(PageDatabaseFailure) in
      _ = try vfs.open("1", store: MemoryPageStore(spare))
    }
    #expect(met?.kind == .nameInUse)
    #expect(spare.with(\.closeCount) == 1)
    try databases[0].close()
    try databases[0].close()
    #expect(stores.map { $0.with(\.closeCount) } == [1] + stores.dropFirst().map { _ in 0 })
    #expect(vfs.database(named: "1") == nil)
    for (index, database) in databases.enumerated().dropFirst() {
      #expect(try database.query("SELECT v FROM t").rows == [[.integer(Int64(index))]])
      #expect(stores[index].commitCount == 2)
    }
    let again = try vfs.open("1", store: MemoryPageStore(stores[0]))
    #expect(try again.query("SELECT v FROM t").rows == [[0]])
    vfs.closeAll()
    #expect(again.isClosed)
  }

  @Test("databases that are dropped close, also after their file system")
  func dropped() throws {
    let memory = MemoryPages()
    do {
      let database: PageDatabaseHandle
      do { database = try Library.vfs().open("a", store: MemoryPageStore(memory)) }
      try database.execute("CREATE TABLE t (v); BEGIN; INSERT INTO t VALUES (1)")
    }
    #expect(memory.with(\.closeCount) == 1)
    #expect(memory.commitCount == 1)
  }

  @Test("files that SQL names are in memory, each of its own")
  func attached() throws {
    let vfs = try Library.vfs()
    let memory = [MemoryPages(), MemoryPages()]
    let databases = try memory.enumerated().map {
      try vfs.open("\($0.offset)", store: MemoryPageStore($0.element))
    }
    for (index, database) in databases.enumerated() {
      try database.execute("CREATE TABLE t (v); ATTACH '1' AS other")
      memory[index].with { $0.resetCounts() }
      try database.execute("CREATE TABLE other.u AS SELECT \(index) AS v; BEGIN")
      try database.execute("INSERT INTO other.u VALUES (5); ROLLBACK")
      #expect(try database.query("SELECT v FROM u").rows == [[.integer(Int64(index))]])
      #expect(memory[index].commitCount == 0)
      try database.execute("BEGIN; INSERT INTO t SELECT v FROM u; DELETE FROM u; COMMIT")
      #expect(memory[index].commitCount == 1)
      try database.execute("DETACH other; VACUUM INTO 'copy'")
    }
  }

  @Test("a query that runs ends when another thread closes, and so does one that comes later")
  func closeDuringQuery() async throws {
    let memory = MemoryPages()
    let database = try Library.vfs().open("a", store: MemoryPageStore(memory))
    try database.execute("CREATE TABLE t (v)")
    async let met = onThread {
      failure { () throws(PageDatabaseFailure) in
        try database.execute(
          """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          INSERT INTO t SELECT i FROM n WHERE i < 10
          """)
      }
    }
    try await Task.sleep(for: .milliseconds(50))
    async let other: Void = onThread { try? database.close() }
    await onThread { try? database.close() }
    #expect(memory.with(\.closeCount) == 1)
    #expect(await met?.kind == .closed)
    await other
    let later = failure { () throws(PageDatabaseFailure) in try database.execute("SELECT 1") }
    #expect(later?.kind == .closed)
    #expect(memory.commitCount == 1)
  }
}
