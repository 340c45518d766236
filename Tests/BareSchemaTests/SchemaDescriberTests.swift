import BareSchema
import Testing

/// What descriptions say of types.
struct SchemaDescriberTests {
  private static func schema(_ text: String) throws -> Schema {
    try #require(SchemaCompiler.compile(SourceFile(path: "a.bare", text: text)).schema)
  }

  /// A type, and the fewest and most bytes of its values.
  private static let sizes: [(String, String)] = [
    ("u8", "1"), ("u16", "2"), ("i64", "8"), ("f32", "4"), ("bool", "1"), ("uint", "1-10"),
    ("int", "1-10"), ("str", "1+"), ("data", "1+"), ("data[300]", "300"), ("optional<u32>", "1-5"),
    ("optional<str>", "1+"), ("list<u8>", "1+"), ("list<u8>[300]", "300"),
    ("list<uint>[3]", "3-30"),
    ("list<str>[2]", "2+"), ("map<bool><u8>", "1-5"), ("map<u8><u8>", "1-514"),
    ("map<str><u8>", "1+"), ("map<u8><str>", "1+"), ("map<E><u8>", "1-7"),
    ("enum { A B = 200 }", "1-2"), ("struct { a: u8 b: optional<u8> }", "2-3"),
    ("union { u8 | V | str = 200 }", "1+"), ("union { u8 | V | u32 = 200 }", "1-6"),
    ("data[18446744073709551615]", "18446744073709551615"),
    ("list<u16>[18446744073709551615]", "18446744073709551615+"),
  ]

  @Test("sizes are the fewest and the most bytes, where there is a most")
  func sizes() throws {
    for (type, expected) in Self.sizes {
      let schema = try Self.schema("type V void type E enum { A B = 200 } type T \(type)")
      let types = SchemaDescriber(schema).types()
      #expect(types.last?.size.description == expected, "\(type)")
    }
  }

  @Test("offsets are known until a field has no fixed size")
  func offsets() throws {
    let schema = try Self.schema("type T struct { a: u8 b: data[3] c: uint d: u8 }")
    let parts = SchemaDescriber(schema).types()[0].parts
    #expect(parts.map(\.offset) == [0, 1, 4, nil])
    #expect(parts.map(\.name) == ["a", "b", "c", "d"])
  }

  @Test("values and members have their numbers, and members the bytes of their tags")
  func numbers() throws {
    let schema = try Self.schema("type E enum { A B = 200 } type U union { E | str = 300 }")
    let types = SchemaDescriber(schema).types()
    #expect(types[0].parts.map(\.number) == [0, 200])
    #expect(types[1].parts.map(\.number) == [0, 300])
    #expect(types[1].parts.map(\.size.description) == ["2-3", "3+"])
    #expect(types.map(\.isRoot) == [false, true])
  }

  @Test("a type has the version that brought its name, and the one that brought its shape")
  func versions() throws {
    let texts = ["type A u8", "type A u8 type B u8", "type A u16 type B u8", "type A u8 type B u8"]
    var earlier: [Int: Schema] = [:]
    for (index, text) in texts.dropLast().enumerated() {
      earlier[index + 1] = try Self.schema(text)
    }
    let types = SchemaDescriber(try Self.schema(texts[3]), version: 4, earlier: earlier).types()
    #expect(types.map(\.sinceVersion) == [1, 2])
    #expect(types.map(\.shapeSinceVersion) == [4, 2])
    #expect(
      SchemaDescriber(try Self.schema(texts[3])).types().allSatisfy { $0.sinceVersion == nil })
  }

  @Test("a schema of nested pairs is described in no time")
  func nested() throws {
    let text = (1...70).reduce("type T0 u8") {
      $0 + "\ntype T\($1) struct { a: T\($1 - 1) b: T\($1 - 1) }"
    }
    let types = SchemaDescriber(try Self.schema(text)).types()
    #expect(types[63].size.description == "9223372036854775808")
    #expect(types[70].size.description == "18446744073709551615+")
  }
}
