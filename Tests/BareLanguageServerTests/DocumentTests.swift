import BareJSON
import BareSchema
import Testing

@testable import BareLanguageServer

/// Texts that are opened, changed and closed.
struct DocumentTests {
  private func serverText(_ editor: Editor) -> String? {
    editor.server.documents[Editor.uri].map { String(decoding: $0.source.bytes, as: UTF8.self) }
  }

  private func change(
    _ editor: inout Editor, _ changes: [JSONValue], version: Int = 2
  ) -> JSONValue? {
    editor.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(Editor.uri), "version": .number(JSONNumber(version))],
        "contentChanges": .array(changes),
      ]
    ).first
  }

  @Test("a diagnostic has place, severity, code, source, notes, help and related places")
  func diagnostics() throws {
    var editor = Editor()
    let text = "type Late list<Early>\r\n# 😀\r\ntype Early u8\r\n"
    let publication = editor.open(text, version: 7)
    #expect(publication?["method"] == "textDocument/publishDiagnostics")
    let params = try #require(publication?["params"])
    #expect(params["uri"] == .string(Editor.uri))
    #expect(params["version"] == 7)
    let diagnostics = try #require(params["diagnostics"]?.arrayValue)
    try #require(diagnostics.count == 1)
    let diagnostic = diagnostics[0]
    #expect(diagnostic["severity"] == 1)
    #expect(diagnostic["code"] == "BARE0311")
    #expect(diagnostic["source"] == "barec")
    #expect(
      diagnostic["message"] == """
        `Early` is used before its declaration
        note: a type is declared above all types that use it
        help: move the declaration of `Early` above that of `Late`
        """)
    let client = ClientText(text)
    #expect(try client.text(of: diagnostic["range"]) == "Early")
    let related = try #require(diagnostic["relatedInformation"]?.arrayValue)
    #expect(related.map { $0["message"] } == ["declared here"])
    #expect(related[0]["location"]?["uri"] == .string(Editor.uri))
    #expect(related[0]["location"]?["range"]?["start"] == ["line": 2, "character": 5])
  }

  @Test("the server says what it is told to say, errors, warnings and notes")
  func diagnose() throws {
    var editor = Editor { source in
      let span = SourceSpan(start: 0, end: source.bytes.count)
      return [
        Diagnostic(.typeExpected, "a", at: span), Diagnostic(.fixedLengthHuge, "b", at: span),
        Diagnostic(.moreErrors, "c", at: span),
      ]
    }
    let diagnostics = editor.open("é")?["params"]?["diagnostics"]?.arrayValue ?? []
    #expect(diagnostics.map { $0["message"] } == ["a", "b", "c"])
    #expect(diagnostics.map { $0["severity"] } == [1, 2, 3])
    #expect(diagnostics.allSatisfy { $0["range"]?["end"]?["character"] == 1 })
  }

  @Test("changes are applied in order, each on the text that the one before made")
  func changes() {
    var editor = Editor("type A u8")
    let publication = change(
      &editor,
      [
        ["text": "type B\r\n u8"],
        [
          "range": [
            "start": ["line": 0, "character": 6], "end": ["line": 1, "character": 0],
          ], "text": "",
        ],
        [
          "range": [
            "start": ["line": 0, "character": 99], "end": ["line": 9, "character": 0],
          ], "text": "\ntype C B",
        ],
        [
          "range": [
            "start": ["line": 0, "character": 6], "end": ["line": 0, "character": 5],
          ], "text": "Big", "rangeLength": 1,
        ],
      ], version: 5)
    #expect(serverText(editor) == "type Big u8\ntype C B")
    #expect(publication?["params"]?["version"] == 5)
    #expect(publication?["params"]?["diagnostics"]?.arrayValue?.count == 1)
    #expect(change(&editor, [], version: 6)?["params"]?["version"] == 6)
  }

  @Test("a change that is malformed, or of a text that is not open, changes nothing")
  func wrongChanges() {
    var editor = Editor("type A u8")
    #expect(change(&editor, [["text": "x"], ["range": [:], "text": "y"]]) == nil)
    #expect(change(&editor, [["range": .null]]) == nil)
    #expect(serverText(editor) == "type A u8")
    editor.notify("textDocument/didClose", ["textDocument": ["uri": "other"]])
    #expect(serverText(editor) == "type A u8")
  }

  @Test("closing clears the diagnostics and forgets the text")
  func close() {
    var editor = Editor("type A B")
    let messages = editor.notify(
      "textDocument/didClose", ["textDocument": ["uri": .string(Editor.uri)]])
    #expect(messages.map { $0["params"]?["diagnostics"] } == [[]])
    #expect(serverText(editor) == nil)
    #expect(editor.ask("hover")["code"] == -32602)
    #expect(change(&editor, [["text": "x"]]) == nil)
  }

  @Test("after random edits the server has the client's text, and says of it what is to be said")
  func randomEdits() throws {
    let seed: UInt64 = 20
    var random = SplitMix(state: seed)
    let pieces = [
      "", "type A u8\n", "\r\n", "\r", "\n", "é", "😀", "# c\n", "struct { a: A }", " ", "list<",
      ">", "type B union { A | str }\r\n", "type C enum { ONE TWO }\n", "{", "}", "B",
    ]
    var editor = Editor("type A u8\n")
    var client = ClientText("type A u8\n")
    for step in 0..<600 {
      let changes = try (0..<Int.random(in: 1...3, using: &random)).map { _ in
        try Self.randomChange(of: &client, pieces, &random)
      }
      let publication = change(&editor, changes, version: step)
      #expect(serverText(editor) == client.text, "seed \(seed), step \(step)")
      let fresh = Editor().opened(client.text, version: step)
      #expect(publication == fresh, "seed \(seed), step \(step)")
      let source = SourceFile(path: "a", text: client.text)
      let codes = SchemaCompiler.compile(source).diagnostics.map { $0.code.rawValue }
      let met = publication?["params"]?["diagnostics"]?.arrayValue?.map { $0["code"]?.stringValue }
      #expect(met == codes, "seed \(seed), step \(step)")
      if serverText(editor) != client.text { return }
    }
  }

  /// Makes a change of the client's text, now and then of all of it, and tells how it is written.
  private static func randomChange(
    of client: inout ClientText, _ pieces: [String], _ random: inout SplitMix
  ) throws -> JSONValue {
    let text = pieces.randomElement(using: &random) ?? ""
    if client.units.count > 400 || Int.random(in: 0..<40, using: &random) == 0 {
      client = ClientText(text)
      return ["text": .string(text)]
    }
    let places = (0...client.units.count).filter { client.isPlace($0) }
    let start = try #require(places.randomElement(using: &random))
    let near = places.filter { start...(start + 12) ~= $0 }
    let end = try #require(near.randomElement(using: &random))
    let range: JSONValue = ["start": client.position(start), "end": client.position(end)]
    client.units.replaceSubrange(start..<end, with: text.utf16)
    return ["range": range, "text": .string(text)]
  }
}

extension Editor {
  fileprivate func opened(_ text: String, version: Int) -> JSONValue? {
    var editor = self
    return editor.open(text, version: version)
  }
}

extension ClientText {
  /// Whether a position can name an offset: not one within a character or a line end.
  fileprivate func isPlace(_ offset: Int) -> Bool {
    guard offset > 0, offset < units.count else { return true }
    let isInLineEnd = units[offset - 1] == 13 && units[offset] == 10
    return !UTF16.isTrailSurrogate(units[offset]) && !isInLineEnd
  }
}
