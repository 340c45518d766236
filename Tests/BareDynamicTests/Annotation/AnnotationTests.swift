import BareDynamic
import Testing

@Suite("Annotations of each kind of type")
struct AnnotationTests {
  @Test("each kind has its lines: lengths, counts, tags and presence on their own")
  func kinds() throws {
    for (type, hex, lines) in Self.kinds {
      let met = try TypeUnderTest(type).lines(hexBytes(hex))
      #expect(met == lines, "\(type)")
    }
  }

  @Test("named types are told with what they stand for, blocks by their name alone")
  func names() throws {
    let person = try TypeUnderTest(
      schema: """
        type Text str
        type Time Text
        type Level enum { LOW HIGH = 7 }
        type ToPing struct { id: Time }
        type To union { ToPing | Level }
        type Person struct { born: Time level: Level to: To }
        """)
    #expect(
      try person.lines(hexBytes("0161 07 00 0162")) == [
        "0 01 | Person.born | Time = str | length 1", "1 61 | Person.born | Time = str | \"a\"",
        "2 07 | Person.level | Level | HIGH = 7", "3 00 | Person.to | To | tag 0: ToPing",
        "4 01 | Person.to.ping.id | Time = str | length 1",
        "5 62 | Person.to.ping.id | Time = str | \"b\"",
      ])
    #expect(
      try person.lines(hexBytes("00 00 01 00")).suffix(2) == [
        "2 01 | Person.to | To | tag 1: Level", "3 00 | Person.to.level | Level | LOW = 0",
      ])
  }

  @Test("text is cut to the columns asked for, and what a terminal would act on is escaped")
  func texts() throws {
    let text = try TypeUnderTest("str")
    func meaning(_ value: String, columns: Int) throws -> String? {
      try text.annotated(try text.encode(.string(value))).annotations.last?
        .meaningText(columns: columns)
    }
    #expect(try meaning("abcdefgh", columns: 10) == "\"abcdefgh\"")
    #expect(try meaning("abcdefghi", columns: 10) == "\"abcdefg…\"")
    #expect(try meaning("日本語日本語", columns: 10) == "\"日本語…\"")
    #expect(try meaning("abcdefghi", columns: -5) == "\"abcde…\"")
    #expect(
      try meaning("a\n\u{1b}[2J\"\\\u{202e}", columns: 80) == #""a\n\u{1b}[2J\"\\\u{202e}""#)
  }

  @Test("data that reads as ASCII is shown as text too, other data by its length")
  func data() throws {
    let data = try TypeUnderTest("data")
    #expect(
      try data.lines(hexBytes("03 6b6579"))[1] == "1 6b6579 | T | T = data | 3 bytes, \"key\"")
    #expect(try data.lines(hexBytes("01 00"))[1] == "1 00 | T | T = data | 1 byte")
  }

  private static let kinds: [(String, String, [String])] = [
    ("void", "", ["0  | T | T = void | void"]), ("u8", "ff", ["0 ff | T | T = u8 | 255"]),
    ("uint", "8002", ["0 8002 | T | T = uint | 256"]), ("int", "03", ["0 03 | T | T = int | -2"]),
    ("i16", "ffff", ["0 ffff | T | T = i16 | -1"]),
    ("f32", "00002040", ["0 00002040 | T | T = f32 | 2.5"]),
    ("f64", "000000000000f87f", ["0 000000000000f87f | T | T = f64 | nan"]),
    ("bool", "01", ["0 01 | T | T = bool | true"]),
    ("str", "00", ["0 00 | T | T = str | length 0", "1  | T | T = str | \"\""]),
    (
      "str", "0141", ["0 01 | T | T = str | length 1", "1 41 | T | T = str | \"A\""]
    ),
    ("data[2]", "0001", ["0 0001 | T | T = data[2] | 2 bytes"]),
    ("enum { A B = 300 }", "ac02", ["0 ac02 | T | T | B = 300"]),
    ("optional<u8>", "00", ["0 00 | T | T = optional<u8> | absent"]),
    (
      "optional<u8>", "0105",
      ["0 01 | T | T = optional<u8> | present", "1 05 | T | u8 | 5"]
    ),
    (
      "list<u16>", "01 0200",
      ["0 01 | T | T = list<u16> | 1 element", "1 0200 | T[0] | u16 | 2"]
    ),
    ("list<bool>[2]", "0001", ["0 00 | T[0] | bool | false", "1 01 | T[1] | bool | true"]),
    (
      "list<u8>", "03 010203",
      ["0 03 | T | T = list<u8> | 3 elements", "1 010203 | T | T = list<u8> | 3 bytes"]
    ),
    ("list<u8>", "00", ["0 00 | T | T = list<u8> | 0 elements"]),
    (
      "map<u8><bool>", "01 0901",
      [
        "0 01 | T | T = map<u8><bool> | 1 pair", "1 09 | T[0].key | u8 | 9",
        "2 01 | T[0].value | bool | true",
      ]
    ),
    (
      "union { void | str = 4 }", "04 0141",
      [
        "0 04 | T | T | tag 4: str", "1 01 | T.str | str | length 1",
        "2 41 | T.str | str | \"A\"",
      ]
    ),
    ("union { void | u8 }", "00", ["0 00 | T | T | tag 0: void", "1  | T.void | void | void"]),
    (
      "struct { a: u8 b: struct { c: i8 } }", "01ff",
      ["0 01 | T.a | u8 | 1", "1 ff | T.b.c | i8 | -1"]
    ),
  ]
}
