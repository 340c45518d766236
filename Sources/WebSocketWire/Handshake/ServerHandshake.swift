/// The server's part of the handshake (RFC 6455 4.2).
public enum ServerHandshake {
  /// Whether a request asks for a WebSocket at all.
  public static func isUpgrade(_ request: HTTPHead) -> Bool {
    request.list("Upgrade").contains { $0.lowercased() == "websocket" }
  }

  /// The answer to a request that asks for a WebSocket.
  ///
  /// - Parameters:
  ///   - request: the head of what came.
  ///   - subprotocols: those that the server speaks; the first that was offered is chosen.
  /// - Returns: status 101.
  /// - Throws: what is missing or wrong.
  public static func answer(
    to request: HTTPHead, subprotocols: [String]
  ) throws(HandshakeRefusal) -> HTTPHead {
    guard let line = HTTPRequestLine(request.startLine), line.method == "GET" else {
      throw .requestLine(request.startLine)
    }
    guard request["Host"] != nil else { throw .field("Host", expected: "the server's name") }
    guard isUpgrade(request) else { throw .field("Upgrade", expected: "`websocket`") }
    guard request.list("Connection").contains(where: { $0.lowercased() == "upgrade" }) else {
      throw .field("Connection", expected: "`Upgrade`")
    }
    guard request["Sec-WebSocket-Version"] == WebSocketKey.version else { throw .version }
    guard let key = request["Sec-WebSocket-Key"],
      Base64.byteCount(of: key) == WebSocketKey.byteCount
    else { throw .field("Sec-WebSocket-Key", expected: "16 bytes in Base64") }
    var answer = HTTPHead(
      startLine: "HTTP/1.1 101 Switching Protocols",
      fields: [
        "Upgrade": "websocket", "Connection": "Upgrade",
        "Sec-WebSocket-Accept": WebSocketKey.answer(to: key),
      ])
    let offered = request.list("Sec-WebSocket-Protocol")
    if let chosen = subprotocols.first(where: offered.contains) {
      answer.fields.append(.init(name: "Sec-WebSocket-Protocol", value: chosen))
    }
    return answer
  }
}

/// Why a handshake does not come about.
public enum HandshakeRefusal: Error, Hashable, Sendable {
  /// The request is not a `GET` of HTTP/1.1.
  case requestLine(String)

  /// A field that is missing or says something else.
  case field(String, expected: String)

  /// Another version than 13.
  case version

  /// The server answered with something else than status 101.
  case status(String)

  /// The answer to the handshake's key is missing or wrong.
  case accept

  /// The server chose a subprotocol that was not offered, or answered with an extension.
  case notOffered(String)

  /// The head of the answer is none.
  case head(HTTPHeadError)
}

extension HandshakeRefusal: CustomStringConvertible {
  /// What was expected, and what was met.
  public var description: String {
    switch self {
    case .requestLine(let line): "expected `GET TARGET HTTP/1.1`, found `\(line)`"
    case .field(let name, let expected): "`\(name)` is not \(expected)"
    case .version: "`Sec-WebSocket-Version` is not 13"
    case .status(let line): "expected status 101, found `\(line)`"
    case .accept: "`Sec-WebSocket-Accept` does not answer the key"
    case .notOffered(let name): "the server chose `\(name)`, which was not offered"
    case .head(let error): "\(error)"
    }
  }
}
