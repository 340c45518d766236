import BareSchema
import Testing

/// What is repaired without anybody asked, and what is not.
struct SchemaFixerTests {
  private func repaired(_ text: String) -> String {
    let repair = SchemaFixer.repair(SourceFile(path: "a.bare", text: text))
    return String(decoding: repair.bytes, as: UTF8.self)
  }

  @Test("an old draft becomes a schema of today, every comment in its place")
  func oldDraft() {
    let old = """
      # Persons.
      type Key data<4>  # fixed

      enum Kind { GOOD BAD }
      type Person {
        # As they like it.
        name: string
        emails: []string   # many
        pairs: map[string]Key,
        age: ?u8
      }
      type Any (Person | Key)
      """
    let new = repaired(old)
    let compilation = SchemaCompiler.compile(SourceFile(path: "a.bare", text: new))
    #expect(compilation.schema != nil, "\(new)")
    for comment in ["# Persons.", "# fixed", "# As they like it.", "# many"] {
      #expect(new.contains(comment))
    }
    #expect(new.split(separator: "\n").count == old.split(separator: "\n").count)
    #expect(repaired(new) == new)
  }

  @Test(
    "names are not guessed, and what nobody can repair stays as it is",
    arguments: [
      "type A strr\n", "type A struct { x: u7 }\n", "type A enum { }\n", "",
      "type A struct {",
    ])
  func untouched(_ text: String) {
    let repair = SchemaFixer.repair(SourceFile(path: "a.bare", text: text))
    #expect(String(decoding: repair.bytes, as: UTF8.self) == text)
    #expect(repair.fixCount == 0)
  }

  @Test("hundreds of mistakes, of which 20 are shown at a time, are all repaired")
  func many() {
    let old = (0..<200).map { "type A\($0) { a: string, b: []u8 }\n" }.joined()
    let source = SourceFile(path: "a.bare", text: old)
    let repair = SchemaFixer.repair(source)
    #expect(
      SchemaCompiler.compile(SourceFile(path: "a.bare", bytes: repair.bytes)).schema != nil)
    #expect(repair.fixCount > 400)
  }

  @Test("every case of the corpus gets no worse, and hints are repaired whole")
  func corpus() throws {
    for testCase in try InvalidCase.all() {
      let repair = SchemaFixer.repair(testCase.source)
      let left = SchemaCompiler.compile(SourceFile(path: "a.bare", bytes: repair.bytes))
      #expect(
        left.diagnostics.count <= testCase.diagnostics.count, "\(testCase.name)")
      if testCase.name.hasPrefix("hint-") { #expect(left.schema != nil, "\(testCase.name)") }
    }
  }
}
