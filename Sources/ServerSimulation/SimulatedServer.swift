public import EnvoyClient
public import EnvoyServerCore
import Synchronization

/// A server and its clients in one process, without sockets: what one sends the other takes at
/// once, and time passes only when all of them wait for it.
///
/// The same calls give the same answers. What goes wrong is made by fault rules of the server.
public final class SimulatedServer: Sendable {
  private let wire: Mutex<SimulatedWire>

  /// A server that nobody has used yet.
  public init(options: ServerOptions = ServerOptions()) {
    wire = Mutex(SimulatedWire(core: ServerCore(options: options)))
  }

  /// The server as it is.
  public var core: ServerCore { wire.withLock { $0.core } }

  /// Connects a client, which stays until it closes.
  ///
  /// - Parameters:
  ///   - dialect: the protocol, and its version.
  ///   - namespace: the name of the namespace.
  ///   - envoyKey: names an envoy, for as long as it lives.
  ///   - options: the waits and limits of the client.
  public func connect(
    _ dialect: ClientDialect, namespace: String, envoyKey: String,
    options: ClientSession.Options = ClientSession.Options()
  ) -> SimulatedLink {
    let request = ConnectionRequest(
      target: dialect.target(namespace: namespace, token: nil, envoyKey: envoyKey),
      subprotocols: dialect.subprotocols(token: nil))
    let number = wire.withLock { $0.add(ClientSession(dialect, options: options), request) }
    return SimulatedLink(server: self, number: number)
  }

  /// Steers the server.
  ///
  /// - Returns: why it cannot be done.
  @discardableResult
  public func control(_ control: Control) -> ControlRefusal? {
    wire.withLock { $0.control(control) }
  }

  /// Ends the server in the middle of what it does, and starts another from its snapshot.
  ///
  /// - Throws: a snapshot that cannot be read.
  public func restartFromSnapshot() throws(SnapshotError) {
    try wire.withLock { (wire) throws(SnapshotError) in try wire.restartFromSnapshot() }
  }

  /// Lets time pass, as when nobody asks for anything.
  public func advance(milliseconds: Int64) {
    precondition(milliseconds >= 0, "time does not run backwards")
    wire.withLock { $0.advance(toMilliseconds: $0.nowMilliseconds + milliseconds) }
  }

  func with<Result: Sendable>(_ work: (inout SimulatedWire) -> Result) -> Result {
    wire.withLock { work(&$0) }
  }
}

/// A client of a simulated server.
public final class SimulatedLink: ClientLink {
  private let server: SimulatedServer
  private let number: Int

  init(server: SimulatedServer, number: Int) {
    self.server = server
    self.number = number
  }

  public var connectionCount: Int { server.with { $0.connectionCount(of: number) } }

  public var epochMilliseconds: Int64 { server.with { $0.nowMilliseconds } }

  /// Lets time pass until requests can be made.
  ///
  /// - Returns: whether they can, within so long.
  public func waitUntilOpen(timeoutMilliseconds: Int64 = 60_000) -> Bool {
    server.with { $0.waitUntilOpen(number, timeoutMilliseconds: timeoutMilliseconds) }
  }

  public func ask(
    _ requests: [ClientRequest], onConnection connection: Int?
  ) -> Result<ClientReply, ClientFailure> {
    precondition(!requests.isEmpty, "there is something to ask for")
    return server.with { $0.ask(requests, of: number, onConnection: connection) }
  }

  /// Ends it for good.
  public func close() { server.with { $0.close(number) } }
}
