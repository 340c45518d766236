import Testing

@testable import WebSocketWire

@Suite struct HandshakeTests {
  private static let request: HTTPHead = HTTPHead(
    startLine: "GET /chat?x=1 HTTP/1.1",
    fields: [
      "Host": "server.example.com", "Upgrade": "websocket", "Connection": "keep-alive, Upgrade",
      "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Protocol": "other, rivet",
    ])

  @Test(
    "digests have the bytes that the standard prints",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
      (String(repeating: "a", count: 1000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
    ])
  func digests(message: String, expected: String) {
    let digits = SHA1.digest(Array(message.utf8)).map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    #expect(digits.joined() == expected)
  }

  @Test(
    "Base64 has the texts that the standard prints",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ])
  func base64(message: String, expected: String) {
    #expect(Base64.encode(Array(message.utf8)) == expected)
    #expect(Base64.byteCount(of: expected) == message.utf8.count)
  }

  @Test("the server answers the standard's example, and chooses what both speak")
  func serverAnswer() throws {
    let answer = try ServerHandshake.answer(to: Self.request, subprotocols: ["rivet"])
    #expect(answer["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    #expect(answer["Sec-WebSocket-Protocol"] == "rivet")
    #expect(answer.startLine == "HTTP/1.1 101 Switching Protocols")
  }

  @Test(
    "a request that lacks something is refused, and what it lacks is named",
    arguments: [
      ("Host", nil, "Host"), ("Upgrade", "h2c", "Upgrade"), ("Connection", "close", "Connection"),
      ("Sec-WebSocket-Version", "8", "Sec-WebSocket-Version"),
      ("Sec-WebSocket-Key", "short", "Sec-WebSocket-Key"),
      ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQAA", "Sec-WebSocket-Key"),
    ] as [(String, String?, String)])
  func serverRefusals(name: String, value: String?, named: String) throws {
    var request = Self.request
    request.fields.removeAll { $0.name == name }
    if let value { request.fields.append(.init(name: name, value: value)) }
    let refusal = try #require(throws: HandshakeRefusal.self) {
      try ServerHandshake.answer(to: request, subprotocols: [])
    }
    #expect("\(refusal)".contains(named))
  }

  @Test(
    "only a GET of HTTP/1.1 is upgraded",
    arguments: [
      "POST /chat HTTP/1.1", "GET /chat HTTP/1.0", "GET chat HTTP/1.1", "GET /a b HTTP/1.1", "",
    ])
  func requestLines(line: String) {
    var request = Self.request
    request.startLine = line
    #expect(throws: HandshakeRefusal.requestLine(line)) {
      try ServerHandshake.answer(to: request, subprotocols: [])
    }
  }

  @Test("client and server agree, with and without a subprotocol", arguments: [[], ["rivet"]])
  func agreement(subprotocols: [String]) throws {
    let client = ClientHandshake(
      host: "127.0.0.1:80", target: "/kv/connect?namespace=a", subprotocols: subprotocols,
      keyBytes: Array(0..<16))
    let request = try #require(try read(client.request.encoded()).head)
    let answer = try ServerHandshake.answer(to: request, subprotocols: ["rivet"])
    #expect(try client.check(answer) == subprotocols.first)
  }

  @Test(
    "a client refuses an answer that is no agreement",
    arguments: [
      ("Upgrade", "h2c"), ("Connection", "close"), ("Sec-WebSocket-Accept", "x"),
      ("Sec-WebSocket-Protocol", "other"), ("Sec-WebSocket-Extensions", "permessage-deflate"),
    ])
  func clientRefusals(name: String, value: String) throws {
    let client = ClientHandshake(
      host: "a", target: "/", subprotocols: ["rivet"], keyBytes: Array(0..<16))
    var answer = try ServerHandshake.answer(to: client.request, subprotocols: ["rivet"])
    answer.fields.removeAll { $0.name == name }
    answer.fields.append(.init(name: name, value: value))
    #expect(throws: HandshakeRefusal.self) { try client.check(answer) }
    answer.startLine = "HTTP/1.1 403 Forbidden"
    #expect(throws: HandshakeRefusal.status("HTTP/1.1 403 Forbidden")) {
      try client.check(answer)
    }
  }

  @Test("a head is found however it is cut, and what follows it is left")
  func headPieces() throws {
    let bytes = Self.request.encoded() + [1, 2, 3]
    for size in 1...bytes.count {
      var reader = HTTPHeadReader()
      var found: HTTPHead?
      var rest: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        var piece = bytes[start..<min(start + size, bytes.count)]
        if found == nil { found = try reader.next(&piece) }
        rest += piece
      }
      #expect(found == Self.request)
      #expect(rest == [1, 2, 3])
    }
  }

  @Test(
    "a head that is none is refused, and its line is named",
    arguments: [
      ("GET / HTTP/1.1\r\nHost\r\n\r\n", 2), ("GET / HTTP/1.1\r\nA: b\n\r\n\r\n", 2),
      ("GET / HTTP/1.1\r\nA : b\r\n\r\n", 2), ("GET / HTTP/1.1\r\n: b\r\n\r\n", 2),
      ("GET /\u{7f} HTTP/1.1\r\n\r\n", 1), ("GET / HTTP/1.1\r\nA: b\r\n C: d\r\n\r\n", 3),
    ])
  func headRefusals(text: String, line: Int) {
    #expect(throws: HTTPHeadError.line(number: line)) { try read(Array(text.utf8)) }
  }

  @Test("a head may have 100 fields and 16 KiB, and no more")
  func headLimits() throws {
    let field = "A: b\r\n"
    let start = "GET / HTTP/1.1\r\n"
    let fits = start + String(repeating: field, count: 100) + "\r\n"
    #expect(try read(Array(fits.utf8)).head?.fields.count == 100)
    #expect(throws: HTTPHeadError.tooManyFields(maximum: 100)) {
      try read(Array((start + String(repeating: field, count: 101) + "\r\n").utf8))
    }
    let name = "A: "
    let longest = HTTPHead.maximumByteCount - start.utf8.count - name.utf8.count - 4
    let long = start + name + String(repeating: "b", count: longest)
    #expect(try read(Array((long + "\r\n\r\n").utf8)).head != nil)
    #expect(throws: HTTPHeadError.tooLarge(maximum: 16_384)) {
      try read(Array((long + "b\r\n\r\n").utf8))
    }
  }

  @discardableResult
  private func read(_ bytes: [UInt8]) throws -> (head: HTTPHead?, rest: Int) {
    var reader = HTTPHeadReader()
    var input = bytes[...]
    return (try reader.next(&input), input.count)
  }
}
