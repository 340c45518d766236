/// The client's part of the handshake (RFC 6455 4.1).
public struct ClientHandshake: Hashable, Sendable {
  private let target: String
  private let host: String
  private let subprotocols: [String]
  private let key: String

  /// A handshake with 16 random bytes as its key.
  ///
  /// - Parameters:
  ///   - host: the name of the server and its port, as `Host` has them.
  ///   - target: path and query.
  ///   - subprotocols: those that are offered, the preferred first.
  ///   - keyBytes: 16 random bytes.
  public init(host: String, target: String, subprotocols: [String], keyBytes: [UInt8]) {
    precondition(keyBytes.count == WebSocketKey.byteCount, "a key has 16 bytes")
    self.host = host
    self.target = target
    self.subprotocols = subprotocols
    key = Base64.encode(keyBytes)
  }

  /// What to send.
  public var request: HTTPHead {
    var request = HTTPHead(
      startLine: "GET \(target) HTTP/1.1",
      fields: [
        "Host": host, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key,
        "Sec-WebSocket-Version": WebSocketKey.version,
      ])
    if !subprotocols.isEmpty {
      let offered = subprotocols.joined(separator: ", ")
      request.fields.append(.init(name: "Sec-WebSocket-Protocol", value: offered))
    }
    return request
  }

  /// Looks at the answer.
  ///
  /// - Returns: the subprotocol that the server chose; nil for none.
  /// - Throws: an answer that is no agreement.
  public func check(_ response: HTTPHead) throws(HandshakeRefusal) -> String? {
    guard response.startLine.hasPrefix("HTTP/1.1 101") else {
      throw .status(response.startLine)
    }
    guard response.list("Upgrade").contains(where: { $0.lowercased() == "websocket" }) else {
      throw .field("Upgrade", expected: "`websocket`")
    }
    guard response.list("Connection").contains(where: { $0.lowercased() == "upgrade" }) else {
      throw .field("Connection", expected: "`Upgrade`")
    }
    guard response["Sec-WebSocket-Accept"] == WebSocketKey.answer(to: key) else { throw .accept }
    if let name = response["Sec-WebSocket-Extensions"] { throw .notOffered(name) }
    let chosen = response["Sec-WebSocket-Protocol"]
    if let chosen, !subprotocols.contains(chosen) { throw .notOffered(chosen) }
    return chosen
  }
}
