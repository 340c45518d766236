// Types other than blocks.
extension Parser {
  /// Reads one type; what cannot be read is reported and `.broken`.
  mutating func parseType() -> TypeSyntax {
    let first = cursor
    guard nesting < Self.maximumNesting else { return giveUpOnNesting() }
    nesting += 1
    defer { nesting -= 1 }
    let parsed = parseTypeKind()
    let type = TypeSyntax(kind: parsed, tokens: tokenRange(from: first), span: span(from: first))
    return parseOldSuffix(of: type, from: first)
  }

  /// Whether a type may begin here, rather than the next field.
  var isTypeStart: Bool {
    switch kind {
    case .word: nextKind != .colon
    case .openBrace, .openParenthesis, .question: true
    default: false
    }
  }

  private mutating func giveUpOnNesting() -> TypeSyntax {
    let span = self.span
    hint(
      .nestingTooDeep, "types are nested more than \(Self.maximumNesting) levels deep", at: span,
      help: "give the inner type a name of its own")
    isPanicking = true
    skipToDefinition()
    let tokens = significant[cursor]..<significant[cursor]
    return TypeSyntax(kind: .broken, tokens: tokens, span: span)
  }

  private mutating func parseTypeKind() -> TypeSyntax.Kind {
    switch kind {
    case .word where !isWord("type") || nextKind != .word: return parseWordType()
    case .openBrace: return parseBraceWithoutKeyword()
    case .openBracket: return parseOldList()
    case .openParenthesis: return parseOldUnion()
    case .question: return parseQuestionBeforeType()
    case .quoted: return passQuotedType()
    default:
      unexpected(.typeExpected, "a type")
      return .broken
    }
  }

  private mutating func parseWordType() -> TypeSyntax.Kind {
    parseType(named: parseName())
  }

  /// Reads the type that begins with a word, behind it.
  mutating func parseType(named name: NameSyntax) -> TypeSyntax.Kind {
    switch name.text {
    case "data": return parseData()
    case "optional": return .optional(parseParameter(of: name))
    case "list":
      let element = parseParameter(of: name)
      return .list(element, parseLength())
    case "map": return parseMap(name)
    case "enum": return parseEnum(keyword: name.span)
    case "struct": return parseStruct(keyword: name.span)
    case "union": return parseUnion(keyword: name.span)
    case "string": return parseStringOldName(name)
    default:
      if let primitive = Primitive(rawValue: name.text) { return .primitive(primitive) }
      if kind == .openBrace { return parseMistypedKind(name) }
      return isParameterOfName ? parseParameter(ofName: name) : .named(name)
    }
  }

  private mutating func parseData() -> TypeSyntax.Kind {
    switch kind {
    case .openAngle: .data(parseOldDataLength("<", .closeAngle, ">"))
    case .openParenthesis: .data(parseOldDataLength("(", .closeParenthesis, ")"))
    default: .data(parseLength())
    }
  }

  private mutating func parseMap(_ keyword: NameSyntax) -> TypeSyntax.Kind {
    if kind == .openBracket { return parseOldMap() }
    guard kind == .openAngle else {
      unexpected(.punctuationExpected, "`<`", help: "write `map<K><V>`")
      return .broken
    }
    let opening = span
    advance()
    let key = parseType()
    if kind == .comma { return parseMapWithComma(key, opening: opening) }
    expect(.closeAngle, ">", openedAt: opening)
    return .map(key, parseParameter(of: keyword))
  }

  /// Reads `<T>`, or T alone, which is reported.
  private mutating func parseParameter(of keyword: NameSyntax) -> TypeSyntax {
    if kind == .openAngle {
      let opening = span
      advance()
      let type = parseType()
      expect(.closeAngle, ">", openedAt: opening)
      return type
    }
    if isTypeStart { return parseParameterWithoutAngles(of: keyword) }
    let first = cursor
    unexpected(
      .punctuationExpected, "`<`",
      help: "write `\(keyword.text == "map" ? "map<K><V>" : "\(keyword.text)<T>")`")
    return TypeSyntax(kind: .broken, tokens: tokenRange(from: first), span: span)
  }
}

// Numbers.
extension Parser {
  /// Reads `[4]` if it stands here.
  mutating func parseLength() -> NumberSyntax? {
    guard kind == .openBracket else { return nil }
    let opening = span
    advance()
    let number = parseNumber("a length")
    expect(.closeBracket, "]", openedAt: opening)
    return number
  }

  /// Reads `= 3` if it stands here.
  mutating func parseAssignedNumber(_ what: String) -> NumberSyntax? {
    guard kind == .equals else { return nil }
    advance()
    return parseNumber(what)
  }

  /// Reads a number.
  mutating func parseNumber(_ what: String) -> NumberSyntax {
    let first = cursor
    if kind == .minus, nextKind == .number { return parseNegativeNumber(what) }
    if kind == .quoted { return passQuotedNumber(what) }
    guard kind == .number else {
      unexpected(.numberExpected, what)
      return NumberSyntax(reading: .broken, span: span)
    }
    let reading = Self.reading(source.bytes[span.start..<span.end])
    let fraction = self.fraction
    advance()
    if let fraction {
      let number = SourceSpan(start: previousSpan.start, end: fraction.end)
      reportNotDecimal(number)
      return NumberSyntax(reading: .broken, span: number)
    }
    if isGlued, kind == .word, !ASCII.isUpper(source.bytes[span.start]) {
      advance()
      reportNotDecimal(span(from: first))
      return NumberSyntax(reading: .broken, span: span(from: first))
    }
    return NumberSyntax(reading: reading, span: span(from: first))
  }

  private mutating func parseNegativeNumber(_ what: String) -> NumberSyntax {
    let first = cursor
    advance()
    advance()
    let number = span(from: first)
    hint(
      .numberNegative, "expected \(what), met the negative `\(source.text(of: number))`",
      at: number, label: "numbers start at 0",
      help: "numbers, tags and lengths are unsigned: write one from 0 to 2^64-1")
    return NumberSyntax(reading: .broken, span: number)
  }

  /// The `.5` that touches the next token, a number.
  private var fraction: SourceSpan? {
    let following = tokens[min(significant[cursor] + 1, tokens.count - 1)]
    let isFraction =
      following.kind == .unreadable && source.bytes[following.span.start] == UInt8(ascii: ".")
    return isFraction ? following.span : nil
  }

  private func reportNotDecimal(_ span: SourceSpan) {
    hint(
      .numberNotDecimal, "`\(source.text(of: span))` is not a decimal number", at: span,
      help: "numbers are whole and of decimal digits, without prefix or separators")
  }

  private static func reading(_ digits: ArraySlice<UInt8>) -> NumberSyntax.Reading {
    var value: UInt64 = 0
    for digit in digits {
      let (product, isProductTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isSumTooLarge) = product.addingReportingOverflow(UInt64(digit - 0x30))
      if isProductTooLarge || isSumTooLarge { return .tooLarge }
      value = sum
    }
    return .number(value)
  }
}
