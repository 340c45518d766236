import BareJSON
import BareLanguageServer
import Testing

/// Streams of bytes to messages.
struct FramingTests {
  private static let contents = ["{}", "", "\"a\r\n\r\nContent-Length: 3\"", "[1,2]"]

  private static let stream: [UInt8] = [
    "Content-Length: 2\r\n\r\n{}",
    "content-length:0\r\n\r\n",
    "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:   24  \r\n\r\n",
    "\"a\r\n\r\nContent-Length: 3\"",
    "Content-Length: 0005\r\nX: \r\n\r\n[1,2]",
  ].flatMap { Array($0.utf8) }

  /// The contents of a stream that comes in pieces.
  private func contents(_ pieces: [ArraySlice<UInt8>]) throws(FramingError) -> [String] {
    var framing = MessageFraming()
    var contents: [String] = []
    for piece in pieces {
      framing.append(piece)
      while let content = try framing.next() {
        contents.append(String(decoding: content, as: UTF8.self))
      }
    }
    return contents
  }

  private func fault(_ text: String) -> FramingError? {
    do throws(FramingError) {
      _ = try contents([Array(text.utf8)[...]])
      return nil
    } catch {
      return error
    }
  }

  @Test("a stream that is cut in two anywhere has the same messages, byte by byte too")
  func pieces() throws {
    let stream = Self.stream
    for index in stream.indices {
      let met = try contents([stream[..<index], stream[index...]])
      #expect(met == Self.contents, "cut at \(index)")
    }
    #expect(try contents(stream.indices.map { stream[$0...$0] }) == Self.contents)
  }

  @Test("a message that is not complete is waited for")
  func incomplete() throws {
    for count in 0..<22 {
      #expect(try contents([Self.stream[..<count]]) == [], "\(count)")
    }
    #expect(try contents([Self.stream[..<23]]) == ["{}"])
  }

  @Test("what is written is read")
  func frame() throws {
    let message: JSONValue = ["é": "😀\r\n"]
    #expect(try contents([MessageFraming.frame(message)[...]]) == [message.compactText])
  }

  @Test("headers that are wrong are refused, and say what is wrong")
  func wrongHeaders() {
    let cases: [(String, FramingError)] = [
      ("\r\n", .lengthMissing),
      ("Content-Type: x\r\n\r\n", .lengthMissing),
      ("Content-Length 2\r\n\r\n{}", .fieldMalformed("Content-Length 2")),
      ("Content-Length: \r\n\r\n", .lengthMalformed("")),
      ("Content-Length: -1\r\n\r\n", .lengthMalformed("-1")),
      ("Content-Length: 0x2\r\n\r\n{}", .lengthMalformed("0x2")),
      ("Content-Length: 2 2\r\n\r\n{}", .lengthMalformed("2 2")),
      ("Content-Length: ٢\r\n\r\n{}", .lengthMalformed("٢")),
      ("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", .lengthRepeated),
      ("Content-Length: 67108865\r\n\r\n", .contentTooLong("67108865")),
      (
        "Content-Length: 99999999999999999999\r\n\r\n", .contentTooLong("99999999999999999999")
      ),
      ("Content-Length: 2\n\n{}", .lineEndMalformed),
      ("\n", .lineEndMalformed), ("{\"jsonrpc\": \"2.0\"}\n", .lineEndMalformed),
      (String(repeating: "x", count: 4_097), .headerTooLong),
      (String(repeating: "X: 1\r\n", count: 1_000), .headerTooLong),
    ]
    for (text, expected) in cases {
      #expect(fault(text) == expected, "\(text.prefix(60).debugDescription)")
      #expect(expected.description.contains("expected"), "\(expected)")
    }
  }

  @Test("the longest header and the longest content that are allowed are")
  func limits() {
    #expect(fault("Content-Length: \(MessageFraming.maximumContentByteCount)\r\n\r\n") == nil)
    let fields = "Content-Length: 0\r\nX: \r\n\r\n"
    let room = MessageFraming.maximumHeaderByteCount - fields.utf8.count
    let padding = String(repeating: "x", count: room)
    #expect(fault("Content-Length: 0\r\nX: \(padding)\r\n\r\n") == nil)
    #expect(fault("Content-Length: 0\r\nX: \(padding)x\r\n\r\n") == .headerTooLong)
  }

  @Test("messages before a fault are given, and after it nothing but the fault")
  func afterFault() {
    var framing = MessageFraming()
    framing.append(Array("Content-Length: 2\r\n\r\n{}\r\n".utf8))
    #expect((try? framing.next()) == Array("{}".utf8))
    for _ in 0..<2 {
      do throws(FramingError) {
        _ = try framing.next()
        Issue.record("a fault was expected")
      } catch {
        #expect(error == .lengthMissing)
      }
      framing.append(Array("Content-Length: 2\r\n\r\n{}".utf8))
    }
  }
}
