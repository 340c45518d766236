import BareJSON
import EnvoyServer
import Testing
import WebSocketWire

/// A server and its admin side.
final class AdminPlace {
  let server: ReferenceServer

  init(_ change: (inout ServerConfiguration) -> Void = { _ in }) throws {
    var configuration = ServerConfiguration()
    change(&configuration)
    server = try ReferenceServer.start(configuration)
  }

  deinit { server.stop() }

  /// Asks the admin side; gives the status line's number and the body.
  func ask(_ method: String, _ path: String, _ body: String = "") throws -> (Int, JSONValue) {
    try answer(try begin(method, path, body))
  }

  /// Asks the admin side, without waiting.
  func begin(_ method: String, _ path: String, _ body: String) throws -> Client {
    let client = try Client(port: server.adminPort)
    try client.send(
      Array(
        "\(method) \(path) HTTP/1.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    return client
  }

  /// Waits for what the admin side answers.
  func answer(_ client: Client) throws -> (Int, JSONValue) {
    let answer = String(decoding: try client.receiveAll(), as: UTF8.self)
    let status = Int(answer.dropFirst("HTTP/1.1 ".count).prefix(3)) ?? 0
    let start = try #require(answer.firstRange(of: "\r\n\r\n")).upperBound
    return (status, try JSONValue(parsing: String(answer[start...])))
  }

  func envoy(_ key: String = "abc", version: String = "2") throws -> Client {
    let client = try Client(port: server.port)
    _ = try client.upgrade(
      "/envoys/connect?protocol_version=\(version)&namespace=ns&envoy_key=\(key)&version=1"
        + "&pool_name=default")
    return client
  }
}

/// The bytes of a binary message; nil for what is none.
func binary(_ event: WebSocketEvent?) -> [UInt8]? {
  if case .message(.binary(let bytes))? = event { bytes } else { nil }
}
