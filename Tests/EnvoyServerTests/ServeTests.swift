import EnvoyServer
import SocketIO
import Testing
import WebSocketWire

/// The server over real sockets.
@Suite struct ServeTests {
  private static let target =
    "/envoys/connect?protocol_version=2&namespace=ns&envoy_key=abc&version=1&pool_name=default"

  /// Asks for page 1 of actor `a1`, generation 1.
  private static let getPages: [UInt8] = [
    7, 1, 0, 0, 0, 2, 0x61, 0x31, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0,
  ]

  @Test("an envoy is greeted and answered, and told when the server goes")
  func conversation() throws {
    let server = try ReferenceServer.start()
    let client = try Client(port: server.port)
    #expect(try client.upgrade(Self.target) == "rivet")
    #expect(binary(try client.next())?.first == 0)
    #expect(binary(try client.next())?.first == 5)
    try client.send(message: Self.getPages)
    let reply = try #require(binary(try client.next()))
    #expect(reply.starts(with: [6, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0]))
    server.stop()
    #expect(
      try client.next() == .closed(CloseFrame(.internalError, "ws.going_away#c1")))
    #expect(throws: Client.Failure.self) { try Client(port: server.port) }
  }

  @Test("a refusal comes after the upgrade, as a close frame, and the connection ends")
  func refusal() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let client = try Client(port: server.port)
    _ = try client.upgrade("/envoys/connect?protocol_version=9")
    #expect(
      try client.next() == .closed(CloseFrame(.internalError, "ws.invalid_request#c1")))
    #expect(try client.receiveAll() == [])
  }

  @Test(
    "10: a request without an upgrade is answered in text",
    arguments: [
      ("/envoys/connect", "200 OK", "pegboard-envoy WebSocket endpoint"),
      ("/envoys/connect/?x=1", "200 OK", "pegboard-envoy WebSocket endpoint"),
      ("/", "404 Not Found", "/envoys/connect"),
    ])
  func plainRequests(path: String, status: String, text: String) throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let client = try Client(port: server.port)
    try client.send(Array("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    let answer = String(decoding: try client.receiveAll(), as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"))
    #expect(answer.contains(text))
  }

  @Test("a port that is taken is an error that names it")
  func takenPort() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    var configuration = ServerConfiguration()
    configuration.port = server.port
    let error = try #require(throws: SystemError.self) {
      try ReferenceServer.start(configuration)
    }
    #expect("\(error)".contains("127.0.0.1:\(server.port)"))
  }
}
