import BareRuntime
import Testing

@Suite("Text and data")
struct TextTests {
  @Test("text of every class of UTF-8 comes through byte for byte")
  func valid() {
    var faults = codingFaults(of: "BARE", as: "04 42415245") { Array($0.utf8) }
    for text in Self.valid {
      for around in ["", "a", "abcdefghijklmnopqrst"] {
        let inner = hexText(around.utf8) + text + hexText(around.utf8)
        faults += codingFaults(
          of: String(decoding: hexBytes(inner), as: UTF8.self), as: Self.str(inner)
        ) {
          Array($0.utf8)
        }
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("bytes that are not UTF-8 are refused wherever they stand in the text")
  func invalid() {
    var faults: [String] = []
    for text in Self.invalid {
      for (before, after) in [("", ""), ("61", "62"), ("6161616161616161", "c3a9"), ("c3a9", "")] {
        let error = refusal(
          of: hexBytes("02 00" + Self.str(before + text + after)), as: [String].self)
        if error?.kind != .utf8 || error?.byteOffset != 3 || error?.path.last != .index(1) {
          faults.append("\(before) \(text) \(after): \(String(describing: error))")
        }
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("a byte order mark, NUL and equivalent forms are kept, in long texts as in short ones")
  func kept() throws {
    let long = String(repeating: "x", count: 300)
    for text in ["\u{feff}", "\u{feff}BARE", "\u{feff}" + long, "\0", "a\0b\0", "e\u{301}", "é"] {
      let bytes = try text.encoded()
      #expect(bytes.suffix(text.utf8.count).elementsEqual(text.utf8))
      #expect(try String(decoding: bytes).utf8.elementsEqual(text.utf8))
    }
  }

  @Test("substrings and texts of many lengths are written as whole strings")
  func lengths() throws {
    for count in [0, 1, 15, 16, 17, 127, 128, 16_383, 16_384, 70_000] {
      let text = String(String(repeating: "é", count: count).dropFirst(1))
      #expect(try Array(String(decoding: text.encoded()).utf8) == Array(text.utf8))
      #expect(try text.encoded().count == text.encodedByteCount)
    }
  }

  @Test("data is its length and the bytes, whatever they are")
  func data() throws {
    let sixteen = "aaeeffeeddccbbaaeeddccbbeeddccbb"
    let faults =
      codingFaults(of: try Bytes(hexBytes(sixteen)), as: "10" + sixteen)
      + codingFaults(of: Bytes(), as: "00")
      + codingFaults(of: try Bytes([UInt8](repeating: 0x80, count: 128)), as: "8001" + Self.r80)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("data[n] is the bytes alone")
  func fixedData() throws {
    let sixteen = hexBytes("aaeeffeeddccbbaaeeddccbbeeddccbb")
    var writer = BareWriter()
    try writer.encodeData(try Bytes(sixteen), byteCount: 16)
    #expect(writer.bytes == sixteen)
    let read = try BareReader.readMessage(try Bytes(sixteen)) { (reader) throws(BareError) in
      try reader.decodeData(byteCount: 16)
    }
    #expect(Array(read) == sixteen)
  }

  private static let r80 = String(repeating: "80", count: 128)

  /// A `str` of so many bytes, under 128.
  private static func str(_ text: String) -> String {
    hexText([UInt8(hexBytes(text).count)]) + text
  }

  static let valid = [
    "", "00", "41", "7f", "c280", "dfbf", "e0a080", "e0bfbf", "e18080", "ed9fbf", "ee8080",
    "efbbbf", "efbfbd", "efbfbe", "efbfbf", "f0908080", "f09f9880", "f48fbfbf", "65cc81", "c3a9",
  ]

  static let invalid = [
    "80", "bf", "c0", "c080", "c1bf", "c2", "c241", "c2c2", "dfc0", "e08080", "e09fbf", "e1",
    "e180",
    "e18041", "e28241", "eda080", "edafbf",
    "edb080", "edbfbf", "eda080edb080", "f0808080", "f08fbfbf", "f0", "f090", "f09080", "f0908041",
    "f4908080", "f4bfbfbf", "f5808080", "f7bfbfbf", "f888808080", "fc8480808080", "fe", "ff",
    "feff",
  ]
}
