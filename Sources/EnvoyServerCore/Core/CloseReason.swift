/// Why the server closes a connection, as engines say it (`ENVOY-1.3`).
public struct CloseReason: Hashable, Sendable {
  /// The code of the close frame.
  public let code: UInt16

  /// The text of the close frame: `group.code`, with `#` and the name of the connection behind it
  /// where a request was refused or ended early.
  public let text: String

  /// The connection is replaced by a newer one of the same key; the client must not come back.
  static let eviction = CloseReason(code: 1000, text: "ws.eviction")

  /// No pong came for too long.
  static let timedOut = CloseReason(code: 1011, text: "ws.timed_out")

  /// A client of the KV channel sent no pong for too long.
  static let pongTimeout = CloseReason(code: 1000, text: "pong timeout")

  /// A parameter of the URL is missing or wrong.
  static let invalidRequest = CloseReason(code: 1011, text: "ws.invalid_request")

  /// A message that ends the connection.
  static let invalidPacket = CloseReason(code: 1011, text: "ws.invalid_packet")

  /// No pool of this name.
  static let noRunnerConfig = CloseReason(code: 1011, text: "ws.no_runner_config")

  /// No namespace of this name.
  static let namespaceNotFound = CloseReason(code: 1011, text: "namespace.not_found")

  /// The token is another.
  static let forbidden = CloseReason(code: 1011, text: "api.forbidden")

  /// The token is missing where a header carries it.
  static let missingHeader = CloseReason(code: 1011, text: "guard.missing_header")

  /// The token is missing where the URL carries it.
  static let missingQueryParameter = CloseReason(
    code: 1011, text: "guard.missing_query_parameter")

  /// No protocol is spoken on the path.
  static let noRoute = CloseReason(code: 1011, text: "guard.no_route")

  /// Something in the connection's task failed.
  static let internalError = CloseReason(code: 1011, text: "core.internal_error")

  /// The server shuts down.
  static let goingAway = CloseReason(code: 1011, text: "ws.going_away")

  /// A user's WebSocket whose actor stopped.
  static let actorStopped = CloseReason(code: 1000, text: "actor.stopped")

  /// A user's WebSocket of which nothing is heard any more.
  static let downstreamClosed = CloseReason(code: 1011, text: "ws.downstream_closed")

  /// The end of a handler that has done its work.
  static let normal = CloseReason(code: 1000, text: "ws.closed")

  /// The reason with a connection's name behind it.
  func on(_ connection: ConnectionID) -> CloseReason {
    CloseReason(code: code, text: "\(text)#\(connection)")
  }
}
