// What earlier drafts and other languages write: understood, reported, repaired.
extension Parser {
  /// Reads a suffix of another language, `T?` or `T[4]`, behind a type that takes none.
  mutating func parseOldSuffix(of type: TypeSyntax, from first: Int) -> TypeSyntax {
    guard !isPanicking else { return type }
    let kind: TypeSyntax.Kind
    switch self.kind {
    case .question: kind = .optional(reportQuestionAfter(type))
    case .openBracket: kind = parseLengthAfter(type)
    default: return type
    }
    return TypeSyntax(kind: kind, tokens: tokenRange(from: first), span: span(from: first))
  }

  mutating func parseStringOldName(_ name: NameSyntax) -> TypeSyntax.Kind {
    hint(
      .stringOldName, "`string` is not a type, expected `str`", at: name.span,
      help: "text is `str`",
      fixes: [FixIt(name.span, replacement: "str", title: "write `str`")])
    return .primitive(.str)
  }

  /// `<4>` or `(4)` behind `data`.
  mutating func parseOldDataLength(
    _ openingSign: String, _ closingKind: TokenKind, _ closingSign: String
  ) -> NumberSyntax? {
    let first = cursor
    let opening = span
    advance()
    let number = parseNumber("a length")
    let closing = span
    expect(closingKind, closingSign, openedAt: opening)
    hint(
      .dataLengthInAngles,
      "a length stands in `[` and `]`, met `\(openingSign)` and `\(closingSign)`",
      at: span(from: first), help: "write `data[4]` for four bytes",
      fixes: [
        FixIt(opening, replacement: "[", title: "write `[`"),
        FixIt(closing, replacement: "]", title: "write `]`"),
      ])
    return number
  }

  /// `[]T` and `[4]T`.
  mutating func parseOldList() -> TypeSyntax.Kind {
    let first = cursor
    let opening = span
    advance()
    let length = kind == .closeBracket ? nil : parseNumber("a length or `]`")
    expect(.closeBracket, "]", openedAt: opening)
    guard !isPanicking else { return .broken }
    let brackets = span(from: first)
    let element = parseType()
    let suffix = length.map { "[\(source.text(of: $0.span))]" } ?? ""
    hint(
      .listInBrackets, "a list is not written in brackets, expected `list<T>\(suffix)`",
      at: brackets, help: "write `list<T>`, and `list<T>[4]` for four elements",
      fixes: [
        FixIt(brackets, replacement: "list<", title: "write `list<`"),
        FixIt(end(of: element), replacement: ">\(suffix)", title: "insert `>\(suffix)`"),
      ])
    return .list(element, length)
  }

  /// `T[]` and `T[4]`.
  private mutating func parseLengthAfter(_ type: TypeSyntax) -> TypeSyntax.Kind {
    let first = cursor
    let opening = span
    let isEmpty = nextKind == .closeBracket
    if isEmpty { advance() }
    let length = isEmpty ? nil : parseLength()
    if isEmpty { advance() }
    let brackets = span(from: first)
    hint(
      .listInBrackets, "only `data` and `list` take a length, expected `list<T>`",
      at: brackets, help: "write `list<T>`, and `list<T>[4]` for four elements",
      fixes: [
        FixIt(start(of: type), replacement: "list<", title: "insert `list<`"),
        FixIt(
          isEmpty ? brackets : SourceSpan(start: opening.start, end: opening.start),
          replacement: ">", title: "write `>`"),
      ])
    return .list(type, length)
  }

  /// `[K]V` behind `map`.
  mutating func parseOldMap() -> TypeSyntax.Kind {
    let first = cursor
    let opening = span
    advance()
    let key = parseType()
    let closing = span
    expect(.closeBracket, "]", openedAt: opening)
    guard !isPanicking else { return .broken }
    let brackets = span(from: first)
    let value = parseType()
    hint(
      .mapKeyInBrackets, "a map's key does not stand in brackets, expected `map<K><V>`",
      at: brackets, help: "write `map<K><V>`",
      fixes: [
        FixIt(opening, replacement: "<", title: "write `<`"),
        FixIt(closing, replacement: "><", title: "write `><`"),
        FixIt(end(of: value), replacement: ">", title: "insert `>`"),
      ])
    return .map(key, value)
  }

  /// `, V>` behind `map<K`.
  mutating func parseMapWithComma(_ key: TypeSyntax, opening: SourceSpan) -> TypeSyntax.Kind {
    let comma = span
    advance()
    let gap = SourceSpan(start: comma.start, end: span.start)
    hint(
      .mapWithComma, "a map's key and value do not share their brackets, expected `map<K><V>`",
      at: comma, help: "write `map<K><V>`",
      fixes: [FixIt(gap, replacement: "><", title: "write `><`")])
    let value = parseType()
    expect(.closeAngle, ">", openedAt: opening)
    return .map(key, value)
  }

  /// `(A | B)`.
  mutating func parseOldUnion() -> TypeSyntax.Kind {
    let opening = span
    advance()
    let (members, isBroken) = parseMembers(until: .closeParenthesis)
    let closing = span
    expect(.closeParenthesis, ")", openedAt: opening)
    hint(
      .unionInParentheses, "a union does not stand in parentheses, expected `union { A | B }`",
      at: opening, help: "write `union { A | B }`",
      fixes: [
        FixIt(opening, replacement: "union { ", title: "write `union {`"),
        FixIt(closing, replacement: " }", title: "write `}`"),
      ])
    return members.isEmpty && isBroken ? .broken : .union(members)
  }

  /// `{ … }` where a type is expected.
  mutating func parseBraceWithoutKeyword() -> TypeSyntax.Kind {
    let brace = span
    let place = SourceSpan(start: brace.start, end: brace.start)
    hint(
      .structKeywordMissing, "expected a type, met `{` without `struct`, `enum` or `union`",
      at: brace, help: "write `struct { … }`",
      fixes: [FixIt(place, replacement: "struct ", title: "insert `struct`")])
    return parseStruct(keyword: brace)
  }

  /// `enum A { … }`, `enum A u8 { … }`, `struct A { … }`, `union A { … }` as definitions.
  mutating func parseKindBeforeName(from first: Int) -> DefinitionSyntax {
    let keyword = parseName()
    let name = parseName()
    if kind == .word, nextKind == .openBrace { advance() }
    let heading = span(from: first)
    let repaired = "type \(name.text) \(keyword.text)"
    hint(
      .kindBeforeName, "expected `type`, met `\(keyword.text)` before the name", at: keyword.span,
      help: "write `\(repaired) { … }`",
      fixes: [FixIt(heading, replacement: repaired, title: "write `\(repaired)`")])
    let body = cursor
    let kind = parseBlock(keyword)
    let type = TypeSyntax(kind: kind, tokens: tokenRange(from: body), span: span(from: body))
    return DefinitionSyntax(name: name, type: type, tokens: tokenRange(from: first))
  }

  /// Reads the block that a keyword says, behind it.
  mutating func parseBlock(_ keyword: NameSyntax) -> TypeSyntax.Kind {
    switch keyword.text {
    case "enum": parseEnum(keyword: keyword.span)
    case "struct": parseStruct(keyword: keyword.span)
    default: parseUnion(keyword: keyword.span)
    }
  }
}
