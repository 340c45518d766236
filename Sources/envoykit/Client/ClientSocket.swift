import EnvoyClient
import EnvoyServer
import WebSocketWire

/// The socket of a client: what a session wants done, and what comes.
final class ClientSocket {
  private let configuration: ClientConfiguration
  private var dialer: WebSocketDialer?
  private var peer: WebSocketPeer?

  init(_ configuration: ClientConfiguration) { self.configuration = configuration }

  /// The file to wait on; -1 for none.
  var file: Int32 { peer?.file ?? dialer?.file ?? -1 }

  /// Begins to connect.
  ///
  /// - Throws: a server that is not there.
  func connect() throws(SystemError) {
    dialer = try WebSocketDialer(
      host: configuration.host, port: configuration.port, target: configuration.target,
      subprotocols: configuration.subprotocols)
  }

  /// Sends a binary message; where that fails, the end comes next.
  func send(_ message: [UInt8]) { try? peer?.send(.binary(message)) }

  /// Ends the connection.
  func disconnect() {
    try? peer?.close(CloseFrame(.normal))
    peer?.drop()
    peer = nil
    dialer = nil
  }

  /// What can come.
  enum Arrival {
    case connected
    case message([UInt8])
    case lost(code: UInt16?, reason: String)
  }

  /// The next thing that came, without waiting; nil for nothing.
  func next() -> Arrival? {
    if let peer { return next(of: peer) }
    guard let dialer else { return nil }
    do {
      guard let peer = try dialer.next(timeoutMilliseconds: 0) else { return nil }
      self.peer = peer
      self.dialer = nil
      return .connected
    } catch {
      return lost(nil, "\(error)")
    }
  }

  private func next(of peer: WebSocketPeer) -> Arrival? {
    while true {
      switch try? peer.next(timeoutMilliseconds: 0) {
      case .nothing?: return nil
      case .event(.message(.binary(let message)))?: return .message(message)
      case .event(.closed(let frame))?: return lost(frame.code?.rawValue, frame.reason)
      case .event(.failed)?, .ended?, nil: return lost(nil, "")
      // Neither texts nor the pings of WebSockets mean anything to a client (`KV-A12.3`).
      case .event(.message(.text))?, .event(.ping)?, .event(.pong)?: continue
      }
    }
  }

  private func lost(_ code: UInt16?, _ reason: String) -> Arrival {
    peer = nil
    dialer = nil
    return .lost(code: code, reason: reason)
  }
}
