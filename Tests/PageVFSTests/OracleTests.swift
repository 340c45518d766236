import Foundation
import PageVFS
import SQLiteLibrary
import Testing

/// The same statements on SQLite as it is and on a page store.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct OracleTests {
  private static let count =
    ProcessInfo.processInfo.environment["SQL_WORKLOADS"].flatMap(Int.init) ?? 60

  @Test("random workloads answer, and leave, the same as in SQLite itself")
  func workloads() throws {
    for seed in 1...UInt64(Self.count) {
      let difference = try Self.difference(seed: seed)
      #expect(difference == nil)
      if difference != nil { return }
    }
  }

  private static func difference(seed: UInt64) throws -> String? {
    let memory = MemoryPages()
    var options = PageDatabaseOptions()
    options.spillsCache = seed % 3 == 0
    options.cachedPageLimit = seed % 2 == 0 ? 2048 : 5
    let vfs = try Library.vfs()
    let database = try vfs.open("w", store: MemoryPageStore(memory), options: options)
    let native = try SQLiteConnection(":memory:", library: vfs.library)
    if seed % 3 == 0 { try database.execute("PRAGMA cache_size = 10") }
    let difference = Workload(seed: seed).difference(run(native), run(database))
    if let difference { return difference }
    let expected = Workload.dump(run(native))
    if Workload.dump(run(database)) != expected { return "seed \(seed): the dumps differ" }
    try database.close()
    let again = try vfs.open("w", store: MemoryPageStore(memory), options: options)
    if Workload.dump(run(again)) != expected { return "seed \(seed): other when opened again" }
    return try fileDifference(seed: seed, file: memory.file, expected: expected, vfs.library)
  }

  /// What SQLite alone says of a file of the store's pages.
  private static func fileDifference(
    seed: UInt64, file: [UInt8], expected: [Workload.Outcome], _ library: SQLiteLibrary
  ) throws -> String? {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "pages-\(UUID().uuidString).db")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(file).write(to: path)
    let connection = try SQLiteConnection(path.path, mode: .readOnly, library: library)
    let check = try connection.query("PRAGMA integrity_check").rows
    if check != [["ok"]] { return "seed \(seed): the file is broken: \(check)" }
    return Workload.dump(run(connection)) == expected ? nil : "seed \(seed): the file is another"
  }

  private static func run(_ connection: SQLiteConnection) -> Workload.Run {
    { statement in
      do throws(SQLiteFailure) {
        return .rows(try connection.query(statement.sql, statement.bindings))
      } catch { return .failed(error.extendedCode) }
    }
  }

  private static func run(_ database: PageDatabaseHandle) -> Workload.Run {
    { statement in
      do throws(PageDatabaseFailure) {
        return .rows(try database.query(statement.sql, statement.bindings))
      } catch { return .failed(error.sqlite?.extendedCode ?? -1) }
    }
  }
}
