/// What happens to the server, from outside.
public enum ServerEvent: Hashable, Sendable {
  /// A WebSocket was opened; its upgrade was answered already, as engines do (`ENVOY-1.2`).
  case opened(ConnectionID, ConnectionRequest)

  /// A binary message came.
  case message(ConnectionID, [UInt8])

  /// A text message came.
  case text(ConnectionID, String)

  /// The connection is gone, by whoever's doing.
  case closed(ConnectionID)

  /// Time has passed; due as ``ServerCore/nextTimeMilliseconds`` says.
  case tick

  /// A task of SQL has come to an end.
  case sqlDone(SQLResult)

  /// Someone steers the server.
  case control(Control)
}

/// What a client asked for when it connected.
public struct ConnectionRequest: Hashable, Sendable {
  /// Path and query of the request.
  public let target: String

  /// The subprotocols that were offered, in order; a token may stand among them.
  public let subprotocols: [String]

  /// Makes a request.
  public init(target: String, subprotocols: [String] = []) {
    self.target = target
    self.subprotocols = subprotocols
  }
}
