import BareDynamic
import BareRuntime
import Testing

@Suite("Values that are refused")
struct EncodingRefusalTests {
  @Test("a value that is not one of the type is of class value, with its path and no byte")
  func table() throws {
    for (type, value, path) in Self.refusals {
      let error = try TypeUnderTest(type).refusal(of: value)
      #expect(error?.errorClass == .value, "\(type) \(value)")
      #expect(error?.byteOffset == nil, "\(type) \(value)")
      #expect(error?.pathText == path, "\(type) \(value)")
    }
  }

  @Test("the path of a union's member names it as in decoding")
  func members() throws {
    let schema = """
      type ToServerPing struct { id: data[2] }
      type ToServer union { ToServerPing | u8 }
      type Batch struct { rest: list<ToServer> }
      """
    let batch = try TypeUnderTest(schema: schema)
    let ping = DynamicValue.union(index: 0, .structure([.data([1])]))
    let byte = DynamicValue.union(index: 1, .unsigned(256))
    #expect(batch.refusal(of: .structure([.list([ping])]))?.pathText == "Batch.rest[0].ping.id")
    #expect(batch.refusal(of: .structure([.list([byte])]))?.pathText == "Batch.rest[0].u8")
  }

  @Test("a key that stands twice is refused with both places")
  func repeatedKey() throws {
    let parts: [DynamicValue] = [
      .string("a"), .unsigned(1), .string("b"), .unsigned(2), .string("a"), .unsigned(3),
    ]
    let error = try TypeUnderTest("map<str><u8>").refusal(of: .map(parts))
    #expect(error?.kind == .duplicateKey(firstIndex: 0))
    #expect(error?.pathText == "T[2]")
    let apart: [DynamicValue] = [.string("é"), .unsigned(1), .string("e\u{301}"), .unsigned(2)]
    #expect(try TypeUnderTest("map<str><u8>").refusal(of: .map(apart)) == nil)
  }

  @Test("a value that is not one of the type has a JSON form all the same")
  func json() async {
    await #expect(processExitsWith: .success) {
      for (type, value, _) in EncodingRefusalTests.refusals {
        _ = try TypeUnderTest(type).json(value).compactText
      }
    }
  }

  static let refusals: [(String, DynamicValue, String)] = [
    ("u8", .unsigned(256), "T"), ("u16", .unsigned(65_536), "T"),
    ("u32", .unsigned(1 << 32), "T"), ("i8", .signed(128), "T"), ("i8", .signed(-129), "T"),
    ("i16", .signed(1 << 15), "T"), ("i32", .signed(-(1 << 31) - 1), "T"),
    ("u8", .signed(1), "T"), ("int", .unsigned(1), "T"), ("f32", .float64(0), "T"),
    ("bool", .unsigned(1), "T"), ("str", .data([]), "T"), ("data", .string(""), "T"),
    ("void", .none, "T"), ("data[2]", .data([1]), "T"), ("data[2]", .data([1, 2, 3]), "T"),
    ("enum { A B }", .enumeration(index: 2), "T"), ("enum { A }", .enumeration(index: -1), "T"),
    ("enum { A }", .unsigned(0), "T"), ("optional<u8>", .unsigned(1), "T"),
    ("optional<u8>", .some(.unsigned(256)), "T"), ("optional<u8>", .void, "T"),
    ("list<u8>", .list([.unsigned(1), .unsigned(256)]), "T[1]"),
    ("list<u8>[2]", .list([.unsigned(1)]), "T"), ("list<u8>[1]", .list([]), "T"),
    ("list<u8>[1]", .list([.bool(true)]), "T[0]"),
    ("map<u8><u8>", .map([.unsigned(1)]), "T"), ("map<u8><u8>", .list([]), "T"),
    ("map<u8><u8>", .map([.unsigned(256), .unsigned(1)]), "T[0]"),
    ("struct { a: u8 b: data[1] }", .structure([.unsigned(1)]), "T"),
    ("struct { a: u8 b: data[1] }", .structure([.unsigned(1), .data([])]), "T.b"),
    (
      "struct { a: list<struct { b: i8 }> }",
      .structure([.list([.structure([.signed(1)]), .structure([.signed(200)])])]), "T.a[1].b"
    ),
    ("union { u8 }", .union(index: 1, .unsigned(1)), "T"), ("union { u8 }", .unsigned(1), "T"),
    ("union { u8 }", .union(index: -1, .unsigned(1)), "T"),
  ]
}
