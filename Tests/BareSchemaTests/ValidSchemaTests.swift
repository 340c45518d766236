import BareSchema
import Testing

/// What good schemas are compiled to.
struct ValidSchemaTests {
  private func schema(_ text: String, _ location: SourceLocation = #_sourceLocation) throws
    -> Schema
  {
    let source = SourceFile(path: "valid.bare", text: text)
    let compilation = SchemaCompiler.compile(source)
    let report = DiagnosticFormat.plain.render(compilation.diagnostics, in: source)
    #expect(report.isEmpty, sourceLocation: location)
    return try #require(compilation.schema, sourceLocation: location)
  }

  private func compactText(_ text: String) throws -> String {
    try #require(try schema("type A " + text).types.first).type.compactText
  }

  @Test("the draft's schemas compile, each type in its place")
  func draft() throws {
    #expect(try schema(DraftSchemas.kinds).types.count == 17)
    #expect(try schema(DraftSchemas.company).types.map(\.name).last == "Person")
    #expect(try schema(DraftSchemas.recursiveData).types.count == 8)
  }

  @Test("types are what they are written as")
  func types() throws {
    let kinds = try schema(DraftSchemas.kinds).types.map(\.type.compactText)
    #expect(
      kinds == [
        "uint", "int", "u32", "i16", "f64", "bool", "str", "data", "data[16]", "void",
        "enum{FOO=0 BAR=255 BUZZ=256}", "optional<u32>", "list<str>", "list<uint>[10]",
        "map<u32><str>", "union{int=0|uint=255|str=256}", "struct{foo:uint bar:int buzz:str}",
      ])
    for primitive in Primitive.allCases {
      #expect(try compactText(primitive.rawValue) == primitive.rawValue)
    }
  }

  @Test("white space is free where the grammar lets it be")
  func whiteSpace() throws {
    #expect(try compactText("list < u8 > [ 4 ]") == "list<u8>[4]")
    #expect(try compactText("map\n<\n\tu8><str >") == "map<u8><str>")
    #expect(try compactText("struct{a:u8 b :str}") == "struct{a:u8 b:str}")
    #expect(try compactText("enum{A=0 B =1\tC= 2}") == "enum{A=0 B=1 C=2}")
    #expect(try compactText("union{u8=1|str}") == "union{u8=1|str=2}")
    #expect(try compactText("union{|u8|str|}") == "union{u8=0|str=1}")
    #expect(try compactText("struct{a:u8#c\nb:u8}") == "struct{a:u8 b:u8}")
    #expect(try schema("type A u8\r\ntype B u8\r\n").types.count == 2)
    #expect(try schema("type A u8 type B u8 # no line feed").types.count == 2)
  }

  @Test("keywords are names of fields, and of nothing is a name reserved")
  func keywordsAsNames() throws {
    let text = "struct { type: u8 struct: u8 enum: u8 union: u8 data: data list: list<u8> }"
    #expect(try compactText(text).hasPrefix("struct{type:u8 struct:u8 enum:u8 union:u8 data:data"))
    #expect(try compactText("struct { a1_B: u8 }") == "struct{a1_B:u8}")
  }

  @Test("lengths and numbers reach to 2^64-1, leading zeros are free")
  func greatest() throws {
    let greatest = "18446744073709551615"
    #expect(try compactText("enum { A = \(greatest) }") == "enum{A=\(greatest)}")
    #expect(try compactText("union { u8 = 007 | str }") == "union{u8=7|str=8}")
    let source = SourceFile(path: "a.bare", text: "type A data[\(greatest)]")
    let compilation = SchemaCompiler.compile(source)
    #expect(compilation.schema?.types.first?.type.compactText == "data[\(greatest)]")
    #expect(compilation.diagnostics.map(\.code) == [.fixedLengthHuge])
  }

  @Test("only sizes of 2^63 bytes and more are warned of, also through names")
  func hugeLengths() {
    func codes(_ text: String) -> [DiagnosticCode] {
      SchemaCompiler.compile(SourceFile(path: "a.bare", text: text)).diagnostics.map(\.code)
    }
    #expect(codes("type A data[9223372036854775807]").isEmpty)
    #expect(codes("type A data[9223372036854775808]") == [.fixedLengthHuge])
    #expect(codes("type P data[4294967296] type A list<P>[2147483648]") == [.fixedLengthHuge])
    #expect(codes("type P data[4294967296] type A list<P>[2147483647]").isEmpty)
  }

  @Test("everything but floats, void and containers is a key")
  func keys() throws {
    let keys = Primitive.allCases.filter { ![.f32, .f64, .void].contains($0) }.map(\.rawValue)
    for key in keys + ["data", "data[3]", "enum { A B }"] {
      #expect(throws: Never.self) { try schema("type K \(key) type L K type A map<L><u8>") }
      #expect(throws: Never.self) { try schema("type A map<\(key)><u8>") }
    }
  }

  @Test("named types are distinct in a union, whatever they stand for")
  func distinctMembers() throws {
    let schema = try schema(
      "type A u8 type B u8 type V void type C union { A | B | u8 | V | void }")
    let union = try #require(schema["C"])
    #expect(union.type.compactText == "union{A=0|B=1|u8=2|V=3|void=4}")
    #expect(schema.isVoid(.named("V")))
    let inPlace = try compactText("union { struct { a: u8 } | struct { b: u8 } }")
    #expect(inPlace == "union{struct{a:u8}=0|struct{b:u8}=1}")
  }

  @Test("roots are the types that no other mentions")
  func roots() throws {
    #expect(try schema(DraftSchemas.company).roots.map(\.name) == ["Person"])
    #expect(try schema("type A u8 type B A type C u8").roots.map(\.name) == ["B", "C"])
  }

  @Test("minimum sizes follow from the types")
  func wireSize() throws {
    let company = try schema(DraftSchemas.company)
    #expect(company.minimumByteCount(of: .named("PublicKey")) == 128)
    #expect(company.minimumByteCount(of: .named("Address")) == 4)
    #expect(company.minimumByteCount(of: .named("Customer")) == 8)
    #expect(company.minimumByteCount(of: .named("Person")) == 1)
    let numbered = try schema("type A enum { B = 300 } type C union { u8 = 128 | u64 = 129 }")
    #expect(numbered.minimumByteCount(of: .named("A")) == 2)
    #expect(numbered.minimumByteCount(of: .named("C")) == 3)
  }

  @Test("spans are those of the names and types")
  func spans() throws {
    let text = "type A struct { one: u8 }\ntype B union { A | str }"
    let schema = try schema(text)
    let source = SourceFile(path: "a.bare", text: text)
    #expect(schema.types.map { source.text(of: $0.span) } == ["A", "B"])
    guard case .structure(let fields) = schema.types[0].type,
      case .union(let members) = schema.types[1].type
    else { throw UnexpectedShape() }
    #expect(fields.map { source.text(of: $0.span) } == ["one"])
    #expect(members.map { source.text(of: $0.span) } == ["A", "str"])
    #expect(members.map(\.isExplicit) == [false, false])
  }
}

/// A schema that is not of the shape that its test states.
struct UnexpectedShape: Error {}
