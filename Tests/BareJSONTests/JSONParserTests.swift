import BareJSON
import Testing

@Suite("Reading JSON text")
struct JSONParserTests {
  @Test("every text that RFC 8259 allows is read, and means what it says")
  func acceptedTexts() {
    var faults: [String] = []
    for (text, expected) in Self.acceptedTexts {
      do {
        let value = try JSONValue(parsing: text)
        if value != expected { faults.append("\(text): read as \(value.compactText)") }
      } catch {
        faults.append("\(text): \(error)")
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("every other text is refused with its kind of fault, at its first wrong byte")
  func refusedTexts() {
    var faults: [String] = []
    for (text, kind, offset) in Self.refusedTexts {
      do {
        let value = try JSONValue(parsing: text)
        faults.append("\(text): read as \(value.compactText)")
      } catch {
        guard error.kind != kind || error.position.byteOffset != offset else { continue }
        faults.append("\(text): \(error.kind) at \(error.position.byteOffset), \(error.message)")
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("bytes that are not UTF-8 are refused at the first byte of the sequence")
  func refusedBytes() {
    var faults: [String] = []
    for (string, offset) in Self.malformedStrings {
      let bytes = Array("[\"".utf8) + string + Array("\"]".utf8)
      do {
        _ = try JSONValue(parsing: bytes)
        faults.append("\(string): read")
      } catch {
        guard error.kind != .utf8 || error.position.byteOffset != offset + 2 else { continue }
        faults.append("\(string): \(error.kind) at \(error.position.byteOffset)")
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("every prefix of a text is refused at its end")
  func prefixes() throws {
    let text = #"{"a":[1.5e-3,true,null,"\u00e9\ud83d\ude00\n"],"b":{"c":"é","d":[]}}"#
    let bytes = Array(text.utf8)
    _ = try JSONValue(parsing: bytes)
    var faults: [String] = []
    for count in bytes.indices {
      do {
        _ = try JSONValue(parsing: Array(bytes[..<count]))
        faults.append("\(count): read")
      } catch {
        // A word that is cut is named from its start, and so is a character.
        let isAtEnd = error.kind == .unexpectedEnd && error.position.byteOffset == count
        let isCutWord = error.kind == .unexpectedText && count - error.position.byteOffset < 5
        if !isAtEnd && !isCutWord { faults.append("\(count): \(error.kind), \(error)") }
      }
    }
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  @Test("an error says what was expected, what was met, and line and column in bytes")
  func messages() {
    for (text, message) in Self.messages {
      let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
      #expect(error?.description == message)
    }
  }

  @Test("arrays and objects go as deep as the limit, and no deeper")
  func depth() throws {
    let limit = JSONValue.maximumDepth
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      func nested(_ depth: Int) -> String {
        String(repeating: open, count: depth - 1) + (open == "[" ? "[]" : "{}")
          + String(repeating: close, count: depth - 1)
      }
      let value = try JSONValue(parsing: nested(limit))
      #expect(value.compactText == nested(limit))
      #expect(try value == JSONValue(parsing: value.prettyBytes()))
      let error = #expect(throws: JSONError.self) { try JSONValue(parsing: nested(limit + 1)) }
      #expect(error?.kind == .depth)
      #expect(error?.position.byteOffset == limit * open.utf8.count)
    }
    let hostile = [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)
    #expect(throws: JSONError.self) { try JSONValue(parsing: hostile) }
  }

  @Test("eight times the text takes about eight times as long, with and without escapes")
  func linearTime() throws {
    for piece in ["0123456789abcdef", #"0123456\n\u00e9f"#] {
      func text(_ byteCount: Int) -> [UInt8] {
        Array("\"\(String(repeating: piece, count: byteCount / 16))\"".utf8)
      }
      let (small, large) = (text(1 << 20), text(1 << 23))
      let clock = ContinuousClock()
      let smallTime = try clock.measure { _ = try JSONValue(parsing: small) }
      let largeTime = try clock.measure { _ = try JSONValue(parsing: large) }
      // A quadratic reader takes 64 times as long; the rest is room for a busy machine.
      #expect(largeTime < smallTime * 40 + .milliseconds(200))
      let value = try JSONValue(parsing: large)
      #expect(try JSONValue(parsing: value.compactBytes()) == value)
    }
  }
}

// MARK: - Tables

extension JSONParserTests {
  static let acceptedTexts: [(String, JSONValue)] = [
    ("null", .null), ("true", true), ("false", false), ("0", 0), (" 7 ", 7),
    ("\t\r\n -1\n", -1), ("-0", number("-0")), ("0.5", number("0.5")), ("1e3", number("1e3")),
    ("1E+3", number("1E+3")), ("-1.50e-07", number("-1.50e-07")), ("0e0", number("0e0")),
    ("123456789012345678901234567890", number("123456789012345678901234567890")),
    (#""""#, ""), (#""a b""#, "a b"), (#""é""#, "é"), (#""😀""#, "😀"), ("\"\u{7F}\"", "\u{7F}"),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u00E9""#, "Aéé"),
    (#""\uD83D\uDE00""#, "😀"), (#""\ud83d\ude00x""#, "😀x"), (#""\u0000""#, "\0"),
    (#""\uFFFF\u2028""#, "\u{FFFF}\u{2028}"), (#""a\u0301é""#, "a\u{301}é"),
    ("[]", []), ("[ ]", []), ("[1]", [1]), ("[1 , 2]", [1, 2]), ("[[],[[]]]", [[], [[]]]),
    ("{}", [:]), ("{ }", [:]), (#"{"a":1}"#, ["a": 1]),
    (#"{ "a" : 1 , "b" : [ ] }"#, ["a": 1, "b": []]),
    (#"{"":0}"#, ["": 0]), (#"{"a":1,"a":2}"#, .object([("a", 1), ("a", 2)])),
    (#"{"b":1,"a":2}"#, .object([("b", 1), ("a", 2)])), (#"{"\u0061":1}"#, ["a": 1]),
  ]

  static let refusedTexts: [(String, JSONError.Kind, Int)] = [
    ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[", .unexpectedEnd, 1),
    ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3), ("{", .unexpectedEnd, 1),
    (#"{"a""#, .unexpectedEnd, 4), (#"{"a":"#, .unexpectedEnd, 5), (#"{"a":1"#, .unexpectedEnd, 6),
    (#"""#, .unexpectedEnd, 1), (#""ab"#, .unexpectedEnd, 3), (#""\"#, .unexpectedEnd, 2),
    (#""\u12"#, .unexpectedEnd, 5), (#""\ud83d"#, .unexpectedEnd, 7), ("-", .unexpectedEnd, 1),
    ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3),
    ("[1,]", .unexpectedText, 2), ("[,1]", .unexpectedText, 1), ("[1,,2]", .unexpectedText, 3),
    ("[1 2]", .unexpectedText, 3), ("[1}", .unexpectedText, 2), ("]", .unexpectedText, 0),
    (#"{"a":1,}"#, .unexpectedText, 6), ("{,}", .unexpectedText, 1), ("{a:1}", .unexpectedText, 1),
    ("{'a':1}", .unexpectedText, 1), ("{1:1}", .unexpectedText, 1),
    (#"{"a" 1}"#, .unexpectedText, 5),
    (#"{"a"=1}"#, .unexpectedText, 4), (#"{"a":1 "b":2}"#, .unexpectedText, 7),
    (#"{"a":1]"#, .unexpectedText, 6), (#"{"a":}"#, .unexpectedText, 5),
    ("'a'", .unexpectedText, 0),
    ("nul", .unexpectedText, 0), ("nulll", .unexpectedText, 0), ("True", .unexpectedText, 0),
    ("NaN", .unexpectedText, 0), ("[Infinity]", .unexpectedText, 1),
    ("undefined", .unexpectedText, 0),
    ("+1", .unexpectedText, 0), (".5", .unexpectedText, 0), ("// c\n1", .unexpectedText, 0),
    ("[1 /* c */]", .unexpectedText, 3), ("\u{A0}1", .unexpectedText, 0),
    ("\u{C}1", .unexpectedText, 0),
    ("01", .number, 1), ("-01", .number, 2), ("00", .number, 1), ("-x", .number, 1),
    ("-Infinity", .number, 1), ("1.e3", .number, 2), ("[1.]", .number, 3), ("1ex", .number, 2),
    ("1e 3", .number, 2), ("1e+-3", .number, 3), ("- 1", .number, 1),
    ("1 2", .trailingText, 2), ("{}}", .trailingText, 2), ("[][]", .trailingText, 2),
    ("1,", .trailingText, 1), ("0x10", .trailingText, 1), ("1_000", .trailingText, 1),
    ("1.5.5", .trailingText, 3), ("1\0", .trailingText, 1), ("\"a\"b", .trailingText, 3),
    ("true false", .trailingText, 5), ("1e3.5", .trailingText, 3), ("null #", .trailingText, 5),
    (#""\x""#, .escape, 2), (#""\a""#, .escape, 2), (#""\U0041""#, .escape, 2),
    (#""\'""#, .escape, 2),
    (#""\u004g""#, .escape, 6), (#""\u00""#, .escape, 5), (#""\u+123""#, .escape, 3),
    (#""\ud83d""#, .escape, 1), (#""\ud83dx""#, .escape, 1), (#""\ud83d\n""#, .escape, 1),
    (#""a\ude00""#, .escape, 2), (#""\ude00\ud83d""#, .escape, 1), (#""\ud83d\ud83d""#, .escape, 1),
    (#""\ud83d\u0041""#, .escape, 1), (#""\ud83d\u00""#, .escape, 11),
    ("\"a\nb\"", .controlCharacter, 2), ("\"\t\"", .controlCharacter, 1),
    ("\"\0\"", .controlCharacter, 1),
    ("\"\u{1F}\"", .controlCharacter, 1), ("{\"a\r\":1}", .controlCharacter, 3),
    ("\u{FEFF}1", .byteOrderMark, 0), ("\u{FEFF}", .byteOrderMark, 0),
    (" \u{FEFF}1", .unexpectedText, 1),
  ]

  /// What stands in a string, and the offset of the fault within it.
  static let malformedStrings: [([UInt8], Int)] = [
    ([0x80], 0), ([0x61, 0xBF], 1), ([0xC3], 0), ([0xC3, 0x28], 0), ([0xC0, 0x80], 0),
    ([0xC1, 0xBF], 0), ([0xE2, 0x82], 0), ([0xE2, 0x28, 0xA1], 0), ([0xE0, 0x80, 0x80], 0),
    ([0xED, 0xA0, 0x80], 0), ([0xED, 0xBF, 0xBF], 0), ([0xF0, 0x9F, 0x98], 0),
    ([0xF0, 0x80, 0x80, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0),
    ([0xFF], 0), ([0xFE], 0), ([0xC3, 0xA9, 0xFF], 2), ([0x5C, 0x6E, 0xC3], 2),
    ([0xC3, 0x5C, 0x6E], 0), ([0xE2, 0x82, 0xAC, 0x5C, 0x6E, 0xE2, 0x82], 5),
    ([0xEF, 0xBF, 0x41], 0),
  ]

  static let messages = [
    ("[1,\n  2,\n]", "line 2, column 4: expected no comma before `]`: remove it"),
    ("{\"é\" 1}", "line 1, column 7: expected `:` after the key, met `1`"),
    ("[nil]", "line 1, column 2: expected a value, met `nil`"),
    ("[1", "line 1, column 3: expected `,` or `]`, met the end of the text"),
    ("\n\n 1 x", "line 3, column 4: expected the end of the text after the value, met `x`"),
    ("012", "line 1, column 2: expected no digit after a leading 0, met `1`: leave the 0 out"),
    (
      "[\"a",
      "line 1, column 4: expected the closing `\"` of the string at line 1, column 2, "
        + "met the end of the text"
    ),
    ("é", "line 1, column 1: expected a value, met the byte 0xc3"),
    (
      "\"\u{1}\"",
      "line 1, column 2: expected a character of the string, met the byte 0x01: "
        + "escape it, as in `\\n`"
    ),
  ]

  static func number(_ text: String) -> JSONValue {
    (try? JSONNumber(parsing: text)).map(JSONValue.number) ?? .null
  }
}
