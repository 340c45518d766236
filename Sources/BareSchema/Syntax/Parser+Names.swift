// Names of what is declared, and what people write for them.
extension Parser {
  /// Reads the name of a type, field or value; nil where none stands here.
  mutating func parseNewName(_ kind: NameKind) -> NameSyntax? {
    switch self.kind {
    case .word: parseName()
    case .number where isWordGluedBehind: parseNameWithDigitFirst(kind)
    case .quoted where isNameQuoted: parseQuotedName()
    default: nil
    }
  }

  private var isWordGluedBehind: Bool {
    nextKind == .word && significant[cursor + 1] == significant[cursor] + 1
  }

  private mutating func parseNameWithDigitFirst(_ kind: NameKind) -> NameSyntax {
    let first = cursor
    advance()
    advance()
    let name = span(from: first)
    hint(
      kind.malformedCode, "`\(source.text(of: name))` starts with a digit", at: name,
      label: "expected a letter first", help: "\(kind.description) is \(kind.spelling): rename it")
    return NameSyntax(text: source.text(of: name), span: name)
  }
}

// What stands in quotes, which nothing in a schema does.
extension Parser {
  private var quotedSpan: SourceSpan { SourceSpan(start: span.start + 1, end: span.end - 1) }

  private var isNameQuoted: Bool {
    let span = quotedSpan
    return source.bytes[span.start..<span.end].allSatisfy(ASCII.isWord)
  }

  private mutating func parseQuotedName() -> NameSyntax {
    let name = NameSyntax(text: source.text(of: quotedSpan), span: span)
    passQuoted()
    return name
  }

  mutating func passQuotedType() -> TypeSyntax.Kind {
    passQuoted()
    return .broken
  }

  /// Passes what is in quotes, which is reported once a file.
  private mutating func passQuoted() {
    if !isPanicking {
      diagnostics.reportHabit(
        .strangeCharacter,
        Diagnostic(
          .strangeCharacter, "\(met) stands in quotes, which have no meaning here", at: span,
          help: "names and types stand without quotes",
          fixes: isNameQuoted
            ? [FixIt(span, replacement: source.text(of: quotedSpan), title: "remove the quotes")]
            : []))
    }
    advance()
  }

  /// Passes a text where a number is expected, which is reported once a file.
  mutating func passQuotedNumber(_ what: String) -> NumberSyntax {
    let number = NumberSyntax(reading: .broken, span: span)
    if !isPanicking {
      diagnostics.reportHabit(
        .numberExpected,
        Diagnostic(
          .numberExpected, "expected \(what), met \(met)", at: span, label: "expected \(what)",
          help: "write a number, without quotes, or leave it out"))
    }
    advance()
    return number
  }
}

extension NameKind {
  /// What reports a name of this kind that is spelled otherwise.
  var malformedCode: DiagnosticCode {
    switch self {
    case .type: .typeNameMalformed
    case .field: .fieldNameMalformed
    case .value: .enumValueNameMalformed
    }
  }

  fileprivate var description: String {
    switch self {
    case .type: "a type name"
    case .field: "a field name"
    case .value: "an enum value"
    }
  }
}
