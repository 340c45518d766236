import EnvoyServer
import SocketIO
import Testing
import WebSocketWire

/// Peers that mean no good, or know no better.
@Suite struct HostilePeerTests {
  private static let target =
    "/envoys/connect?protocol_version=2&namespace=ns&envoy_key=abc&version=1&pool_name=p"
  private static let getPages: [UInt8] = [
    7, 1, 0, 0, 0, 2, 0x61, 0x31, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0,
  ]

  /// Whether somebody else is served.
  private func expectService(of server: ReferenceServer, key: String = "def") throws {
    let fine = try Client(port: server.port)
    _ = try fine.upgrade(Self.target.replacing("abc", with: key))
    try fine.send(message: Self.getPages)
    while let bytes = binary(try fine.next()) {
      if bytes.first == 6 { return }
    }
    Issue.record("nobody else is served")
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

  /// A message of a client in frames of a byte, masked with zeros.
  private static func fragments(_ message: [UInt8]) -> [UInt8] {
    message.enumerated().flatMap { index, byte -> [UInt8] in
      let head: UInt8 = (index == message.count - 1 ? 0x80 : 0) | (index == 0 ? 2 : 0)
      return [head, 0x81, 0, 0, 0, 0, byte]
    }
  }

  @Test("10,000 fragments are a message, and more than the limit are the end")
  func fragmentFlood() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let client = try Client(port: server.port)
    _ = try client.upgrade(Self.target)
    // A KV put of a value that fills the rest.
    let count = 10_000 - 17
    var put: [UInt8] = [5, 2, 0x61, 0x31, 9, 0, 0, 0, 2, 1, 1, 0x6b, 1]
    put += [UInt8(count & 0x7f | 0x80), UInt8(count >> 7)] + [UInt8](repeating: 1, count: count)
    try client.send(Self.fragments(put))
    while let bytes = binary(try client.next()) {
      if bytes.first == 3 {
        #expect(bytes == [3, 9, 0, 0, 0, 3])
        break
      }
    }
    try client.send(Self.fragments([UInt8](repeating: 1, count: 16_500)))
    var last: WebSocketEvent?
    while let event = try client.next() {
      last = event
      if case .closed = event { break }
    }
    guard case .closed(let frame)? = last else { throw Client.Failure("no close") }
    #expect(frame.code == .messageTooBig)
    try expectService(of: server)
  }

  @Test("200,000 pings whose answers nobody reads stall nobody else")
  func pingFlood() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let flood = try Client(port: server.port)
    _ = try flood.upgrade(Self.target)
    let ping: [UInt8] = [0x89, 0x80 + 125, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 125)
    let pings = [UInt8]((0..<1000).map { _ in ping }.joined())
    // What the server does not take any more is not waited for.
    flood.makeNonBlocking()
    for _ in 0..<200 { flood.sendWhatFits(pings) }
    try expectService(of: server)
  }

  @Test("a peer that says nothing, half a request, or shuts its side, stalls nobody else")
  func halfOpen() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let silent = try (0..<50).map { _ in try Client(port: server.port) }
    for (index, client) in silent.enumerated() where index % 2 == 0 {
      try client.send(Array("GET /envoys/connect?protocol".utf8))
    }
    let halfClosed = try Client(port: server.port)
    _ = try halfClosed.upgrade(Self.target)
    halfClosed.shutWriting()
    while try !halfClosed.receive().isEmpty {}
    try expectService(of: server)
    _ = silent
  }

  @Test("a head without an end stalls nobody else")
  func endlessHead() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let client = try Client(port: server.port)
    client.makeNonBlocking()
    client.sendWhatFits(Array("GET / HTTP/1.1\r\n".utf8))
    for _ in 0..<20 { client.sendWhatFits([UInt8](repeating: 0x61, count: 65_536)) }
    try expectService(of: server)
  }
}
