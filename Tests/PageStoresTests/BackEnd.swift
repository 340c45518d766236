import BareRuntime
import EnvoyClient
import EnvoyServerCore
import Foundation
import PageLayout
import PageStores
import PageVFS
import SQLiteLibrary
import ServerSimulation
import Testing

/// The library of this machine.
enum Library {
  static let found = try? SQLiteLibrary()
  static let reason: Comment = "libsqlite3 is not installed; Debian has it in libsqlite3-0"

  static func vfs() throws -> PageVFS { try PageVFS(library: #require(found)) }
}

/// How large tests are: as large as their names say, or small enough for unoptimised builds.
enum Scale {
  static let isFull = ProcessInfo.processInfo.environment["SQL_SCALE"] == "full"

  /// The pages of the largest commit that is not staged.
  static let commitPageCount: UInt32 = isFull ? 2048 : 32

  static var options: ServerOptions {
    var options = ServerOptions()
    options.sqlite.commitByteCount = UInt64(commitPageCount) * 4096
    return options
  }
}

/// Which protocol the pages go over.
enum BackEnd: String, CaseIterable, Sendable {
  case commands
  case channel

  var dialect: ClientDialect { self == .commands ? .envoy(.v2) : .channel }
}

/// A server in this process, and the way to a database on it.
struct Server {
  let backEnd: BackEnd
  let simulation: SimulatedServer
  var planOptions = PlanOptions()

  init(_ backEnd: BackEnd, options: ServerOptions = ServerOptions()) {
    self.backEnd = backEnd
    simulation = SimulatedServer(options: options)
  }

  static func place(_ actorID: String) -> ActorPlace {
    ActorPlace(namespace: "n", actor: actorID)
  }

  /// A client that is connected; an envoy has the actors that are told.
  func link(_ key: String = "envoy", starting actorIDs: [String] = ["a"]) throws -> SimulatedLink {
    let link = simulation.connect(backEnd.dialect, namespace: "n", envoyKey: key)
    try #require(link.waitUntilOpen())
    if backEnd == .commands {
      for actorID in actorIDs {
        #expect(simulation.control(.start(Self.place(actorID), envoyKey: key)) == nil)
      }
    }
    return link
  }

  func store(
    _ link: any ClientLink, _ actorID: String = "a"
  ) throws(PageStoreFailure) -> any PageStore {
    switch backEnd {
    case .commands: try CommandPages(link, actorID: actorID)
    case .channel: try ChannelPages(link, actorID: actorID, options: planOptions)
    }
  }
}
