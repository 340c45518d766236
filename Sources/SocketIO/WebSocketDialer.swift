import WebSocketWire

/// A WebSocket that is asked for and not there yet, so that others can be waited for meanwhile.
public final class WebSocketDialer {
  private let stream: TCPClient
  private let handshake: ClientHandshake
  private let maskingSeed: UInt64
  private var reader = HTTPHeadReader()

  /// Connects, and asks for an upgrade.
  ///
  /// - Parameter target: path and query.
  /// - Throws: a server that is not there.
  public init(
    host: String, port: UInt16, target: String, subprotocols: [String]
  ) throws(SystemError) {
    var random = SystemRandomNumberGenerator()
    stream = try TCPClient(host: host, port: port)
    maskingSeed = random.next()
    handshake = ClientHandshake(
      host: "\(host):\(port)", target: target, subprotocols: subprotocols,
      keyBytes: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    try stream.send(handshake.request.encoded())
  }

  /// The file to wait on with others.
  public var file: Int32 { stream.file }

  /// The WebSocket; nil where there is no answer for so long.
  ///
  /// - Throws: ``UpgradeRefusal``, or ``SystemError`` where the connection ended.
  public func next(timeoutMilliseconds: Int64) throws -> WebSocketPeer? {
    while let bytes = try stream.receive(timeoutMilliseconds: timeoutMilliseconds) {
      guard !bytes.isEmpty else {
        throw SystemError("the server ended the connection before an upgrade", code: 0)
      }
      var input = bytes[...]
      let head: HTTPHead?
      do {
        head = try reader.next(&input)
      } catch {
        throw UpgradeRefusal(status: 0, "\(error)")
      }
      if let head { return try upgraded(head, unread: Array(input)) }
    }
    return nil
  }

  private func upgraded(
    _ head: HTTPHead, unread: [UInt8]
  ) throws(UpgradeRefusal) -> WebSocketPeer {
    do {
      let subprotocol = try handshake.check(head)
      return WebSocketPeer(
        upgraded: stream, as: .client(maskingSeed: maskingSeed), unread: unread,
        subprotocol: subprotocol)
    } catch {
      let status = head.startLine.split(separator: " ").dropFirst().first.flatMap { Int($0) }
      throw UpgradeRefusal(status: status ?? 0, head.startLine)
    }
  }
}
