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
  /// - Throws: a server that does not upgrade, with what it said instead.
  public func next(timeoutMilliseconds: Int64) throws(SystemError) -> WebSocketPeer? {
    while let bytes = try stream.receive(timeoutMilliseconds: timeoutMilliseconds) {
      guard !bytes.isEmpty else {
        throw SystemError("the server ended the connection before an upgrade", code: 0)
      }
      var input = bytes[...]
      do {
        guard let head = try reader.next(&input) else { continue }
        return try upgraded(head, unread: Array(input))
      } catch let error as SystemError {
        throw error
      } catch {
        throw SystemError("the answer to an upgrade is no HTTP: \(error)", code: 0)
      }
    }
    return nil
  }

  private func upgraded(
    _ head: HTTPHead, unread: [UInt8]
  ) throws(SystemError) -> WebSocketPeer {
    do {
      let subprotocol = try handshake.check(head)
      return WebSocketPeer(
        upgraded: stream, as: .client(maskingSeed: maskingSeed), unread: unread,
        subprotocol: subprotocol)
    } catch {
      throw SystemError("the server does not upgrade: \(head.startLine)", code: 0)
    }
  }
}
