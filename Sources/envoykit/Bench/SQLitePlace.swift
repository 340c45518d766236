import ClientConnection
import CommandLineSupport
import EnvoyClient
import EnvoyServer
import PageStores
import PageVFS
import SQLiteLibrary
import ServerSimulation

/// Where a database that is measured has its pages, and how it is opened there.
struct SQLitePlace {
  /// A database that is open.
  struct Database {
    let execute: (String) throws -> Void
    let query: (String, [SQLiteValue]) throws -> Void
    let close: () throws -> Void
  }

  let name: String

  /// Opens it; again for the same pages.
  let open: () throws -> Database

  /// Gives everything up.
  let end: () -> Void

  /// All places, each empty.
  ///
  /// - Parameter file: where the file may be.
  static func all(_ library: SQLiteLibrary, file: String) throws -> [SQLitePlace] {
    [
      native("file", library, path: file),
      native("memory", library, path: ":memory:"),
      inProcess("commands, in process", library, .envoy(.v2)),
      try loopback("commands, loopback", library, .envoy(.v2)),
      inProcess("kv, in process", library, .channel),
      try loopback("kv, loopback", library, .channel),
    ]
  }

  private static func native(
    _ name: String, _ library: SQLiteLibrary, path: String
  ) -> SQLitePlace {
    SQLitePlace(name: name) {
      let connection = try SQLiteConnection(path, library: library)
      // As on a server: one connection, and a commit that waits for no disk but for its pages.
      try connection.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY")
      return Database(
        execute: { try connection.execute($0) },
        query: { _ = try connection.query($0, $1) }, close: { try connection.close() })
    } end: {
    }
  }

  private static func inProcess(
    _ name: String, _ library: SQLiteLibrary, _ dialect: ClientDialect
  ) -> SQLitePlace {
    let server = SimulatedServer()
    let link = server.connect(dialect, namespace: "bench", envoyKey: "bench")
    _ = link.waitUntilOpen()
    return SQLitePlace(name: name) {
      try open(link, library, dialect)
    } end: {
      link.close()
    }
  }

  private static func loopback(
    _ name: String, _ library: SQLiteLibrary, _ dialect: ClientDialect
  ) throws -> SQLitePlace {
    let server = try ReferenceServer.start()
    let address = ClientAddress(
      "ws://127.0.0.1:\(server.port)", dialect, namespace: "bench", envoyKey: "bench")
    guard let address else { throw UsageError("no address") }
    let connection = try ClientConnection(address, dialect)
    _ = connection.waitUntilOpen(timeoutMilliseconds: 5000)
    return SQLitePlace(name: name) {
      try open(connection, library, dialect)
    } end: {
      connection.close()
      server.stop()
    }
  }

  private static func open(
    _ link: any ClientLink, _ library: SQLiteLibrary, _ dialect: ClientDialect
  ) throws -> Database {
    let vfs = try PageVFS(library: library)
    let database =
      dialect == .channel
      ? try vfs.open("bench", store: ChannelPages(link, actorID: "bench"))
      : try vfs.open("bench", store: CommandPages(link, actorID: "bench"))
    return Database(
      execute: { try database.execute($0) }, query: { _ = try database.query($0, $1) },
      close: { try database.close() })
  }
}
