import BareJSON
import Testing

@Suite("Writing JSON text")
struct JSONWriterTests {
  @Test("compact text has no white space and only the escapes that JSON requires")
  func compact() throws {
    let text = #"{"a":[1,2.50,-0.0,true,false,null],"é/😀":"","":{}}"#
    #expect(try JSONValue(parsing: text).compactText == text)
    let controls = "\u{0}\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"\\/\u{7F}\u{2028}"
    let expected = #""\u0000\u0001\b\t\n\u000b\f\r\u001f \"\\/"# + "\u{7F}\u{2028}\""
    #expect(JSONValue.string(controls).compactText == expected)
  }

  @Test("every Unicode scalar below U+3000, and the ends of the planes, come through")
  func scalars() throws {
    var text = ""
    text.unicodeScalars.append(contentsOf: (0..<UInt32(0x3000)).compactMap(UnicodeScalar.init))
    text += "\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
    #expect(try JSONValue(parsing: JSONValue.string(text).compactBytes()) == .string(text))
  }

  @Test("20,000 seeded values read back from compact and pretty text, byte for byte")
  func roundTrips() throws {
    var faults: [Int] = []
    for seed in 0..<20_000 {
      var random = SeededGenerator(seed: UInt64(seed))
      let value = randomValue(depth: 4, using: &random)
      let compact = value.compactBytes()
      let pretty = value.prettyBytes(width: Int.random(in: 0...60, using: &random))
      let isSame =
        try JSONValue(parsing: compact) == value && JSONValue(parsing: pretty) == value
        && JSONValue(parsing: pretty).compactBytes() == compact
      if !isSame { faults.append(seed) }
    }
    #expect(faults.isEmpty, "seeds \(faults.prefix(20))")
  }
}

/// A value of every kind, with the strings and numbers that trip readers up.
private func randomValue(depth: Int, using random: inout SeededGenerator) -> JSONValue {
  switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
  case 0: return .null
  case 1: return .bool(.random(using: &random))
  case 2: return .number(JSONNumber(Int64(bitPattern: random.next())))
  case 3: return JSONNumber(Double(bitPattern: random.next())).map(JSONValue.number) ?? .null
  case 4: return .string(randomString(using: &random))
  case 5, 6:
    let count = Int.random(in: 0...4, using: &random)
    return .array((0..<count).map { _ in randomValue(depth: depth - 1, using: &random) })
  default:
    let count = Int.random(in: 0...4, using: &random)
    let members = (0..<count).map { _ in
      (randomString(using: &random), randomValue(depth: depth - 1, using: &random))
    }
    return .object(JSONObject(members))
  }
}

private func randomString(using random: inout SeededGenerator) -> String {
  let pieces = ["a", "é", "e\u{301}", "😀", "\"", "\\", "\n", "\0", "/", "\u{7F}", "\u{FFFF}", " "]
  let count = Int.random(in: 0...6, using: &random)
  return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
}
