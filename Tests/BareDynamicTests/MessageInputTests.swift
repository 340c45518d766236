import BareDynamic
import BareRuntime
import Testing

@Suite("Messages as people give them")
struct MessageInputTests {
  @Test("bytes are themselves, even those of hex digits")
  func bytes() throws {
    #expect(try MessageInput.bytes(Array("0a".utf8), isHex: false) == [0x30, 0x61])
    #expect(try MessageInput.bytes([], isHex: false) == Bytes())
    #expect(try MessageInput.bytes([0, 255], isHex: false) == [0, 255])
  }

  @Test(
    "hex digits of either case are read, whatever white space is between them",
    arguments: [
      "000aFF", "00 0a ff", " 00\n0A\tff\r\n", "0 0 0 a f f", "\u{b}00\u{c}0aff",
    ])
  func hex(text: String) throws {
    #expect(try MessageInput.bytes(Array(text.utf8), isHex: true) == [0, 10, 255])
  }

  @Test("no digits are no bytes")
  func empty() throws {
    #expect(try MessageInput.bytes([], isHex: true) == Bytes())
    #expect(try MessageInput.bytes(Array(" \n".utf8), isHex: true) == Bytes())
  }

  @Test(
    "what is no digit is told by its place in the input",
    arguments: [("0x00", 1), ("00 0g", 4), ("00-01", 2), ("é0", 0), ("0\0", 1), ("0 0,", 3)])
  func notADigit(text: String, byteOffset: Int) {
    #expect(throws: HexError.notADigit(byteOffset: byteOffset)) {
      try MessageInput.bytes(Array(text.utf8), isHex: true)
    }
  }

  @Test("half a byte is told by the number of digits")
  func oddCount() {
    #expect(throws: HexError.oddCount(3)) {
      try MessageInput.bytes(Array("00 0".utf8), isHex: true)
    }
    #expect("\(HexError.oddCount(3))" == "expected two hex digits a byte, met 3 digits")
    #expect("\(HexError.notADigit(byteOffset: 3))".hasSuffix("at byte 3"))
  }

  @Test("bytes that are not UTF-8 are no digits")
  func notText() {
    #expect(throws: HexError.notADigit(byteOffset: 2)) {
      try MessageInput.bytes([0x30, 0x30, 0xff], isHex: true)
    }
  }
}
