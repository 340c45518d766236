import BareSchema
import Testing

/// What editors ask of a schema, also of one with errors.
struct OutlineTests {
  private func outline(_ text: String) -> SchemaOutline {
    SchemaOutline(SourceFile(path: "a.bare", text: text))
  }

  private func words(_ text: String) -> [String] {
    outline(text).words.map { "\($0.text) \($0.role)" }
  }

  @Test("every word has a meaning, a field that is called as a keyword too")
  func words() {
    #expect(
      words("# type\ntype A struct { type: u8 b: list<A>[3] }\ntype B enum { U8 X = 3 }") == [
        "type keyword", "A declaration", "struct keyword", "type field", "u8 keyword", "b field",
        "list keyword", "A use", "type keyword", "B declaration", "enum keyword", "U8 value",
        "X value",
      ])
    #expect(
      words("type A union { B | ? } nonsense list type") == [
        "type keyword", "A declaration", "union keyword", "B use", "list keyword", "type keyword",
      ])
  }

  @Test("a word is found from its start to its end, and between words there is none")
  func wordAtOffset() {
    let outline = outline("type A  u8")
    let met = (-1...11).map { outline.word(at: $0)?.text }
    let type = Array(repeating: "type" as String?, count: 5)
    #expect(met == [nil] + type + ["A", "A", nil, "u8", "u8", "u8", nil])
  }

  @Test("a type is sound if nothing is wrong in it, nor in those that it uses")
  func soundSchema() {
    func sound(_ text: String) -> [String] { outline(text).soundSchema?.types.map(\.name) ?? [] }
    #expect(sound("type A u8\ntype B list<A>") == ["A", "B"])
    #expect(sound("type A u8\ntype B list<Missing>\ntype C B\ntype D A") == ["A", "D"])
    #expect(sound("type A u8\ntype A u16\ntype B A") == ["A", "B"])
    #expect(sound("type A struct { a: u8 b u8 }\ntype B A\ntype C u8") == ["C"])
    #expect(sound("type A struct { a: u8 b: ? c: u8 }\ntype C u8") == ["C"])
    #expect(sound("type A B\ntype B A\ntype C u8") == ["C"])
    #expect(sound("type A enum { X = 3 Y = 1 }\ntype C A") == [])
    #expect(sound("type a u8\ntype C u8") == ["C"])
    #expect(sound("") == [])
  }

  @Test("the sound types of a schema without errors are its types")
  func soundSchemaOfGoodSchemas() throws {
    for text in [DraftSchemas.company] {
      let source = SourceFile(path: "a.bare", text: text)
      let schema = try #require(SchemaCompiler.compile(source).schema)
      #expect(SchemaOutline(source).soundSchema?.fingerprint == schema.fingerprint)
    }
  }

  @Test("items have number, block and comment; counting goes on after a repeated number")
  func items() {
    let outline = outline("type A map<u8><enum { X Y = 7 Z Y = 7 W = ? V }> # Of A.")
    #expect(outline.definitions.map(\.comment) == [["Of A."]])
    #expect(outline.definitions.map(\.type) == ["map<u8><enum>"])
    let parts = outline.definitions.flatMap(\.parts)
    #expect(parts.map(\.name).prefix(4) == ["X", "Y", "Z", "Y"])
    #expect(parts.map(\.number).prefix(4) == [0, 7, 8, 7])
    #expect(Set(parts.map(\.block)).count == 1)
  }

  @Test("names are spelled as their kind asks")
  func nameKinds() {
    for (name, kinds) in [
      ("A", [NameKind.type, .value]), ("AB1", [.type, .value]), ("Ab1", [.type]),
      ("A_B", [.value]), ("a", [.field]), ("aB_1", [.field]), ("_a", []), ("1", []), ("", []),
      ("É", []), ("a-b", []),
      ("data", [.field]), ("A ", []),
    ] {
      #expect(NameKind.allCases.filter { $0.allows(name) } == kinds, "`\(name)`")
    }
  }
}
