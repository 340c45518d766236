public import WebSocketWire

/// A port that WebSockets come to, with calls that block: for a server that is played by a tool.
public final class WebSocketListener {
  private let listener: Listener

  /// How long a client may take for its request, once it has connected.
  private static let requestMilliseconds: Int64 = 2000

  /// Listens; port 0 picks a free one.
  ///
  /// - Throws: a port that is taken.
  public init(host: String, port: UInt16) throws(SystemError) {
    listener = try Listener(host: host, port: port)
  }

  deinit { listener.end() }

  /// The port.
  public var port: UInt16 { listener.port }

  /// The next request; nil where none comes for so long, or what comes says none.
  public func next(timeoutMilliseconds: Int64) throws(SystemError) -> WebSocketVisitor? {
    guard Poll.isReadable(listener.file, timeoutMilliseconds: timeoutMilliseconds),
      let file = try listener.accept()
    else { return nil }
    return Self.visitor(TCPClient(accepted: file))
  }

  private static func visitor(_ stream: TCPClient) -> WebSocketVisitor? {
    var reader = HTTPHeadReader()
    while let bytes = try? stream.receive(timeoutMilliseconds: requestMilliseconds),
      !bytes.isEmpty
    {
      var input = bytes[...]
      do {
        guard let head = try reader.next(&input) else { continue }
        return WebSocketVisitor(head: head, unread: Array(input), stream: stream)
      } catch {
        return nil
      }
    }
    return nil
  }
}

/// A request that came to a ``WebSocketListener``.
public struct WebSocketVisitor {
  /// The request.
  public let head: HTTPHead

  fileprivate let unread: [UInt8]
  fileprivate let stream: TCPClient

  fileprivate init(head: HTTPHead, unread: [UInt8], stream: TCPClient) {
    self.head = head
    self.unread = unread
    self.stream = stream
  }

  /// Whether it asks for a WebSocket.
  public var isUpgrade: Bool { ServerHandshake.isUpgrade(head) }

  /// Lets it in, by the first of these subprotocols that it offers.
  ///
  /// - Throws: a request that is no whole handshake, or a client that has gone.
  public func upgrade(subprotocols: [String]) throws(SystemError) -> WebSocketPeer {
    let answer: HTTPHead
    do {
      answer = try ServerHandshake.answer(to: head, subprotocols: subprotocols)
    } catch {
      try stream.send(HTTPText.answer(to: error))
      throw SystemError("a client asks for a WebSocket in the wrong way: \(error)", code: 0)
    }
    try stream.send(answer.encoded())
    return WebSocketPeer(
      upgraded: stream, as: .server, unread: unread, subprotocol: answer["Sec-WebSocket-Protocol"])
  }

  /// Answers by a text, and ends the connection.
  ///
  /// - Throws: a client that has gone.
  public func answer(status: String, type: String, _ text: String) throws(SystemError) {
    try stream.send(HTTPText.response(status, text, type: type))
  }
}
