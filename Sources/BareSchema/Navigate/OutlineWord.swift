/// A word of the text that means something: a name, or a keyword.
public struct OutlineWord: Hashable, Sendable {
  /// The word.
  public let text: String

  /// Where it stands.
  public let span: SourceSpan

  /// What it is.
  public let role: Role

  /// What a word is.
  public enum Role: Hashable, Sendable {
    /// The name of a type where it is declared.
    case declaration
    /// The name of a type where it is used, declared or not.
    case use
    /// The name of a field.
    case field
    /// The name of a value of an enum.
    case value
    /// `type`, `struct`, `u8` and so on.
    case keyword
  }
}

extension OutlineWord {
  /// All words of a text, in its order; what the parser made nothing of counts if it is a keyword.
  static func words(of tree: SyntaxTree, items: [OutlineItem]) -> [OutlineWord] {
    var roles: [Int: Role] = [:]
    for definition in tree.definitions {
      roles[definition.name.span.start] = .declaration
      var names: [NameSyntax] = []
      definition.type.collectNames(into: &names)
      for name in names { roles[name.span.start] = .use }
    }
    for item in items { addRoles(of: item.parts, to: &roles) }
    return tree.tokens.compactMap { token in
      guard token.kind == .word else { return nil }
      let text = tree.source.text(of: token.span)
      let role = roles[token.span.start] ?? (isKeyword(text) ? .keyword : nil)
      return role.map { OutlineWord(text: text, span: token.span, role: $0) }
    }
  }

  private static func addRoles(of items: [OutlineItem], to roles: inout [Int: Role]) {
    for item in items {
      if item.kind == .field { roles[item.nameSpan.start] = .field }
      if item.kind == .value { roles[item.nameSpan.start] = .value }
      addRoles(of: item.parts, to: &roles)
    }
  }

  private static func isKeyword(_ text: String) -> Bool {
    text == "type" || Parser.keywords.contains(text)
  }
}
