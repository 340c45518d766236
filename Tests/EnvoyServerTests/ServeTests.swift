import EnvoyServer
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

  private func binary(_ event: WebSocketEvent?) -> [UInt8]? {
    if case .message(.binary(let bytes))? = event { bytes } else { nil }
  }

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

  @Test("bytes that come one at a time are put together, while others are served")
  func oneByteAtATime() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let (slow, fast) = (try Client(port: server.port), try Client(port: server.port))
    let handshake = ClientHandshake(
      host: "a", target: Self.target, subprotocols: [], keyBytes: Array(0..<16))
    for byte in handshake.request.encoded() { try slow.send([byte]) }
    _ = try fast.upgrade(Self.target.replacing("abc", with: "def"))
    #expect(binary(try fast.next())?.first == 0)
    let answer = String(decoding: try slow.receive(), as: UTF8.self)
    #expect(answer.hasPrefix("HTTP/1.1 101 "))
  }

  @Test("hostile peers are told what they broke, or are cut off, and others go on")
  func hostilePeers() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let hostile: [(bytes: [UInt8], code: CloseCode)] = [
      ([0x82, 0xff, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0], .messageTooBig),
      ([0x82, 5, 1, 2, 3, 4, 5], .protocolError), ([0xff, 0xff, 0xff], .protocolError),
    ]
    for (bytes, code) in hostile {
      let client = try Client(port: server.port)
      _ = try client.upgrade(Self.target)
      try client.send(bytes)
      var last: WebSocketEvent?
      while let event = try client.next() {
        last = event
        if case .closed = event { break }
      }
      guard case .closed(let frame)? = last else {
        Issue.record("no close")
        continue
      }
      #expect(frame.code == code)
    }
    let garbage = try Client(port: server.port)
    try garbage.send([UInt8](repeating: 0, count: 100_000))
    #expect(
      String(decoding: try garbage.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
    let fine = try Client(port: server.port)
    _ = try fine.upgrade(Self.target)
    #expect(binary(try fine.next())?.first == 0)
  }

  @Test("a peer that never reads is not answered without end, and others are served meanwhile")
  func neverReading() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let stuck = try Client(port: server.port)
    _ = try stuck.upgrade(Self.target)
    for _ in 0..<2000 { try stuck.send(message: Self.getPages) }
    let fine = try Client(port: server.port)
    _ = try fine.upgrade(Self.target.replacing("abc", with: "def"))
    try fine.send(message: Self.getPages)
    var replyCount = 0
    while replyCount == 0 {
      if binary(try fine.next())?.first == 6 { replyCount += 1 }
    }
    while replyCount < 2001 {
      if binary(try stuck.next())?.first == 6 { replyCount += 1 }
    }
    #expect(replyCount == 2001)
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
