// Blocks whose keyword is mistyped.
extension Parser {
  private static let kinds = ["struct", "enum", "union"]

  /// Reads the block behind a word that is no keyword, as what the word was probably meant to be.
  mutating func parseMistypedKind(_ name: NameSyntax) -> TypeSyntax.Kind {
    let meant = Self.kind(meantBy: name.text)
    let keyword = meant ?? kindOfBlock
    let expected = meant == nil ? "`struct`, `enum` or `union`" : "`\(keyword)`"
    let fix = FixIt(name.span, replacement: keyword, title: "write `\(keyword)`")
    hint(
      .typeExpected, "expected \(expected) before a block, met `\(name.text)`", at: name.span,
      label: "expected \(expected)", help: "write `\(keyword) { … }`",
      fixes: keyword == name.text.lowercased() ? [fix] : [])
    return parseBlock(NameSyntax(text: keyword, span: name.span))
  }

  private static func kind(meantBy word: String) -> String? {
    guard word.utf8.count <= 8 else { return nil }
    let small = word.lowercased()
    return kinds.first { kind in
      let limit = kind.utf8.count / 3
      return Checker.distance(small, kind, limit: limit) <= limit
    }
  }

  /// What a block is, by how it begins.
  private var kindOfBlock: String {
    guard nextKind == .word else { return nextKind == .pipe ? "union" : "struct" }
    return switch kind(after: 2) {
    case .colon, .question: "struct"
    case .pipe, .openAngle, .openBrace, .openBracket: "union"
    default: "enum"
    }
  }
}
