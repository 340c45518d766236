import BareRuntime
import SQLiteLibrary
import Testing

@testable import PageVFS

@Suite(.enabled(if: Library.found != nil, Library.reason))
struct PoisonTests {
  @Test("a close that fails poisons its name and no other")
  func poison() throws {
    let vfs = try Library.vfs()
    let memory = MemoryPages()
    let database = try vfs.open("1", store: MemoryPageStore(memory))
    let functions = vfs.library.functions
    // A statement that nobody knows of keeps the library from closing.
    _ = try database.connection.call(nil) { (connection) throws(SQLiteFailure) in
      var statement: OpaquePointer?
      var rest: UnsafePointer<CChar>?
      return functions.prepare(connection, "SELECT 1", -1, &statement, &rest)
    }
    for _ in 0..<2 {
      let met = failure { () throws(PageDatabaseFailure) in try database.close() }
      #expect(met?.kind == .poisoned)
    }
    #expect(memory.with(\.closeCount) == 0)
    let again = MemoryPages()
    let met = failure { () throws(PageDatabaseFailure) in
      _ = try vfs.open("1", store: MemoryPageStore(again))
    }
    #expect(met?.kind == .poisoned)
    #expect(met?.message.contains("unfinalized statements") == true)
    #expect(again.with(\.closeCount) == 1)
    try vfs.open("10", store: MemoryPageStore(again)).execute("CREATE TABLE t (v)")
    #expect(
      failure { () throws(PageDatabaseFailure) in try database.execute("SELECT 1") }?.kind
        == .closed)
  }

  @Test("a store that calls its own database is refused, and nothing waits for itself")
  func nested() throws {
    let store = NestingStore()
    let database = try Library.vfs().open("a", store: store)
    store.database = database
    try database.execute("CREATE TABLE t (v)")
    #expect(store.failures.map(\.kind) == [.sqlite])
    store.database = nil
  }
}

/// Calls its database from within a commit.
///
/// Unchecked: one thread uses it.
private final class NestingStore: PageStore, @unchecked Sendable {
  weak var database: PageDatabaseHandle?
  var failures: [PageDatabaseFailure] = []
  private let inner = MemoryPageStore(MemoryPages())

  var pageCount: UInt32 { inner.pageCount }

  func read(_ pageNumbers: [UInt32]) throws(PageStoreFailure) -> [Bytes?] {
    try inner.read(pageNumbers)
  }

  func commit(
    _ pages: [(number: UInt32, bytes: Bytes)], pageCount: UInt32
  ) throws(PageStoreFailure) {
    if let met = failure({ () throws(PageDatabaseFailure) in try database?.execute("SELECT 1") }) {
      failures.append(met)
    }
    try inner.commit(pages, pageCount: pageCount)
  }

  func close() { inner.close() }
}
