import BareSchema
import Testing

/// Comments leave rules out of what they belong to, and are told of where they do nothing.
struct LintExceptionTests {
  @Test(
    "a comment covers the definition, field, value or member that it belongs to, and no other",
    arguments: [
      ("# barec:ignore unused-type\ntype A u8\ntype B u8", ["3:6 unused-type"]),
      ("# barec:ignore BARE0801\ntype A u8\ntype B u8", ["3:6 unused-type"]),
      ("type A u8 # barec:ignore unused-type: later\ntype B u8", ["2:6 unused-type"]),
      ("# Why.\n# barec:ignore unused-type\n\ntype A u8\ntype B u8", []),
      ("type A union { struct { # barec:ignore known-length\n md5: data\n sha1: data\n} }", []),
      (
        "type A union { struct {\n# barec:ignore known-length\n md5: data\n sha1: data\n} }",
        ["4:2 known-length"]
      ),
      (
        "type A union {\n| u8\n# barec:ignore nested-optional\n| optional<optional<u8>>\n| str }",
        []
      ),
      (
        "# barec:ignore unused-type, union-message\ntype A u8\ntype B struct { x: u8 }",
        [
          "1:29 BARE0808", "3:6 union-message",
        ]
      ),
      ("# barec:ignore\ntype A union { u8 }", ["1:1 BARE0807"]),
      ("# barec:ignore unused_type\ntype A union { u8 }", ["1:16 BARE0807"]),
      ("# barec:ignore unused-type\ntype A union { u8 }", ["1:16 BARE0808"]),
      (
        "type A union { u8 }\n\n# barec:ignore unused-type\n\ntype B u8",
        [
          "3:16 BARE0808", "5:6 unused-type",
        ]
      ),
      (
        "# barec:ignore unused-type unused-type\ntype A union { u8 }",
        ["1:16 BARE0808", "1:28 BARE0808"]
      ),
      ("# barec:ignore unused-type\n\n# barec:ignore unused-type\ntype A u8\ntype B u8", []),
      (
        "# barec:ignore unused-type\n\n# barec:ignore unused-type\ntype A union { u8 }",
        ["1:16 BARE0808", "3:16 BARE0808"]
      ),
      ("# barec:ignore implied-number swift-names\ntype A union { u8 }", []),
      ("#barec:ignore unused-type\ntype A u8\ntype B union { u8 }", []),
      ("# barec:ignored for now\ntype A u8\ntype B union { u8 }", ["2:6 unused-type"]),
      ("#  barec:ignore unused-type\ntype A u8\ntype B union { u8 }", ["2:6 unused-type"]),
      (
        "# barec:ignore: unused-type\ntype A u8\ntype B union { u8 }",
        [
          "1:1 BARE0807", "2:6 unused-type",
        ]
      ),
    ])
  func scope(_ text: String, _ places: [String]) throws {
    #expect(try LintSubject(text).places == places)
  }

  @Test("the tags of a published schema are idle to leave out once they are stated")
  func idleWherePublished() throws {
    let text = "# barec:ignore implied-number\ntype A union { u8 = 0 }"
    #expect(try LintSubject(text, isPublished: true).places == ["1:16 BARE0808"])
  }

  @Test("what others find is left out by the same comments, and else told in its place")
  func others() throws {
    let text = """
      # barec:ignore swift-names
      type A union { u8 }
      type B union { u8 }
      """
    let starts = [text.utf8.count - 14, 32].map { SourceSpan(start: $0, end: $0 + 1) }
    let others = starts.map { Diagnostic(.swiftNamesMeet, "two names meet", at: $0) }
    #expect(try LintSubject(text, others: others).places == ["3:6 swift-names"])
  }

  @Test("a misspelled rule is told with the nearest one, and its repair writes it")
  func suggestion() throws {
    let subject = try LintSubject("# barec:ignore unusd-type\ntype A union { u8 }")
    #expect(subject.findings.first?.help == "did you mean `unused-type`?")
    let fixed = subject.source.applying(subject.findings)
    #expect(String(decoding: fixed.bytes.prefix(26), as: UTF8.self).hasSuffix("unused-type"))
  }

  @Test("what is said to the linter is no documentation")
  func comments() throws {
    let source = SourceFile(
      path: "a.bare",
      text: "# Head.\n# barec:ignore unused-type\n\n# A.\n# barec:ignore unused-type\ntype A u8\n")
    let schema = try #require(SchemaCompiler.compile(source).schema)
    #expect(schema.comment == ["Head."])
    #expect(schema.types.map(\.comment) == [["A."]])
  }

  @Test("thousands of exceptions and findings take no time to match")
  func many() throws {
    let lines = (0..<5_000).map { "# barec:ignore unused-type\ntype A\($0) u8" }
    let head = "# barec:ignore unused-type\n\n"
    #expect(try LintSubject(head + lines.joined(separator: "\n")).findings.isEmpty)
  }

  @Test("one rule thousands of times in a comment takes no time either", .timeLimit(.minutes(1)))
  func repeated() throws {
    let head = "# barec:ignore" + String(repeating: " unused-type", count: 20_000) + "\n\n"
    let lines = (0..<20_000).map { "type A\($0) u8\n" }
    #expect(try LintSubject(head + lines.joined()).findings.isEmpty)
  }
}
