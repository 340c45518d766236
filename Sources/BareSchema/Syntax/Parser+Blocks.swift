// `enum { … }`, `struct { … }` and `union { … }`.
extension Parser {
  /// Reads the block of an enum, behind its keyword.
  mutating func parseEnum(keyword: SourceSpan) -> TypeSyntax.Kind {
    parseItems(
      of: "enum", keyword: keyword, isItemStart: { $0.kind == .word }, item: { $0.parseValue() }
    ).map { .enumeration($0) } ?? .broken
  }

  /// Reads the block of a struct, behind its keyword.
  mutating func parseStruct(keyword: SourceSpan) -> TypeSyntax.Kind {
    parseItems(
      of: "struct", keyword: keyword, isItemStart: { $0.kind == .word && $0.nextKind == .colon },
      item: { $0.parseField() }
    ).map { .structure($0) } ?? .broken
  }

  /// Reads the block of a union, behind its keyword.
  mutating func parseUnion(keyword: SourceSpan) -> TypeSyntax.Kind {
    guard let opening = openBlock("union", keyword: keyword) else { return .broken }
    let (members, isBroken) = parseMembers(until: .closeBrace)
    closeBlock("union", openedAt: opening)
    return members.isEmpty && isBroken ? .broken : .union(members)
  }

  /// Reads the items up to the brace; nil where errors left none, lest it be called empty.
  private mutating func parseItems<Item>(
    of keyword: String, keyword keywordSpan: SourceSpan, isItemStart: (Parser) -> Bool,
    item: (inout Parser) -> Item?
  ) -> [Item]? {
    guard let opening = openBlock(keyword, keyword: keywordSpan) else { return nil }
    var items: [Item] = []
    var isBroken = false
    var isBehindItem = false
    skipSeparators()
    while !isBlockEnd {
      if isBehindItem { requireWhiteSpace(before: keyword == "enum" ? "a value" : "a field") }
      if let item = item(&self) { items.append(item) }
      isBehindItem = !isPanicking
      isBroken = isBroken || isPanicking
      if isPanicking, !recover(atItem: isItemStart) { break }
      skipSeparators()
      skipPipes()
    }
    closeBlock(keyword, openedAt: opening)
    return items.isEmpty && isBroken ? nil : items
  }

  private mutating func openBlock(_ keyword: String, keyword span: SourceSpan) -> SourceSpan? {
    guard kind == .openBrace else {
      unexpected(
        .punctuationExpected, "`{`",
        related: [RelatedPlace(span, "this `\(keyword)` needs a block")])
      return nil
    }
    let opening = self.span
    advance()
    return opening
  }

  private mutating func closeBlock(_ keyword: String, openedAt opening: SourceSpan) {
    if kind == .closeBrace, !isPanicking { return advance() }
    unexpected(
      .blockNotClosed, "`}` at the end of the \(keyword)",
      related: [RelatedPlace(opening, "opened here")])
  }

  private mutating func parseValue() -> ValueSyntax? {
    let first = cursor
    guard let name = parseNewName(.value) else {
      unexpected(.itemExpected, "a value name or `}`", help: "a value is `NAME` or `NAME = 3`")
      return nil
    }
    let number = parseAssignedNumber("the number of `\(name.text)`")
    return ValueSyntax(name: name, number: number, tokens: tokenRange(from: first))
  }

  private mutating func parseField() -> FieldSyntax? {
    let first = cursor
    guard let name = parseNewName(.field) else {
      unexpected(.itemExpected, "a field name or `}`", help: "a field is `name: TYPE`")
      return nil
    }
    guard passColon(after: name) else { return nil }
    let type = parseType()
    return FieldSyntax(name: name, type: type, tokens: tokenRange(from: first))
  }

  private mutating func passColon(after name: NameSyntax) -> Bool {
    if kind == .colon {
      advance()
      return true
    }
    if kind == .question, nextKind == .colon {
      reportQuestionAfterName(name)
      return true
    }
    guard kind == .equals || isTypeStart else {
      unexpected(.colonMissing, "`:` and a type", help: "a field is `name: TYPE`")
      return false
    }
    reportColonMissing(after: name)
    return true
  }

  private mutating func reportColonMissing(after name: NameSyntax) {
    let end = SourceSpan(start: name.span.end, end: name.span.end)
    let place = kind == .equals ? SourceSpan(start: name.span.end, end: span.end) : end
    hint(
      .colonMissing, "expected `:` between field `\(name.text)` and its type", at: span,
      help: "a field is `name: TYPE`",
      fixes: [FixIt(place, replacement: ":", title: "write `:`")])
    if kind == .equals { advance() }
  }
}

// The members of a union.
extension Parser {
  /// Reads `A | B = 3` up to a closing sign, which is left.
  mutating func parseMembers(
    until closing: TokenKind
  ) -> (members: [MemberSyntax], isBroken: Bool) {
    var members: [MemberSyntax] = []
    var isBroken = false
    skipSeparators()
    passPipes()
    while !isBlockEnd, kind != closing {
      if let member = parseMember() { members.append(member) }
      skipSeparators(replacement: " |")
      if !isPanicking, !isBlockEnd, kind != closing, kind != .pipe { requirePipe() }
      isBroken = isBroken || isPanicking
      if isPanicking, !recover(atItem: { $0.kind == .pipe || $0.kind == closing }) { break }
      passPipes()
    }
    return (members, isBroken)
  }

  private mutating func passPipes() {
    guard kind == .pipe else { return }
    advance()
    while kind == .pipe {
      hint(
        .typeExpected, "expected a type, met another `|`", at: span,
        help: "one `|` stands between two members",
        fixes: [FixIt(span, replacement: "", title: "remove `|`")])
      advance()
    }
  }

  private mutating func parseMember() -> MemberSyntax? {
    let first = cursor
    let type = parseType()
    guard !isPanicking else { return nil }
    let tag = parseAssignedNumber("the tag of this member")
    return MemberSyntax(type: type, tag: tag, tokens: tokenRange(from: first))
  }

  private mutating func requirePipe() {
    guard !wasSeparated else { return }
    guard isTypeStart else { return unexpected(.itemExpected, "`|` or `}`") }
    let place = SourceSpan(start: previousSpan.end, end: previousSpan.end)
    hint(
      .pipeMissing, "expected `|` between two members of a union", at: span,
      help: "members are separated by `|`",
      fixes: [FixIt(place, replacement: " |", title: "insert `|`")])
  }
}
