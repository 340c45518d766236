import BareRuntime
import ClientConnection
import EnvoyClient
import EnvoyServer
import EnvoyServerCore
import Foundation
import SQLiteLibrary
import Testing

/// The library of this machine.
enum Library {
  static let isThere = (try? SQLiteLibrary()) != nil
  static let reason: Comment = "libsqlite3 is not installed; Debian has it in libsqlite3-0"
}

/// A server, and clients that have it run SQL.
final class SQLPlace {
  let server: ReferenceServer
  private var connections: [ClientConnection] = []

  /// Signalled with each request whose turn it is.
  private let begun = DispatchSemaphore(value: 0)

  init(_ change: (inout ServerConfiguration) -> Void = { _ in }) throws {
    var configuration = ServerConfiguration()
    change(&configuration)
    configuration.trace = { [begun] entry in
      if case .sql(_, .began) = entry.record { begun.signal() }
    }
    server = try ReferenceServer.start(configuration)
  }

  /// Waits until so many more requests had their turn.
  func waitUntilBegun(_ count: Int = 1) -> Bool {
    (0..<count).allSatisfy { _ in begun.wait(timeout: .now() + 60) == .success }
  }

  /// Ends the clients, and then the server.
  func stop() {
    for connection in connections { connection.close() }
    server.stop()
  }

  /// Connects as an envoy of a key.
  func connect(
    _ dialect: ClientDialect = .envoy(.v6), key: String = "key"
  ) throws -> SQLActor {
    var options = ClientSession.Options()
    options.reconnectMilliseconds = 10
    let address = try #require(
      ClientAddress("ws://127.0.0.1:\(server.port)", dialect, namespace: "n", envoyKey: key))
    let connection = try ClientConnection(address, dialect, options: options)
    connections.append(connection)
    #expect(connection.waitUntilOpen(timeoutMilliseconds: 20_000))
    return SQLActor(connection: connection)
  }
}

/// An actor whose SQL is run by the server.
struct SQLActor: Sendable {
  let connection: ClientConnection
  var id = "a"
  var generation: UInt64 = 1

  /// Another actor of the same client.
  func actor(_ id: String) -> SQLActor { SQLActor(connection: connection, id: id) }

  func ask(_ command: RemoteSQLRequest.Command) throws(ClientFailure) -> RemoteSQLReply {
    let request = RemoteSQLRequest(
      namespace: "n", actorID: id, generation: generation, command: command)
    guard case .sql(let reply) = try connection.ask(.sql(request)) else {
      throw ClientFailure(.protocol, isDefinite: false, "no reply to SQL")
    }
    return reply
  }

  /// The rows of a script.
  @discardableResult
  func exec(_ sql: String) throws(ClientFailure) -> [[RemoteSQLValue]] {
    guard case .exec(_, let rows) = try ask(.exec(sql)) else { return [] }
    return rows
  }

  @discardableResult
  func execute(
    _ sql: String, _ values: [RemoteSQLValue] = []
  ) throws(ClientFailure) -> RemoteSQLResult {
    guard case .execute(let result) = try ask(.execute(.init(sql, values))) else {
      return RemoteSQLResult()
    }
    return result
  }

  /// Why something fails; nil where it does not.
  func failure(_ command: RemoteSQLRequest.Command) -> ClientFailure? {
    do {
      _ = try ask(command)
      return nil
    } catch {
      return error
    }
  }
}

/// Work on a thread of its own, since those of the pool may all be waiting.
///
/// Unchecked: the result is written before the signal, and read after it.
final class Background<Result: Sendable>: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var result: Result?

  init(_ work: @escaping @Sendable () -> Result) {
    Thread.detachNewThread { [self] in
      result = work()
      done.signal()
    }
  }

  /// Waits for the result; nil where it does not come.
  func wait() -> Result? {
    done.wait(timeout: .now() + 60) == .success ? result : nil
  }
}
