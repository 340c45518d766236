// How names are spelled (`BARE-M15`).
extension Checker {
  func checkTypeName(_ name: NameSyntax) {
    guard !NameKind.type.allows(name.text), isUnjudged(name) else { return }
    if let keyword = keyword(name) {
      return report(
        .typeNameMalformed, "`\(name.text)` is \(keyword), expected a name of your own",
        at: name.span, help: "a type name is \(NameKind.type.spelling)")
    }
    let repaired = Words.upperCamel(Words.split(name.text))
    let places = [name.span] + names.uses(of: name.text)
    reportName(
      "type name `\(name.text)`", .type, name, repaired: repaired, at: places)
  }

  func checkEnumValueName(_ name: NameSyntax) {
    guard !NameKind.value.allows(name.text), isUnjudged(name) else { return }
    let repaired = Words.split(name.text).map { $0.uppercased() }.joined(separator: "_")
    reportName(
      "enum value `\(name.text)`", .value, name, repaired: repaired,
      at: [name.span])
  }

  func checkFieldName(_ name: NameSyntax) {
    guard !NameKind.field.allows(name.text), isUnjudged(name) else { return }
    let isCapital = name.text.utf8.first.map(ASCII.isUpper) ?? false
    let words = Words.split(name.text)
    let repaired =
      isCapital && name.text.utf8.contains(underscore)
      ? words.map { $0.lowercased() }.joined(separator: "_") : Words.lowerCamel(words)
    reportName(
      "field name `\(name.text)`", .field, name, repaired: repaired,
      at: [name.span])
  }

  private func reportName(
    _ subject: String, _ kind: NameKind, _ name: NameSyntax,
    repaired: String, at places: [SourceSpan]
  ) {
    let first = repaired.utf8.first
    let isName = first.map { ASCII.isUpper($0) || ASCII.isLower($0) } ?? false
    let fixes = places.map {
      FixIt($0, replacement: repaired, title: "rename it to `\(repaired)`")
    }
    report(
      kind.malformedCode, "\(subject) is misspelled, expected \(kind.spelling)", at: name.span,
      help: isName ? "rename it to `\(repaired)`" : "rename it", fixes: isName ? fixes : [])
  }

  private func keyword(_ name: NameSyntax) -> String? {
    Parser.keywords.contains(name.text) ? "a word of the language" : nil
  }

  /// Whether nobody has reported it yet: the lexer has names beyond ASCII, the parser those that
  /// start with a digit.
  private func isUnjudged(_ name: NameSyntax) -> Bool {
    name.text.utf8.first.map(ASCII.isDigit) != true && name.text.utf8.allSatisfy { $0 < 0x80 }
  }
}

private let underscore = UInt8(ascii: "_")
