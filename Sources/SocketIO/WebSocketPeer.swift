public import WebSocketWire

/// A WebSocket with calls that block, for tools and tests, one thread each: to a server, or of a
/// client that came to a ``WebSocketListener``.
public final class WebSocketPeer {
  private let stream: TCPClient
  private var socket: WebSocketConnection
  private var unread: [UInt8]

  /// The subprotocol that was chosen; nil for none.
  public let subprotocol: String?

  /// The file to wait on with others; what was read already is handed out by ``next`` alone.
  public var file: Int32 { stream.file }

  /// Connects and upgrades.
  ///
  /// - Parameters:
  ///   - target: path and query.
  ///   - timeoutMilliseconds: how long the answer may take.
  /// - Throws: ``SystemError`` for a server that is not there, ``UpgradeRefusal`` for one that does
  ///   not upgrade.
  public static func connect(
    host: String, port: UInt16, target: String, subprotocols: [String] = [],
    timeoutMilliseconds: Int64 = 10_000
  ) throws -> WebSocketPeer {
    let dialer = try WebSocketDialer(
      host: host, port: port, target: target, subprotocols: subprotocols)
    guard let peer = try dialer.next(timeoutMilliseconds: timeoutMilliseconds) else {
      throw SystemError("\(host):\(port) does not answer an upgrade", code: 0)
    }
    return peer
  }

  /// One end of a connection that was upgraded.
  package init(
    upgraded stream: TCPClient, as role: WebSocketRole, unread: [UInt8], subprotocol: String?
  ) {
    self.stream = stream
    self.unread = unread
    self.subprotocol = subprotocol
    socket = WebSocketConnection(role: role)
  }

  /// Sends a message.
  public func send(_ message: WebSocketMessage) throws(SystemError) {
    var output: [UInt8] = []
    socket.send(message, into: &output)
    try stream.send(output)
  }

  /// Sends a close; the peer's comes as an event.
  public func close(_ frame: CloseFrame) throws(SystemError) {
    var output: [UInt8] = []
    socket.close(frame, into: &output)
    try stream.send(output)
  }

  /// What can come.
  public enum Arrival: Hashable, Sendable {
    /// A message, a ping or a close.
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
      // A peer that has closed may not take the echo any more.
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
