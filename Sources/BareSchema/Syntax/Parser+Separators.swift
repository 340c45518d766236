// Signs that mean nothing here.
extension Parser {
  /// Passes commas and semicolons, which separate nothing in a schema.
  mutating func skipSeparators(replacement: String = "") {
    guard !isPanicking else { return }
    while kind == .comma || kind == .semicolon {
      reportSeparator(replacement)
      advance()
    }
  }

  private func reportSeparator(_ replacement: String) {
    let sign = text
    let isFollowedBySpace =
      significant[cursor] + 1 < tokens.count
      && tokens[significant[cursor] + 1].kind.isTrivia
    let repaired = replacement.isEmpty && !isFollowedBySpace ? " " : replacement
    diagnostics.reportHabit(
      .separator,
      Diagnostic(
        .separator, "`\(sign)` separates nothing in a schema", at: span,
        help: "white space alone separates fields, values and definitions",
        fixes: [
          FixIt(
            span, replacement: repaired,
            title: repaired == " |" ? "write `|`" : "remove `\(sign)`")
        ]))
  }

  /// Passes pipes between the values of an enum or the fields of a struct.
  mutating func skipPipes() {
    guard !isPanicking else { return }
    while kind == .pipe {
      hint(
        .pipeOutsideUnion, "`|` separates the members of unions only", at: span,
        help: "white space alone separates fields and values",
        fixes: [FixIt(span, replacement: " ", title: "remove `|`")])
      advance()
    }
  }

  mutating func reportEqualsInDefinition() {
    hint(
      .equalsInDefinition, "no `=` stands between a type's name and its type", at: span,
      help: "a definition is `type NAME TYPE`",
      fixes: [FixIt(span, replacement: "", title: "remove `=`")])
    advance()
  }
}
