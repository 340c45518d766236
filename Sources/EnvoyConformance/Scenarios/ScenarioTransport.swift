public import BareJSON

/// How a scenario reaches a server; the suite itself knows no socket.
public protocol ScenarioTransport {
  /// Opens a WebSocket.
  ///
  /// - Parameters:
  ///   - target: path and query.
  ///   - subprotocols: those that are offered, the preferred first.
  /// - Throws: ``ScenarioRefusal`` for a server that does not upgrade, anything else for one that
  ///   is not there.
  func connect(target: String, subprotocols: [String]) throws -> any ScenarioConnection

  /// Whether the server is still there.
  var isReachable: Bool { get }

  /// Whether the server can be steered.
  var hasAdmin: Bool { get }

  /// Asks the admin side.
  func admin(
    _ method: String, _ path: String, body: String
  ) throws -> (status: Int, body: JSONValue)

  /// Milliseconds on a clock that nobody sets.
  var nowMilliseconds: Int64 { get }
}

/// A server answered an upgrade by something else.
public struct ScenarioRefusal: Error, CustomStringConvertible {
  /// The status of HTTP.
  let status: Int

  /// What it said instead.
  public let description: String

  /// A refusal by a status of HTTP.
  public init(status: Int, _ description: String) {
    self.status = status
    self.description = description
  }
}

/// A WebSocket of a scenario.
public protocol ScenarioConnection: AnyObject {
  /// Sends a binary message.
  func send(_ message: [UInt8]) throws

  /// Sends a text message.
  func send(text: String) throws

  /// What happens next, or that nothing did for so long.
  func next(timeoutMilliseconds: Int64) throws -> ScenarioArrival

  /// Sends a close.
  func close(code: UInt16, reason: String) throws

  /// Breaks the connection off.
  func drop()
}

/// What can happen on a WebSocket.
public enum ScenarioArrival: Hashable, Sendable {
  /// A binary message came.
  case message([UInt8])

  /// A text message came.
  case text(String)

  /// The other side closed; without a code where its close had none.
  case closed(code: UInt16?, reason: String)

  /// The connection ended without a close.
  case reset

  /// It was never upgraded, and was answered by this status.
  case refused(status: Int)

  /// Nothing, for as long as was waited.
  case nothing
}
