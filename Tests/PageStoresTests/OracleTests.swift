import EnvoyServerCore
import Foundation
import PageLayout
import PageVFS
import SQLiteLibrary
import Testing

/// The same statements on SQLite as it is, and on pages that are on a server.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct OracleTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["SQL_WORKLOADS"].flatMap(Int.init) ?? 5
  private static let firstSeed = environment["SQL_SEED"].flatMap(UInt64.init) ?? 1

  @Test(
    "random workloads answer, and leave, the same as in SQLite itself",
    arguments: BackEnd.allCases)
  func workloads(_ backEnd: BackEnd) throws {
    for seed in Self.firstSeed..<Self.firstSeed + UInt64(Self.count) {
      let difference = try Self.difference(backEnd, seed: seed)
      #expect(difference == nil, "\(backEnd), seed \(seed)")
      if difference != nil { return }
    }
  }

  private static func difference(_ backEnd: BackEnd, seed: UInt64) throws -> String? {
    var server = Server(backEnd, options: options(seed))
    // Half of the seeds make many requests of each transaction.
    if seed % 2 == 0 { server.planOptions = PlanOptions(maximumKeyCount: 6) }
    let link = try server.link()
    let vfs = try Library.vfs()
    let database = try vfs.open("w", store: server.store(link), options: fileOptions(seed))
    let native = try SQLiteConnection(":memory:", library: vfs.library)
    if seed % 3 == 0 { try database.execute("PRAGMA cache_size = 10") }
    let difference = Workload(seed: seed).difference(
      Workload.run(on: native), Workload.run(on: database))
    if let difference { return difference }
    let expected = Workload.dump(Workload.run(on: native))
    if Workload.dump(Workload.run(on: database)) != expected { return "the dumps differ" }
    try database.close()
    let again = try vfs.open("w", store: server.store(link), options: fileOptions(seed))
    if Workload.dump(Workload.run(on: again)) != expected { return "other when opened again" }
    try again.close()
    return try rawDifference(server, expected: expected, vfs.library)
  }

  private static func options(_ seed: UInt64) -> ServerOptions {
    var options = ServerOptions()
    if seed % 2 == 0 { options.sqlite.commitByteCount = 5 * 4096 }
    return options
  }

  private static func fileOptions(_ seed: UInt64) -> PageDatabaseOptions {
    var options = PageDatabaseOptions()
    options.spillsCache = seed % 3 == 0
    options.cachedPageLimit = seed % 4 < 2 ? 2048 : 5
    return options
  }

  /// What SQLite alone says of the pages, read back without any of what wrote them.
  private static func rawDifference(
    _ server: Server, expected: [Workload.Outcome], _ library: SQLiteLibrary
  ) throws -> String? {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "pages-\(UUID().uuidString).db")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(RawPages.read(server)).write(to: path)
    let connection = try SQLiteConnection(path.path, mode: .readOnly, library: library)
    let check = try connection.query("PRAGMA integrity_check").rows
    if check != [["ok"]] { return "the file is broken: \(check)" }
    return Workload.dump(Workload.run(on: connection)) == expected ? nil : "the file is another"
  }
}
