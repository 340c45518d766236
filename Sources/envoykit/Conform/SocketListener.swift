import EnvoyConformance
import EnvoyServer
import WebSocketWire

/// Where clients connect to over TCP, on this machine alone.
final class SocketListener: ScenarioListener {
  private let listener: WebSocketListener
  private let clock = Stopwatch()

  /// - Parameter port: 0 for a free one.
  /// - Throws: a port that is taken.
  init(port: UInt16 = 0) throws {
    listener = try WebSocketListener(host: "127.0.0.1", port: port)
  }

  var endpoint: String { "ws://127.0.0.1:\(listener.port)" }
  var nowMilliseconds: Int64 { clock.nowMilliseconds }

  func accept(timeoutMilliseconds: Int64) throws -> (any ScenarioVisitor)? {
    let end = nowMilliseconds + timeoutMilliseconds
    repeat {
      let rest = max(0, end - nowMilliseconds)
      guard let visitor = try listener.next(timeoutMilliseconds: rest) else { continue }
      if visitor.isUpgrade { return SocketVisitor(visitor: visitor) }
      try? visitor.answer(status: "426 Upgrade Required", type: "text/plain", "a WebSocket, please")
    } while nowMilliseconds < end
    return nil
  }
}

/// A client that asks for a WebSocket over TCP.
struct SocketVisitor: ScenarioVisitor {
  let visitor: WebSocketVisitor

  var target: String { HTTPRequestLine(visitor.head.startLine)?.target ?? "" }
  var subprotocols: [String] { visitor.head.list("Sec-WebSocket-Protocol") }

  func upgrade() throws -> any ScenarioConnection {
    SocketConnection(try visitor.upgrade(subprotocols: ["rivet"]))
  }

  func refuse(status: UInt16) throws {
    try visitor.answer(status: "\(status) Refused", type: "text/plain", "not now")
  }
}
