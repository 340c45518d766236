import EnvoyClient
import SocketIO
import WebSocketWire

/// The socket of a client: what a session wants done, and what comes.
package final class ClientSocket {
  private let address: ClientAddress
  private var dialer: WebSocketDialer?
  private var peer: WebSocketPeer?

  package init(_ address: ClientAddress) { self.address = address }

  /// The file to wait on; -1 for none.
  package var file: Int32 { peer?.file ?? dialer?.file ?? -1 }

  /// Begins to connect.
  ///
  /// - Throws: a server that is not there.
  package func connect() throws(SystemError) {
    dialer = try WebSocketDialer(
      host: address.host, port: address.port, target: address.target,
      subprotocols: address.subprotocols)
  }

  /// Sends a binary message; where that fails, the end comes next.
  package func send(_ message: [UInt8]) { try? peer?.send(.binary(message)) }

  /// Ends the connection.
  package func disconnect() {
    try? peer?.close(CloseFrame(.normal))
    peer?.drop()
    peer = nil
    dialer = nil
  }

  /// What can come.
  package enum Arrival {
    case connected
    case message([UInt8])
    case lost(code: UInt16?, reason: String)
  }

  /// The next thing that came, without waiting; nil for nothing.
  package func next() -> Arrival? {
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
