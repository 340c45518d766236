import BareJSON
import BareSchema
import Testing

/// The outline of a text, and its form.
struct OutlineTests {
  /// The symbols as lines, parts indented.
  private func lines(_ symbols: JSONValue?, _ client: ClientText, indent: String = "") throws
    -> [String]
  {
    try (symbols?.arrayValue ?? []).flatMap { symbol in
      let parts = [symbol["name"]?.stringValue, symbol["detail"]?.stringValue]
      let kind = symbol["kind"]?.numberValue?.text ?? "?"
      let selected = try client.text(of: symbol["selectionRange"])
      let line = "\(indent)\(kind) \(parts.map { $0 ?? "?" }.joined(separator: " ")) [\(selected)]"
      return [line] + (try lines(symbol["children"], client, indent: indent + "  "))
    }
  }

  private func lines(_ text: String) throws -> [String] {
    var editor = Editor(text)
    return try lines(editor.ask("documentSymbol"), ClientText(text))
  }

  @Test("definitions, fields, values and members are a tree, with types, numbers and tags")
  func symbols() throws {
    let text = """
      # 😀
      type E enum { A B = 4 C }
      type S struct {
        a: E
        b: list<struct { c: map<u8><E> }>[2]
      }
      type U union { E | data[4] = 3 | enum { X } }
      type L optional<S>
      """
    #expect(
      try lines(text) == [
        "10 E enum [E]", "  22 A = 0 [A]", "  22 B = 4 [B]", "  22 C = 5 [C]",
        "23 S struct [S]", "  8 a E [a]", "  8 b list<struct>[2] [b]",
        "    8 c map<u8><E> [c]",
        "11 U union [U]", "  22 E = 0 [E]", "  22 data[4] = 3 [data[4]]",
        "  22 enum = 4 [enum { X }]", "    22 X = 0 [X]",
        "5 L optional<S> [L]",
      ])
  }

  @Test("a text with errors has the symbols that can be read")
  func errors() throws {
    #expect(try lines("") == [])
    #expect(try lines("type") == [])
    #expect(try lines("type A") == ["5 A  [A]"])
    #expect(
      try lines("type A struct { a: u8 b: \ntype B enum { X = 99999999999999999999 Y }") == [
        "23 A struct [A]", "  8 a u8 [a]", "  8 b  [b]", "10 B enum [B]", "  22 X  [X]",
        "  22 Y  [Y]",
      ])
  }

  @Test("the ranges of symbols hold those of their names and parts")
  func ranges() throws {
    func check(_ symbols: JSONValue?, in outer: Range<Int>, _ client: ClientText) throws {
      for symbol in symbols?.arrayValue ?? [] {
        let (range, selection) = (symbol["range"], symbol["selectionRange"])
        let span = try client.offset(range?["start"])..<client.offset(range?["end"])
        let name = try client.offset(selection?["start"])..<client.offset(selection?["end"])
        #expect(outer.lowerBound <= span.lowerBound && span.upperBound <= outer.upperBound)
        #expect(span.lowerBound <= name.lowerBound && name.upperBound <= span.upperBound)
        try check(symbol["children"], in: span, client)
      }
    }
    let broken = try Repository.schemas("Tests/BareSchemaTests/Cases/invalid")
    for (_, text) in try Repository.schemas("schemas/bare") + broken {
      var editor = Editor(text)
      let client = ClientText(text)
      try check(editor.ask("documentSymbol"), in: 0..<client.units.count, client)
    }
  }

  @Test("formatting is one edit that changes no more than it has to")
  func formatting() throws {
    var editor = Editor("# é\ntype   A u8 # 😀\n")
    #expect(
      editor.ask("formatting", [("options", ["tabSize": 8])]) == [
        [
          "range": [
            "start": ["line": 1, "character": 5], "end": ["line": 1, "character": 7],
          ], "newText": "",
        ]
      ])
    var even = Editor("type A u8\n")
    #expect(even.ask("formatting") == [])
    for text in ["type A struct { a u8\n", "", "type"] {
      var broken = Editor(text)
      #expect(broken.ask("formatting") == .null, "\(text)")
    }
    var undeclared = Editor("type A list< B >\n")
    #expect(undeclared.ask("formatting").arrayValue?.count == 1)
  }

  @Test("the edit gives what the formatter gives, whatever ends the lines")
  func formattedText() throws {
    for (name, text) in try Repository.schemas("schemas/bare") {
      let crossed = text.replacing("\n", with: "\r\n")
      let squeezed = text.replacing("  ", with: " ").replacing("{", with: "{ ")
      for text in [text, crossed, squeezed, squeezed.replacing("\n", with: "\r\n"), "\n" + text] {
        var editor = Editor(text)
        let edits = try #require(editor.ask("formatting").arrayValue)
        let expected = try SchemaFormatter.format(SourceFile(path: name, text: text))
        #expect(Array(try ClientText(text).applying(edits).utf8) == expected, "\(name)")
        #expect(edits.count == (expected == Array(text.utf8) ? 0 : 1), "\(name)")
      }
    }
  }
}
