import BareJSON
import BareSchema
import Foundation
import Testing

/// Definitions, references and names that are changed.
struct NavigationTests {
  private static let schema = """
    type A u8 # A 😀 A
    type B struct { a: A A2: list<A> }
    type E enum { A B }
    type U union { A | B | Nix }
    """

  /// The places of an answer as `line:character`.
  private func places(_ answer: JSONValue) -> [String] {
    (answer.arrayValue ?? [answer]).map { location in
      let start = location["range"]?["start"]
      return [start?["line"], start?["character"]].map { $0?.numberValue?.text ?? "?" }
        .joined(separator: ":")
    }
  }

  private func marked(_ before: String) -> Editor {
    let end = Self.schema.range(of: before)?.upperBound ?? Self.schema.startIndex
    return Editor(Self.schema[..<end] + "@" + Self.schema[end...])
  }

  @Test("a name leads to its declaration, from its start, middle and end")
  func definition() {
    for (before, expected) in [
      ("type ", "0:5"), ("type A", "0:5"), ("{ a: ", "0:5"), ("list<A", "0:5"),
      ("union { A | ", "1:5"), ("{ a", "1:16"), ("enum { A", "2:14"),
    ] {
      var editor = marked(before)
      #expect(places(editor.ask("definition")) == [expected], "\(before)")
    }
    for before in ["ty", "B | Nix", "# A", "{ a:", "u8 "] {
      var editor = marked(before)
      #expect(editor.ask("definition") == .null, "\(before)")
    }
  }

  @Test("references are all uses, and the declaration if it is asked for")
  func references() {
    func references(_ before: String, _ includesDeclaration: Bool) -> [String] {
      var editor = marked(before)
      return places(
        editor.ask("references", [("context", ["includeDeclaration": .bool(includesDeclaration)])])
      )
    }
    #expect(references("type A", true) == ["0:5", "1:19", "1:30", "3:15"])
    #expect(references("list<", false) == ["1:19", "1:30", "3:15"])
    #expect(references("B | N", true) == ["3:23"])
    #expect(references("{ a", true) == ["1:16"])
    #expect(references("{ a", false) == [])
    #expect(references("# A", true) == [])
  }

  @Test("a type is renamed wherever it stands, a field or value in its place alone")
  func rename() throws {
    for (before, name, expected) in [
      (
        "type A", "Big",
        Self.schema.replacing("type A u8", with: "type Big u8").replacing("a: A", with: "a: Big")
          .replacing("list<A", with: "list<Big").replacing("union { A", with: "union { Big")
      ),
      ("{ a", "b_2", Self.schema.replacing("{ a:", with: "{ b_2:")),
      ("enum { A", "C_2", Self.schema.replacing("enum { A", with: "enum { C_2")),
      ("B | N", "Nope", Self.schema.replacing("Nix", with: "Nope")),
      ("type A", "A", Self.schema),
    ] {
      var editor = marked(before)
      let place = editor.ask("prepareRename")
      #expect(place["placeholder"]?.stringValue?.isEmpty == false, "\(before)")
      let answer = editor.ask("rename", [("newName", .string(name))])
      let edits = try #require(answer["changes"]?[Editor.uri]?.arrayValue, "\(before)")
      #expect(try ClientText(Self.schema).applying(edits) == expected, "\(before)")
    }
  }

  @Test("names that are malformed, keywords or taken are refused, and the message says why")
  func refusals() {
    for (before, name, reason) in [
      ("type A", "a", "`a` is no type name, expected a capital, then letters and digits"),
      ("type A", "A_B", "`A_B` is no type name, expected a capital, then letters and digits"),
      ("type A", "struct", "`struct` is no type name, expected a capital"),
      ("type A", "", "`` is no type name"), ("type A", "É", "`É` is no type name"),
      ("type A", "A B", "`A B` is no type name"),
      ("list<A", "B", "a type `B` is declared already"),
      ("{ a", "A", "`A` is no field name, expected a small letter"),
      ("enum { A", "Bb", "`Bb` is no enum value, expected a capital, then capitals"),
      ("enum { A", "B", "another enum value here is `B` already"),
      ("ty", "x", "expected a name to change, met none here"),
    ] {
      var editor = marked(before)
      let answer = editor.ask("rename", [("newName", .string(name))])
      #expect(answer["code"] == -32803, "\(before) \(name)")
      let message = answer["message"]?.stringValue ?? ""
      #expect(message.hasPrefix(reason), "\(message)")
    }
    var editor = Editor("type A struct { @a: u8 b: struct { c: u8 } }")
    let taken = editor.ask("rename", [("newName", "b")])
    #expect(taken["message"] == "another field name here is `b` already")
    #expect(editor.ask("rename", [("newName", "c")])["changes"] != nil)
    #expect(editor.ask("rename", [("newName", "data")])["changes"] != nil)
  }

  @Test("nothing can be renamed where no name is")
  func noName() {
    for before in ["ty", "u", "# A", "{ a:"] {
      var editor = marked(before)
      #expect(editor.ask("prepareRename") == .null, "\(before)")
    }
  }

  @Test("a type that is declared twice is renamed where it stands, so that it can be repaired")
  func repeated() throws {
    let text = "type A u8\ntype A u16\ntype B list<A>"
    for (marked, expected) in [
      ("type A u8\ntype @A u16\ntype B list<A>", "type A u8\ntype C u16\ntype B list<A>"),
      ("type A u8\ntype A u16\ntype B list<@A>", "type C u8\ntype A u16\ntype B list<C>"),
    ] {
      var editor = Editor(marked)
      let answer = editor.ask("rename", [("newName", "C")])
      let edits = try #require(answer["changes"]?[Editor.uri]?.arrayValue)
      #expect(try ClientText(text).applying(edits) == expected)
    }
  }

  @Test("renaming every type of the schemas here leaves their messages what they were")
  func everyType() throws {
    for (name, text) in try Repository.schemas("schemas/bare") {
      let source = SourceFile(path: name, text: text)
      let schema = try #require(SchemaCompiler.compile(source).schema)
      let client = ClientText(text)
      var editor = Editor(text)
      for type in schema.types {
        let before = source.text(of: SourceSpan(start: 0, end: type.span.start))
        let answer = editor.request(
          "textDocument/rename",
          [
            "textDocument": ["uri": .string(Editor.uri)], "newName": "Zz9",
            "position": client.position(before.utf16.count),
          ])
        let edits = try #require(answer["changes"]?[Editor.uri]?.arrayValue)
        let renamed = SourceFile(path: name, text: try client.applying(edits))
        let after = SchemaCompiler.compile(renamed).schema
        #expect(after?.fingerprint == schema.fingerprint, "\(name) \(type.name)")
        let isLeft = SchemaOutline(renamed).words.contains {
          $0.text == type.name && ($0.role == .use || $0.role == .declaration)
        }
        #expect(!isLeft, "\(name) \(type.name)")
      }
    }
  }
}
