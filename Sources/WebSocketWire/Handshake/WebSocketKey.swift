/// What client and server show each other to prove that both mean a WebSocket (RFC 6455 4.2.2).
enum WebSocketKey {
  static let version = "13"
  static let byteCount = 16
  private static let suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

  /// The answer to a key.
  static func answer(to key: String) -> String {
    Base64.encode(SHA1.digest(Array((key + suffix).utf8)))
  }
}
