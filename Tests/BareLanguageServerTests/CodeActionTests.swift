import BareJSON
import BareSchema
import Testing

/// Repairs that an editor offers.
struct CodeActionTests {
  private func actions(
    _ text: String, _ start: Int = 0, _ end: Int? = nil, only: [JSONValue]? = nil
  ) -> [JSONValue] {
    let client = ClientText(text)
    var editor = Editor()
    editor.open(text)
    let context: [(String, JSONValue)] = only.map { [("only", .array($0))] } ?? []
    return editor.ask(
      "codeAction",
      [
        (
          "range",
          [
            "start": client.position(start),
            "end": client.position(end ?? client.units.count),
          ]
        ), ("context", .object(JSONObject(context))),
      ]
    ).arrayValue ?? []
  }

  @Test("a diagnostic with repairs is an action that repairs it")
  func action() throws {
    let text = "# 😀\ntype A string"
    let actions = actions(text)
    try #require(actions.count == 1)
    #expect(actions[0]["title"] == "write `str`")
    #expect(actions[0]["kind"] == "quickfix")
    #expect(actions[0]["isPreferred"] == true)
    #expect(actions[0]["diagnostics"]?.arrayValue?.map { $0["code"] } == ["BARE0501"])
    let edits = try #require(actions[0]["edit"]?["changes"]?[Editor.uri]?.arrayValue)
    #expect(try ClientText(text).applying(edits) == "# 😀\ntype A str")
  }

  @Test("only what the range touches and the client asks for is offered")
  func filters() {
    let text = "type A string\ntype B string"
    #expect(actions(text).count == 1 || actions(text).count == 2)
    #expect(actions(text, 0, 6).isEmpty)
    #expect(actions(text, 0, 7).count == 1)
    #expect(actions(text, 10, 10).count == 1)
    #expect(actions(text, 13, 13).count == 1)
    #expect(actions(text, 14, 20).isEmpty)
    #expect(actions(text, 9, 9, only: ["quickfix"]).count == 1)
    #expect(actions(text, 9, 9, only: ["refactor", "quickfix"]).count == 1)
    #expect(actions(text, 9, 9, only: [""]).count == 1)
    #expect(actions(text, 9, 9, only: ["refactor", "source.organizeImports"]).isEmpty)
    #expect(actions(text, 9, 9, only: []).isEmpty)
  }

  @Test("a name that is guessed is not preferred")
  func guess() {
    let offered = actions("type Person u8\ntype B list<Persn>")
    #expect(offered.map { $0["isPreferred"] } == [false])
  }

  @Test("every repair of the invalid schemas here is what the compiler means")
  func everyFix() throws {
    var count = 0
    for (name, text) in try Repository.schemas("Tests/BareSchemaTests/Cases/invalid") {
      let source = SourceFile(path: Editor.uri, text: text)
      let diagnostics = SchemaCompiler.compile(source).diagnostics.filter { !$0.fixes.isEmpty }
      let actions = actions(text)
      #expect(actions.count == diagnostics.count, "\(name)")
      for (diagnostic, action) in zip(diagnostics, actions) {
        let edits = try #require(action["edit"]?["changes"]?[Editor.uri]?.arrayValue)
        #expect(try ClientText(text).applying(edits) == source.repaired(by: diagnostic), "\(name)")
        count += 1
      }
    }
    #expect(count > 50)
  }
}

extension SourceFile {
  fileprivate func repaired(by diagnostic: Diagnostic) -> String {
    var bytes = self.bytes
    let fixes = diagnostic.fixes.enumerated().sorted {
      ($0.element.span.start, $0.element.span.end, $0.offset)
        > ($1.element.span.start, $1.element.span.end, $1.offset)
    }
    for (_, fix) in fixes {
      bytes.replaceSubrange(fix.span.start..<fix.span.end, with: fix.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
