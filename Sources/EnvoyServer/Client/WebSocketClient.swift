public import WebSocketWire

/// A WebSocket to a server, with calls that block: for tools and tests, one thread each.
public final class WebSocketClient {
  private let stream: TCPClient
  private var socket: WebSocketConnection
  private var unread: [UInt8] = []

  /// The subprotocol that the server chose; nil for none.
  public let subprotocol: String?

  /// Connects and upgrades.
  ///
  /// - Parameters:
  ///   - target: path and query.
  ///   - timeoutMilliseconds: how long the answer may take.
  /// - Throws: a server that is not there, or that does not upgrade, with what it said instead.
  public init(
    host: String, port: UInt16, target: String, subprotocols: [String] = [],
    timeoutMilliseconds: Int64 = 10_000
  ) throws(SystemError) {
    var random = SystemRandomNumberGenerator()
    stream = try TCPClient(host: host, port: port)
    socket = WebSocketConnection(role: .client(maskingSeed: random.next()))
    let handshake = ClientHandshake(
      host: "\(host):\(port)", target: target, subprotocols: subprotocols,
      keyBytes: (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    try stream.send(handshake.request.encoded())
    let (head, rest) = try Self.head(of: stream, timeoutMilliseconds)
    unread = rest
    do {
      subprotocol = try handshake.check(head)
    } catch {
      throw SystemError("\(host):\(port) does not upgrade: \(head.startLine)", code: 0)
    }
  }

  private static func head(
    of stream: TCPClient, _ timeoutMilliseconds: Int64
  ) throws(SystemError) -> (HTTPHead, [UInt8]) {
    var reader = HTTPHeadReader()
    while let bytes = try stream.receive(timeoutMilliseconds: timeoutMilliseconds), !bytes.isEmpty {
      var input = bytes[...]
      do {
        if let head = try reader.next(&input) { return (head, Array(input)) }
      } catch {
        throw SystemError("the answer to an upgrade is no HTTP: \(error)", code: 0)
      }
    }
    throw SystemError("no answer to an upgrade", code: 0)
  }

  /// Sends a message.
  public func send(_ message: WebSocketMessage) throws(SystemError) {
    var output: [UInt8] = []
    socket.send(message, into: &output)
    try stream.send(output)
  }

  /// Sends a close; the server's comes as an event.
  public func close(_ frame: CloseFrame) throws(SystemError) {
    var output: [UInt8] = []
    socket.close(frame, into: &output)
    try stream.send(output)
  }

  /// What can come.
  public enum Arrival: Hashable, Sendable {
    case event(WebSocketEvent)

    /// The connection ended without a close.
    case ended

    /// Nothing, for as long as it was waited for.
    case nothing
  }

  /// The next thing that happens; pings are answered.
  public func next(timeoutMilliseconds: Int64) throws(SystemError) -> Arrival {
    while true {
      var (input, output): (ArraySlice<UInt8>, [UInt8]) = (unread[...], [])
      let event = socket.receive(&input, into: &output)
      unread = Array(input)
      // A server that has closed may not take the echo any more.
      if !output.isEmpty { try? stream.send(output) }
      if let event { return .event(event) }
      guard let more = try stream.receive(timeoutMilliseconds: timeoutMilliseconds) else {
        return .nothing
      }
      guard !more.isEmpty else { return .ended }
      unread += more
    }
  }

  /// Ends the connection without a close.
  public func drop() { stream.shut() }
}
