// Looking at tokens and moving over them.
extension Parser {
  var span: SourceSpan { tokens[significant[cursor]].span }

  var text: String { source.text(of: span) }

  /// The token that was passed last.
  var previousSpan: SourceSpan { tokens[significant[max(0, cursor - 1)]].span }

  /// Whether nothing at all, not even a comment, stands before the next token.
  var isGlued: Bool {
    cursor > 0 && significant[cursor] == significant[cursor - 1] + 1
  }

  /// Whether the token passed last was a comma or semicolon, which is reported.
  var wasSeparated: Bool {
    guard cursor > 0 else { return false }
    let last = tokens[significant[cursor - 1]].kind
    return last == .comma || last == .semicolon
  }

  /// Where something is missing: the next token, or the end of the last one of the file.
  var missingSpan: SourceSpan {
    guard kind == .endOfFile, cursor > 0 else { return span }
    return SourceSpan(start: previousSpan.end, end: previousSpan.end)
  }

  /// The kind of the token that many behind the next one.
  func kind(after count: Int) -> TokenKind {
    tokens[significant[min(cursor + count, significant.count - 1)]].kind
  }

  func isWord(_ word: StaticString) -> Bool {
    guard kind == .word else { return false }
    let span = self.span
    guard span.end - span.start == word.utf8CodeUnitCount else { return false }
    return text == word.description
  }

  /// The tokens from that cursor up to the last one passed.
  func tokenRange(from first: Int) -> Range<Int> {
    let start = significant[first]
    return start..<max(start, cursor > first ? significant[cursor - 1] + 1 : start)
  }

  func span(from first: Int) -> SourceSpan {
    let start = tokens[significant[first]].span
    return cursor > first ? SourceSpan(start: start.start, end: previousSpan.end) : start
  }

  mutating func parseName() -> NameSyntax {
    let name = NameSyntax(text: text, span: span)
    advance()
    return name
  }
}

// Finding a place to go on.
extension Parser {
  /// Whether a definition begins here, be it one whose kind stands before its name.
  var isDefinitionStart: Bool {
    kind == .word && nextKind == .word && (isWord("type") || isKindBeforeName)
  }

  /// Whether `enum A`, `struct A` or `union A` begins here.
  var isKindBeforeName: Bool {
    kind == .word && nextKind == .word && (isWord("enum") || isWord("struct") || isWord("union"))
  }

  mutating func skipToDefinition() {
    while kind != .endOfFile, !isDefinitionStart { advance() }
  }

  /// Whether the items of a block end here, with or without its brace.
  var isBlockEnd: Bool {
    kind == .closeBrace || kind == .endOfFile || isDefinitionStart
  }

  /// Ends a panic at the next item or the end of the block; false where the block is lost.
  mutating func recover(atItem isItemStart: (Parser) -> Bool) -> Bool {
    var openCount = 0
    while kind != .endOfFile, !isDefinitionStart {
      if openCount == 0, kind == .closeBrace || isItemStart(self) {
        isPanicking = false
        return true
      }
      if kind == .openBrace { openCount += 1 }
      if kind == .closeBrace { openCount -= 1 }
      advance()
    }
    return false
  }
}

// Reporting.
extension Parser {
  /// Reports that something else was expected, and panics.
  mutating func unexpected(
    _ code: DiagnosticCode, _ expected: String, related: [RelatedPlace] = [], help: String? = nil,
    fixes: [FixIt] = []
  ) {
    if !isPanicking {
      let met = self.met
      diagnostics.report(
        Diagnostic(
          code, "expected \(expected), met \(met)", at: missingSpan, label: "expected \(expected)",
          related: related, help: help, fixes: fixes))
    }
    isPanicking = true
  }

  /// Reports what does not keep the parser from going on.
  func hint(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, at span: SourceSpan,
    label: String? = nil, help: @autoclosure () -> String? = nil,
    fixes: @autoclosure () -> [FixIt] = []
  ) {
    guard !isPanicking else { return }
    diagnostics.report(
      Diagnostic(code, message(), at: span, label: label, help: help(), fixes: fixes()))
  }

  /// Passes a sign, or reports that it is missing.
  mutating func expect(_ kind: TokenKind, _ sign: String, openedAt opening: SourceSpan? = nil) {
    if self.kind == kind { return advance() }
    let related = opening.map { [RelatedPlace($0, "opened here")] } ?? []
    unexpected(.punctuationExpected, "`\(sign)`", related: related)
  }

  /// Reports a definition, field or value that touches the one before; what is none of these is
  /// reported where it is read.
  func requireWhiteSpace(before item: String) {
    guard kind == .word, isGlued, !wasSeparated, !isPanicking else { return }
    let place = SourceSpan(start: span.start, end: span.start)
    hint(
      .whiteSpaceMissing, "expected white space before \(item)", at: span,
      help: "write a space or a line feed here",
      fixes: [FixIt(place, replacement: " ", title: "insert a space")])
  }

  /// The next token as messages quote it.
  var met: String {
    switch kind {
    case .endOfFile: return "the end of the file"
    default:
      let start = span.start
      let isShort = span.end - start <= 40
      let end = isShort ? span.end : start + 40
      return "`\(source.text(of: SourceSpan(start: start, end: end)))\(isShort ? "" : "…")`"
    }
  }
}
