import BareRuntime
import Testing

@Suite("Messages that are refused")
struct DecodingRefusalTests {
  @Test("each refusal tells what is wrong, at which byte, and in which part")
  func table() throws {
    for (type, hex, kind, byteOffset, path) in Self.refusals {
      let error = try TypeUnderTest(type).refusal(of: hexBytes(hex))
      #expect(error?.kind == kind, "\(type) \(hex)")
      #expect(error?.byteOffset == byteOffset, "\(type) \(hex)")
      #expect(error?.pathText == path, "\(type) \(hex)")
    }
  }

  @Test("paths go through names, fields, elements, keys and members")
  func paths() throws {
    let schema = """
      type ToServerPing struct { id: data[2] flags: list<bool> }
      type ToServerPong struct { names: map<str><optional<ToServerPing>> }
      type ToServer union { ToServerPing | ToServerPong | list<u8>[2] = 9 }
      type Batch struct { first: ToServer rest: list<union { ToServer | list<bool> }> }
      """
    let batch = try TypeUnderTest(schema: schema)
    let cases = [
      ("05", "Batch.first", 0), ("00 0a0b 01 02", "Batch.first.ping.flags[0]", 4),
      ("01 01 01ff", "Batch.first.pong.names[0].key", 3),
      ("01 01 0161 02", "Batch.first.pong.names[0].value", 4),
      ("01 01 0161 01 0a0b 02 01 03", "Batch.first.pong.names[0].value.flags[1]", 9),
      ("09 07", "Batch.first.list2OfU8", 1),
      ("09 0708 01 00 09 01", "Batch.rest[0].toServer.list2OfU8", 6),
      ("09 0708 02 01 00 01 01 02", "Batch.rest[1].listOfBool[0]", 8),
    ]
    for (hex, path, byteOffset) in cases {
      let error = batch.refusal(of: hexBytes(hex))
      #expect(error?.pathText == path, "\(hex)")
      #expect(error?.byteOffset == byteOffset, "\(hex)")
    }
  }

  @Test("counts of every size before a short message are truncated, whatever the element")
  func hugeCounts() throws {
    let counts: [UInt64] = [5, 1 << 32, 1 << 40, (1 << 63) - 1, 1 << 63, .max]
    for (type, minimum) in [
      ("list<u8>", 1), ("list<str>", 1), ("list<u64>", 8), ("map<u16><u8>", 3),
      ("list<struct { a: u64 b: optional<u8> }>", 9), ("list<list<data[5]>[7]>", 35),
      ("list<enum { A = 300 }>", 2), ("list<union { u8 | data[9] }>", 2),
      ("map<data[4]><list<u16>[3]>", 10),
    ] {
      let tested = try TypeUnderTest(type)
      for count in counts {
        var writer = BareWriter()
        writer.encodeUint(count)
        let error = tested.refusal(of: writer.bytes + [1, 2, 3, 4])
        let kind = BareError.Kind.truncatedCount(
          count: count, minimumElementByteCount: minimum, remainingByteCount: 4)
        #expect(error?.kind == kind, "\(type) \(count)")
        #expect(error?.byteOffset == writer.byteCount, "\(type) \(count)")
      }
    }
  }

  @Test("fixed counts and lengths that no message holds are refused without a trap")
  func hugeTypes() throws {
    for type in [
      "data[18446744073709551615]", "data[9223372036854775808]", "list<u8>[9223372036854775807]",
      "list<list<u64>[4294967296]>[4294967296]", "list<list<u8>[18446744073709551615]>",
      "map<u8><data[18446744073709551615]>", "list<struct { a: data[18446744073709551615] b: u8 }>",
    ] {
      let error = try TypeUnderTest(type).refusal(of: [1, 2, 3])
      #expect(error?.errorClass == .truncated, "\(type)")
    }
  }

  static let refusals: [(String, String, BareError.Kind, Int, String)] = [
    ("u8", "", .truncated(expectedByteCount: 1, remainingByteCount: 0), 0, "T"),
    ("u64", "010203", .truncated(expectedByteCount: 8, remainingByteCount: 3), 0, "T"),
    ("uint", "80", .truncated(expectedByteCount: 2, remainingByteCount: 1), 0, "T"),
    ("uint", "8000", .varintNoncanonical, 0, "T"),
    ("int", "ffffffffffffffffff02", .varintOverflow, 0, "T"),
    ("uint", "8080808080808080808001 00", .varintOverflow, 0, "T"),
    ("bool", "02", .bool(2), 0, "T"), ("void", "00", .trailing(byteCount: 1), 0, ""),
    ("u8", "0102", .trailing(byteCount: 1), 1, ""),
    ("str", "02 61", .truncated(expectedByteCount: 2, remainingByteCount: 1), 1, "T"),
    ("str", "02 c0af", .utf8, 1, "T"), ("str", "03 eda080", .utf8, 1, "T"),
    ("data", "02 61", .truncated(expectedByteCount: 2, remainingByteCount: 1), 1, "T"),
    ("data[4]", "0102", .truncated(expectedByteCount: 4, remainingByteCount: 2), 0, "T"),
    ("enum { A B = 5 }", "01", .enumNumber(1), 0, "T"),
    ("list<enum { A B = 500 }>", "02 00 f303", .enumNumber(499), 2, "T[1]"),
    ("optional<u8>", "02 00", .optional(2), 0, "T"), ("optional<bool>", "01 02", .bool(2), 1, "T"),
    ("list<optional<u8>>", "02 00 ff", .optional(255), 2, "T[1]"),
    ("list<bool>", "03 00 01 02", .bool(2), 3, "T[2]"),
    ("list<bool>[2]", "00 02", .bool(2), 1, "T[1]"),
    (
      "list<u16>[3]", "00",
      .truncatedCount(count: 3, minimumElementByteCount: 2, remainingByteCount: 1), 0, "T"
    ),
    ("map<u8><bool>", "02 01 01 01 00", .duplicateKey(firstIndex: 0), 3, "T[1]"),
    ("map<u8><bool>", "01 01 02", .bool(2), 2, "T[0].value"),
    ("map<bool><u8>", "01 02 01", .bool(2), 1, "T[0].key"),
    ("map<str><u8>", "03 00 01 0161 02 0161 03", .duplicateKey(firstIndex: 1), 6, "T[2]"),
    ("union { u8 | str = 4 }", "03 00", .unionTag(3), 0, "T"),
    ("union { u8 | str = 4 }", "04 01ff", .utf8, 2, "T.str"),
    ("union { u8 | str }", "ffffffffffffffffff01 00", .unionTag(.max), 0, "T"),
    ("union { u8 | str }", "8080808010 00", .unionTag(1 << 32), 0, "T"),
    ("struct { a: u8 b: bool }", "00 03", .bool(3), 1, "T.b"),
    ("struct { a: list<struct { b: bool }> }", "02 00 03", .bool(3), 2, "T.a[1].b"),
  ]
}
