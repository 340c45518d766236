import BareJSON
import ClientConnection
import CommandLineSupport
import EnvoyClient
import EnvoyServer
import PageStores
import PageVFS
import SQLiteLibrary

/// How a shell reaches a database on a server, and begins anew when it has lost it.
struct SQLBackEnd {
  /// The words of `--back-end`.
  enum Kind: String, CaseIterable {
    case commands
    case kv
    case remote

    var dialect: ClientDialect {
      switch self {
      case .commands: .envoy(.v2)
      case .kv: .channel
      case .remote: .envoy(.v6)
      }
    }
  }

  let kind: Kind
  let namespace: String
  let actorID: String

  /// The envoy that an actor is started for.
  let envoyKey: String

  /// The admin side of the server, which starts the actor if it has to; nil for none.
  let admin: AdminClient?

  /// Opens the database.
  ///
  /// - Throws: what the server or the library says.
  func open(_ link: any ClientLink) throws -> any SQLSession {
    switch kind {
    case .remote:
      return RemoteSQLSession(
        link, namespace: namespace, actorID: actorID, generation: try remoteGeneration())
    case .kv:
      let vfs = try PageVFS(library: SQLiteLibrary())
      return PageSQLSession(
        try vfs.open(actorID, store: ChannelPages(link, actorID: actorID)))
    case .commands:
      let vfs = try PageVFS(library: SQLiteLibrary())
      return PageSQLSession(try vfs.open(actorID, store: commandPages(link)))
    }
  }

  private func commandPages(_ link: any ClientLink) throws -> CommandPages {
    do throws(PageStoreFailure) {
      return try CommandPages(link, actorID: actorID)
    } catch {
      guard let admin, error.kind == .refused else { throw error }
      try start(admin)
      return try CommandPages(link, actorID: actorID)
    }
  }

  private var path: String { "/namespaces/\(namespace)/actors/\(actorID)" }

  private func start(_ admin: AdminClient) throws {
    let body = JSONValue.object(JSONObject([("envoyKey", .string(envoyKey))])).compactText
    let answer = try admin.ask("POST", "\(path)/start", body: body)
    guard answer.status == 200 else {
      throw UsageError("the server does not start actor `\(actorID)`: \(answer.body)")
    }
  }

  /// The actor's generation; 1 for one that was never started, or that nobody can be asked about.
  private func remoteGeneration() throws -> UInt64 {
    guard let admin else { return 1 }
    let answer = try admin.ask("GET", path)
    let view = try? JSONValue(parsing: Array(answer.body.utf8))
    return view?["actorGeneration"]?.numberValue.flatMap { UInt64($0.text) }.map { max(1, $0) } ?? 1
  }
}
