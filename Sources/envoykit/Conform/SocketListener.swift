import EnvoyConformance
import EnvoyServer
import SocketIO
import WebSocketWire

/// Where clients connect to over TCP, on this machine alone.
final class SocketListener: ScenarioListener {
  private let listener: WebSocketListener
  private let clock = Stopwatch()

  /// What stands at a path, for those that ask for no WebSocket; nil for nothing.
  var page: (String) -> (type: String, text: String)? = { _ in nil }

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
      answer(visitor)
    } while nowMilliseconds < end
    return nil
  }

  private func answer(_ visitor: WebSocketVisitor) {
    let target = HTTPRequestLine(visitor.head.startLine)?.target ?? ""
    if let page = page(target) {
      try? visitor.answer(status: "200 OK", type: page.type, page.text)
    } else {
      try? visitor.answer(
        status: "404 Not Found", type: "text/plain", "nothing here; see /cases and /report")
    }
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
