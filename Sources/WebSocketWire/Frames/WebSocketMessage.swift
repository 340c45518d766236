/// What one end says to the other.
public enum WebSocketMessage: Hashable, Sendable {
  /// A text.
  case text(String)

  /// Bytes.
  case binary([UInt8])
}

/// What happened on a connection.
public enum WebSocketEvent: Hashable, Sendable {
  /// A whole message.
  case message(WebSocketMessage)

  /// A ping, which is answered already.
  case ping([UInt8])

  /// A pong, asked for or not.
  case pong([UInt8])

  /// The peer closes, which is answered already; nothing follows.
  case closed(CloseFrame)

  /// The peer broke a rule and was told so; nothing follows.
  case failed(WebSocketViolation)
}
