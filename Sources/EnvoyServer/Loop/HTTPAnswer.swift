import BareJSON
import EnvoyServerCore
import SocketIO
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
      return HTTPText.response("400 Bad Request", "expected `GET PATH HTTP/1.1`")
    }
    guard let page = pages[RequestTarget(line.target).path] else {
      let known = pages.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
      return HTTPText.response("404 Not Found", "nothing here; WebSockets are opened at \(known)")
    }
    return HTTPText.response("200 OK", page)
  }

  /// The answer to what is no request.
  static func answer(to error: HTTPHeadError) -> [UInt8] {
    HTTPText.response("400 Bad Request", "\(error)")
  }

  /// The page that shows what the admin side knows.
  static let page = HTTPText.response(
    "200 OK", String(decoding: PackageResources.page_html, as: UTF8.self), type: "text/html")

  /// An answer of the admin side.
  static func json(_ json: JSONValue, status: String) -> [UInt8] {
    HTTPText.response(status, json.compactText + "\n", type: "application/json")
  }
}
