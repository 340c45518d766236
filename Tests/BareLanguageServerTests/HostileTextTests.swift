import BareJSON
import Testing

/// Texts that are half written, or no schemas at all.
struct HostileTextTests {
  /// Asks everything at the marked place, and tells what was refused.
  private func refused(_ marked: String) -> [String] {
    var editor = Editor(marked)
    let methods = [
      "hover", "completion", "definition", "prepareRename", "documentSymbol", "formatting",
    ]
    var refused = methods.filter { editor.ask($0)["code"] != nil }
    let range: JSONValue = ["start": editor.text.position, "end": editor.text.position]
    let actions = editor.ask("codeAction", [("range", range)])
    if actions.arrayValue == nil { refused.append("codeAction") }
    let references = editor.ask("references", [("context", ["includeDeclaration": true])])
    if references.arrayValue == nil { refused.append("references") }
    let code = editor.ask("rename", [("newName", "Zz")])["code"]
    if code != nil, code != -32803 { refused.append("rename") }
    return refused
  }

  @Test("every prefix of a schema has hover and completion at its end, and some have all answers")
  func prefixes() throws {
    for (name, text) in try Repository.schemas("schemas/bare", ["draft-person"]) {
      for count in 0...text.count {
        let prefix = text.prefix(count) + "@"
        var editor = Editor(String(prefix))
        #expect(editor.ask("hover")["code"] == nil, "\(name) \(count)")
        #expect(editor.ask("completion").arrayValue != nil, "\(name) \(count)")
        if count % 16 == 0 { #expect(refused(String(prefix)) == [], "\(name) \(count)") }
      }
    }
  }

  @Test("random tokens are answered at a random place")
  func randomTexts() {
    let seed: UInt64 = 7
    var random = SplitMix(state: seed)
    let pieces = [
      "type ", "A ", "B ", "u8 ", "str ", "list<", "map<", "optional<", "data", "[4]", ">", "<",
      "struct {", "enum {", "union {", "}", "|", "=", " 3 ", "a: ", "b:", "\n", "# c\n", ",", "(",
      ")", "?", "-1", "void ", "é", "\u{FEFF}", "[]", "ONE ", "\r\n", "😀", "//", "/*",
    ]
    for step in 0..<400 {
      let count = Int.random(in: 1..<30, using: &random)
      var parts = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
      parts.insert("@", at: Int.random(in: 0...count, using: &random))
      #expect(refused(parts.joined()) == [], "seed \(seed), step \(step)")
    }
  }

  @Test("types that are nested as deep as they can be are answered")
  func nesting() {
    for pattern in ["list<", "struct { a: ", "union { ", "map<", "optional<", "enum { A "] {
      let text = "type A " + String(repeating: pattern, count: 120) + "@"
      #expect(refused(text) == [], "\(pattern)")
    }
    let chain = (1..<1_200).map { "type T\($0) optional<T\($0 - 1)>\n" }.joined()
    #expect(refused("type T0 u8\n" + chain + "type Z T1@199") == [])
  }
}
