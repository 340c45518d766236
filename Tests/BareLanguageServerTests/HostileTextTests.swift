import BareJSON
import Testing

/// Texts that are half written, or no schemas at all.
struct HostileTextTests {
  private static let methods = [
    "hover", "completion", "definition", "prepareRename", "documentSymbol", "formatting",
  ]

  /// Asks everything at the marked place, and tells what was refused.
  private func refused(_ marked: String) -> [String] {
    var editor = Editor(marked)
    var refused = Self.methods.filter { editor.ask($0)["code"] != nil }
    let range = ("range", ["start": editor.text.position, "end": editor.text.position] as JSONValue)
    if editor.ask("codeAction", [range]).arrayValue == nil { refused.append("codeAction") }
    let context = ("context", ["includeDeclaration": true] as JSONValue)
    if editor.ask("references", [context]).arrayValue == nil { refused.append("references") }
    let code = editor.ask("rename", [("newName", "Zz")])["code"]
    if code != nil, code != -32803 { refused.append("rename") }
    return refused
  }

  @Test("every prefix of a schema is answered at its end", arguments: ["draft-person", "unions"])
  func prefixes(name: String) throws {
    let schema = try #require(
      try Repository.schemas("schemas/bare").first { $0.name == name + ".bare" }?.text)
    for count in 0...schema.count {
      let prefix = schema.prefix(count)
      #expect(refused(prefix + "@") == [], "\(count)")
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
      let chain = (1..<1_200).map { "type T\($0) optional<T\($0 - 1)>\n" }.joined()
      #expect(refused("type T0 u8\n" + chain + "type Z T1@199") == [])
    }
  }
}
