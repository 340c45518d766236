/// Where clients connect to; the suite itself knows no socket.
public protocol ScenarioListener: AnyObject {
  /// The URL that clients are given, before the path of a protocol: `ws://127.0.0.1:41733`.
  var endpoint: String { get }

  /// The next client that wants to connect; nil where none comes for so long.
  func accept(timeoutMilliseconds: Int64) throws -> (any ScenarioVisitor)?

  /// Milliseconds on a clock that nobody sets.
  var nowMilliseconds: Int64 { get }
}

/// A client that asks for a WebSocket.
public protocol ScenarioVisitor {
  /// Path and query, as the client sent them.
  var target: String { get }

  /// The subprotocols that it offers.
  var subprotocols: [String] { get }

  /// Lets it in, by `rivet` if it offers that.
  func upgrade() throws -> any ScenarioConnection

  /// Sends it away.
  func refuse(status: UInt16) throws
}
