/// Reads tokens into a tree by recursive descent, and goes on after an error.
///
/// After an error that leaves no way to read on, the parser panics: it reports nothing until it has
/// found a place to go on, which is the next item of a block or the next definition. Every token is
/// passed once, so the time is linear in the length of the text.
struct Parser {
  /// Types in types are followed by recursion here and in every later phase, each level taking up
  /// to 5 KiB of stack in an unoptimised build; people nest three or four, and a hostile file must
  /// not reach the end of the 512 KiB that a secondary thread has.
  static let maximumNesting = 100

  let source: SourceFile
  let tokens: [Token]
  let diagnostics: DiagnosticCollector

  /// Indices of the tokens that are no trivia.
  let significant: [Int]

  /// The index in `significant` of the next token.
  private(set) var cursor = 0

  /// The kinds of the next token and of the one after it, kept since they are asked for most.
  private(set) var kind = TokenKind.endOfFile
  private(set) var nextKind = TokenKind.endOfFile
  var nesting = 0
  var isPanicking = false

  init(_ source: SourceFile, tokens: [Token], reportingTo diagnostics: DiagnosticCollector) {
    self.source = source
    self.tokens = tokens
    self.diagnostics = diagnostics
    var significant: [Int] = []
    var index = 0
    while index < tokens.count {
      if !tokens[index].kind.isTrivia { significant.append(index) }
      index += 1
    }
    self.significant = significant
    look()
  }

  /// Reads the whole file.
  mutating func parse() -> SyntaxTree {
    var definitions: [DefinitionSyntax] = []
    var misread: Set<Int> = []
    let errorCount = diagnostics.errorCount
    skipSeparators()
    while kind != .endOfFile {
      isPanicking = false
      if cursor > 0 { requireWhiteSpace(before: "a definition") }
      let errorCountBefore = diagnostics.errorCount
      if let definition = parseDefinition() {
        if diagnostics.errorCount > errorCountBefore { misread.insert(definitions.count) }
        definitions.append(definition)
      }
      if isPanicking { skipToDefinition() }
      skipSeparators()
    }
    let isReported = isUnreadable || diagnostics.errorCount > errorCount
    if definitions.isEmpty, !isReported { reportEmptySchema() }
    return SyntaxTree(source: source, tokens: tokens, definitions: definitions, misread: misread)
  }

  /// Passes a token; the end of the file stays.
  mutating func advance() {
    guard cursor < significant.count - 1 else { return }
    cursor += 1
    look()
  }

  private mutating func look() {
    kind = tokens[significant[cursor]].kind
    nextKind = cursor < significant.count - 1 ? tokens[significant[cursor + 1]].kind : .endOfFile
  }

  private mutating func parseDefinition() -> DefinitionSyntax? {
    let first = cursor
    if isKindBeforeName { return parseKindBeforeName(from: first) }
    guard isWord("type") else {
      unexpected(.definitionExpected, "`type`", help: "a definition is `type NAME TYPE`")
      advance()
      return nil
    }
    advance()
    guard let name = parseTypeName() else { return nil }
    if kind == .equals { reportEqualsInDefinition() }
    let type = parseType()
    return DefinitionSyntax(name: name, type: type, tokens: tokenRange(from: first))
  }

  private mutating func parseTypeName() -> NameSyntax? {
    let isBracketNext = [.openBrace, .openAngle, .openBracket].contains(nextKind)
    let isTypeWithoutName = isBracketNext && Self.keywords.contains(text)
    if !isTypeWithoutName, let name = parseNewName(.type) { return name }
    unexpected(.typeNameExpected, "a type name", help: "a definition is `type NAME TYPE`")
    return nil
  }

  /// Whether the file is one token of which the lexer has said all.
  private var isUnreadable: Bool { tokens.count == 2 && tokens[0].kind == .unreadable }

  private func reportEmptySchema() {
    diagnostics.report(
      Diagnostic(
        .schemaEmpty, "the schema declares no type, expected at least one `type NAME TYPE`",
        at: span, help: "declare one: `type Name str`"))
  }

  static let keywords: Set<String> = [
    "data", "optional", "list", "map", "enum", "struct", "union", "uint", "u8", "u16", "u32", "u64",
    "int", "i8", "i16", "i32", "i64", "f32", "f64", "bool", "str", "void",
  ]
}
