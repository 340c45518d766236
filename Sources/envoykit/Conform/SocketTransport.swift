import BareJSON
import CommandLineSupport
import EnvoyConformance
import EnvoyServer
import SocketIO
import WebSocketWire

/// Scenarios over TCP.
struct SocketTransport: ScenarioTransport {
  /// Where envoys connect, where clients of the KV channel do, and the admin side, if any.
  let envoy: Endpoint
  let channel: Endpoint
  let adminClient: AdminClient?

  private let clock = Stopwatch()

  init(envoy: Endpoint, channel: Endpoint, adminClient: AdminClient?) {
    self.envoy = envoy
    self.channel = channel
    self.adminClient = adminClient
  }

  func connect(target: String, subprotocols: [String]) throws -> any ScenarioConnection {
    let endpoint = target.hasPrefix("/kv") ? channel : envoy
    do {
      return SocketConnection(
        try WebSocketPeer.connect(
          host: endpoint.host, port: endpoint.port, target: target, subprotocols: subprotocols))
    } catch let refusal as UpgradeRefusal {
      throw ScenarioRefusal(status: refusal.status, "\(refusal)")
    }
  }

  var isReachable: Bool {
    (try? WebSocketDialer(host: envoy.host, port: envoy.port, target: "/", subprotocols: [])) != nil
  }

  var hasAdmin: Bool { adminClient != nil }

  func admin(
    _ method: String, _ path: String, body: String
  ) throws -> (status: Int, body: JSONValue) {
    guard let adminClient else { throw UsageError("there is no admin side") }
    let answer = try adminClient.ask(method, path, body: body)
    return (answer.status, try JSONValue(parsing: answer.body))
  }

  var nowMilliseconds: Int64 { clock.nowMilliseconds }
}

/// A WebSocket of a scenario.
final class SocketConnection: ScenarioConnection {
  private let peer: WebSocketPeer

  init(_ peer: WebSocketPeer) { self.peer = peer }

  func send(_ message: [UInt8]) throws { try peer.send(.binary(message)) }
  func send(text: String) throws { try peer.send(.text(text)) }
  func close(code: UInt16, reason: String) throws {
    try peer.close(CloseFrame(CloseCode(rawValue: code), reason))
  }
  func drop() { peer.drop() }

  func next(timeoutMilliseconds: Int64) throws -> ScenarioArrival {
    while true {
      switch try peer.next(timeoutMilliseconds: timeoutMilliseconds) {
      case .nothing: return .nothing
      case .ended: return .reset
      case .event(.message(.binary(let bytes))): return .message(bytes)
      case .event(.message(.text(let text))): return .text(text)
      case .event(.closed(let frame)):
        return .closed(code: frame.code?.rawValue, reason: frame.reason)
      case .event(.failed): return .reset
      case .event(.ping), .event(.pong): continue
      }
    }
  }
}
