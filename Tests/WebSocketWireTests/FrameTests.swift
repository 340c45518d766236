import Testing

@testable import WebSocketWire

@Suite struct FrameTests {
  @Test("the frames that RFC 6455 5.7 prints mean what it says")
  func printedFrames() {
    let hello: [UInt8] = [0x48, 0x65, 0x6c, 0x6c, 0x6f]
    let masked: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
    #expect(events(of: masked).events == [.message(.text("Hello"))])
    let client = WebSocketRole.client(maskingSeed: 1)
    #expect(events(of: [0x81, 5] + hello, role: client).events == [.message(.text("Hello"))])
    let fragments: [UInt8] = [0x01, 3, 0x48, 0x65, 0x6c, 0x80, 2, 0x6c, 0x6f]
    #expect(events(of: fragments, role: client).events == [.message(.text("Hello"))])
    #expect(events(of: [0x89, 5] + hello, role: client).events == [.ping(hello)])
    let pong: [UInt8] = [0x8a, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
    #expect(events(of: pong).events == [.pong(hello)])
  }

  @Test("a message of every length class arrives whole, in both directions, however it is cut")
  func lengths() {
    for count in [0, 1, 7, 8, 9, 125, 126, 127, 65_535, 65_536, 70_001] {
      let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      var client = WebSocketConnection(role: .client(maskingSeed: UInt64(count)))
      var server = WebSocketConnection(role: .server)
      var (up, down): ([UInt8], [UInt8]) = ([], [])
      client.send(.binary(payload), into: &up)
      server.send(.binary(payload), into: &down)
      #expect(down == plainFrame(2, payload))
      for size in [1, 3, 1000, .max] where count < 1000 || size > 1 {
        #expect(events(of: up, pieceByteCount: size).events == [.message(.binary(payload))])
        let read = events(of: down, pieceByteCount: size, role: .client(maskingSeed: 0))
        #expect(read.events == [.message(.binary(payload))])
      }
    }
  }

  @Test("a message in slices arrives whole, in as many frames as it takes")
  func slices() {
    for (byteCount, size, frameCount) in [(0, 3, 1), (3, 3, 1), (4, 3, 2), (9, 1, 9)] {
      let payload = (0..<byteCount).map { UInt8($0) }
      var server = WebSocketConnection(role: .server)
      var output: [UInt8] = []
      server.send(binary: payload, pieceByteCount: size, into: &output)
      #expect(output.count == byteCount + 2 * frameCount)
      let read = events(of: output, role: .client(maskingSeed: 0))
      #expect(read.events == [.message(.binary(payload))])
    }
  }

  @Test("masking is its own inverse from every offset, at every length up to 40")
  func masking() {
    let key: [UInt8] = [0x12, 0x9a, 0xff, 0x01]
    for count in 0...40 {
      for offset in 0...8 {
        let plain = (0..<count).map { UInt8($0) }
        var bytes = [9, 9] + plain
        MaskingKey(key).apply(to: &bytes, from: 2, offset: offset)
        let expected = plain.enumerated().map { $0.element ^ key[($0.offset + offset) % 4] }
        #expect(bytes == [9, 9] + expected)
      }
    }
  }

  @Test("control frames stand between fragments, and pings are answered there")
  func controlInsideFragments() {
    let bytes =
      frame(1, Array("ab".utf8), isFinal: false) + frame(9, [7]) + frame(0, [], isFinal: false)
      + frame(10, []) + frame(0, Array("c".utf8))
    for size in [1, 2, 5, Int.max] {
      let (found, output) = events(of: bytes, pieceByteCount: size)
      #expect(found == [.ping([7]), .pong([]), .message(.text("abc"))])
      #expect(output == plainFrame(10, [7]))
    }
  }

  @Test("a close is echoed with its code and reason, and what follows it is dropped")
  func closeEcho() {
    let body: [UInt8] = [0x03, 0xe9] + Array("bye".utf8)
    let (found, output) = events(of: frame(8, body) + frame(2, [1]))
    #expect(found == [.closed(CloseFrame(.goingAway, "bye"))])
    #expect(output == plainFrame(8, body))
    let (empty, echo) = events(of: frame(8, []))
    #expect(empty == [.closed(.empty)])
    #expect(echo == plainFrame(8, []))
  }

  @Test("who closes first sends no second close, takes messages until the peer's, and then ends")
  func closeFirst() {
    var server = WebSocketConnection(role: .server)
    var output: [UInt8] = []
    server.close(CloseFrame(.internalError, "ws.invalid_request"), into: &output)
    let sent = output
    #expect(sent == plainFrame(8, [0x03, 0xf3] + Array("ws.invalid_request".utf8)))
    server.send(.binary([1]), into: &output)
    server.ping(into: &output)
    server.close(CloseFrame(.normal), into: &output)
    var input = (frame(9, []) + frame(2, [5]) + frame(8, [0x03, 0xf3]))[...]
    #expect(server.receive(&input, into: &output) == .ping([]))
    #expect(server.receive(&input, into: &output) == .message(.binary([5])))
    #expect(!server.isEnded)
    #expect(server.receive(&input, into: &output) == .closed(CloseFrame(.internalError)))
    #expect(server.isEnded)
    #expect(output == sent)
  }

  @Test("the codes that may stand in a frame are those of the registry and 3000 to 4999")
  func closeCodes() {
    let sendable = Set(1000...1003).union(1007...1014).union(3000...4999)
    for code in 0...UInt16.max {
      #expect(CloseCode(rawValue: code).isSendable == sendable.contains(Int(code)))
    }
  }

  @Test("a reason is cut to 123 bytes between characters")
  func reasons() {
    #expect(CloseFrame.cut(String(repeating: "a", count: 123)).utf8.count == 123)
    #expect(CloseFrame.cut(String(repeating: "a", count: 124)).utf8.count == 123)
    #expect(CloseFrame.cut(String(repeating: "é", count: 62)).utf8.count == 122)
    let wide = "a" + String(repeating: "𝄞", count: 31)
    #expect(CloseFrame.cut(wide) == "a" + String(repeating: "𝄞", count: 30))
  }
}
