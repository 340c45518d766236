import BareJSON
import EnvoyServerCore
import WebSocketWire

/// Answers to requests that are not upgrades.
enum HTTPAnswer {
  /// The texts of paths where a WebSocket can be opened (`ENVOY-1.2`, `KV-A4`).
  private static let pages = [
    "/envoys/connect": "pegboard-envoy WebSocket endpoint",
    "/kv/connect": "kv-channel WebSocket endpoint",
  ]

  static func answer(to request: HTTPHead) -> [UInt8] {
    guard let line = HTTPRequestLine(request.startLine) else {
      return response("400 Bad Request", "expected `GET PATH HTTP/1.1`")
    }
    guard let page = pages[RequestTarget(line.target).path] else {
      let known = pages.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
      return response("404 Not Found", "nothing here; WebSockets are opened at \(known)")
    }
    return response("200 OK", page)
  }

  /// The answer to what cannot be upgraded.
  static func answer(to refusal: HandshakeRefusal) -> [UInt8] {
    guard refusal == .version else { return response("400 Bad Request", "\(refusal)") }
    return response("426 Upgrade Required", "\(refusal)", ["Sec-WebSocket-Version": "13"])
  }

  /// The answer to what is no request.
  static func answer(to error: HTTPHeadError) -> [UInt8] {
    response("400 Bad Request", "\(error)")
  }

  /// The page that shows what the admin side knows.
  static let page = response(
    "200 OK", String(decoding: PackageResources.page_html, as: UTF8.self), type: "text/html")

  /// An answer of the admin side.
  static func json(_ json: JSONValue, status: String) -> [UInt8] {
    response(status, json.compactText + "\n", type: "application/json")
  }

  /// An answer of a tool that plays a server.
  static func text(_ text: String, status: String, type: String) -> [UInt8] {
    response(status, text, type: type)
  }

  private static func response(
    _ status: String, _ text: String, _ more: KeyValuePairs<String, String> = [:],
    type: String = "text/plain"
  ) -> [UInt8] {
    var head = HTTPHead(
      startLine: "HTTP/1.1 \(status)",
      fields: [
        "Content-Type": "\(type); charset=utf-8", "Content-Length": "\(text.utf8.count)",
        "Connection": "close",
      ])
    head.fields += more.map { .init(name: $0.key, value: $0.value) }
    return head.encoded() + text.utf8
  }
}
