import WebSocketWire

/// Answers of HTTP that hold a text and end the connection.
package enum HTTPText {
  /// An answer with more fields than every answer has.
  package static func response(
    _ status: String, _ text: String, _ more: KeyValuePairs<String, String> = [:],
    type: String = "text/plain"
  ) -> [UInt8] {
    var head = HTTPHead(
      startLine: "HTTP/1.1 \(status)",
      fields: [
        "Content-Type": "\(type); charset=utf-8", "Content-Length": "\(text.utf8.count)",
        "Connection": "close",
      ])
    head.fields += more.map { .init(name: $0.key, value: $0.value) }
    return head.encoded() + text.utf8
  }

  /// The answer to what cannot be upgraded.
  package static func answer(to refusal: HandshakeRefusal) -> [UInt8] {
    guard refusal == .version else { return response("400 Bad Request", "\(refusal)") }
    return response("426 Upgrade Required", "\(refusal)", ["Sec-WebSocket-Version": "13"])
  }
}
