import BareJSON
import BareSchema
import Testing

/// What is proposed while somebody writes.
struct CompletionTests {
  private static let keywords = [
    "data", "enum", "list", "map", "optional", "struct", "union", "uint", "u8", "u16", "u32",
    "u64", "int", "i8", "i16", "i32", "i64", "f32", "f64", "bool", "str", "void",
  ]

  private func labels(_ marked: String) -> [String] {
    var editor = Editor(marked)
    return (editor.ask("completion").arrayValue ?? []).compactMap { $0["label"]?.stringValue }
  }

  @Test("where a type is expected there are the types above and the keywords")
  func types() {
    for text in [
      "type C @", "type C @A", "type C u@", "type C u8@", "type C list<@", "type C list<A@>",
      "type C map<@", "type C map<A><@", "type C optional<@>", "type C struct { a: @",
      "type C struct { a:@ }", "type C struct { a: u8 b: @ c: A }", "type C union { @",
      "type C union { A | @", "type C union { A = 3 |@ }", "type C union { | @ }",
      "type C union { struct { a: u8 } | @", "type C struct { type: @", "type C\n  @\n",
      "type C struct {\n  # c\n  a: @\n  b: u8\n}", "type C @ type D u8",
    ] {
      let above = "type A u8\ntype B struct { a: A }\ntype A u16\n"
      #expect(labels(above + text + "\ntype Below u8\n") == ["A", "B"] + Self.keywords, "\(text)")
    }
    #expect(labels("type A @") == Self.keywords)
  }

  @Test("between definitions there is `type`")
  func definitions() {
    for text in [
      "@", "ty@", "\n@type A u8", "type A u8 @", "type A u8\n@", "type A struct { a: u8 }\nt@",
      "type A list<u8> @", "type A data[4]\n@\ntype B u8", "type A enum { B = 3 }\n@",
      "# c\n@", "type A B\n@", "type A { x: u8 } @",
    ] {
      #expect(labels(text) == ["type"], "\(text)")
    }
  }

  @Test("where a name, a number or a sign is expected, and in comments, there is nothing")
  func nothing() {
    for text in [
      "type @", "type A@", "type A struct @", "type A struct { @", "type A struct { a@",
      "type A struct { a: u8 @", "type A enum { @", "type A enum { B @", "type A enum { B = @",
      "type A enum { B = 3@", "type A data[@", "type A data[3@", "type A list<u8>[@",
      "type A list @", "type A union { u8 @", "type A union { u8 = @", "# @", "type A u8 # t@",
      "#@", "type A struct { a: list<u8> @", "type A struct { type @", "type A list<u8 @",
      "type A enum { B | @", "// @",
    ] {
      #expect(labels(text) == [], "\(text)")
    }
  }

  @Test("a type is proposed with its kind, size and comment, a primitive with its layout")
  func details() throws {
    var editor = Editor(
      "# Of A.\ntype A enum { B C = 200 }\ntype S struct { a: A }\ntype U union { A }\n"
        + "type L list<A>\ntype X Missing\ntype Y @")
    let items = try #require(editor.ask("completion").arrayValue)
    let texts = items.map { item in
      ["label", "kind", "detail", "documentation"].map { key in
        item[key]?.stringValue ?? item[key]?.numberValue?.text ?? "?"
      }.joined(separator: "; ")
    }
    #expect(
      texts.prefix(5) == [
        "A; 13; enum, 1-2 bytes; Of A.", "S; 22; struct, 1-2 bytes; ",
        "U; 8; union, 2-3 bytes; ", "L; 7; list<A>, 1+ bytes; ", "X; 7; Missing; ",
      ])
    #expect(texts.contains("u16; 14; 2 bytes: little-endian; "))
    #expect(texts.contains("u8; 14; 1 byte; "))
    #expect(texts.contains("map; 14; varint count, then keys and values; "))
  }

  @Test("every word for a type in a schema is proposed, and none that is declared below")
  func everyWord() throws {
    for (name, text) in try Repository.schemas("schemas/bare", ["draft-documents", "in-place"]) {
      let outline = SchemaOutline(SourceFile(path: name, text: text))
      let client = ClientText(text)
      var editor = Editor(text)
      var above: [String] = []
      var current: [String] = []
      for word in outline.words {
        let before = SourceSpan(start: 0, end: word.span.start)
        let answer = editor.request(
          "textDocument/completion",
          [
            "textDocument": ["uri": .string(Editor.uri)],
            "position": client.position(outline.source.text(of: before).utf16.count),
          ])
        let labels = (answer.arrayValue ?? []).compactMap { $0["label"]?.stringValue }
        switch word.role {
        case .declaration:
          (above, current) = (above + current, [word.text])
          #expect(labels == [], "\(name) \(word.text)")
        case .field, .value: #expect(labels == [], "\(name) \(word.text)")
        case .keyword where word.text == "type":
          #expect(labels == ["type"], "\(name)")
        case .use, .keyword:
          #expect(labels == above + Self.keywords, "\(name) \(word.text)")
          #expect(labels.contains(word.text), "\(name) \(word.text)")
        }
      }
    }
  }
}
