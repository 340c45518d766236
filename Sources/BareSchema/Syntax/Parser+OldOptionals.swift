// Optionals of other languages.
extension Parser {
  /// `?T`.
  mutating func parseQuestionBeforeType() -> TypeSyntax.Kind {
    let question = span
    advance()
    let type = parseType()
    hint(
      .parameterWithoutAngles, "`?` makes no optional, expected `optional<T>`", at: question,
      help: "write `optional<T>`",
      fixes: [
        FixIt(question, replacement: "optional<", title: "write `optional<`"),
        FixIt(end(of: type), replacement: ">", title: "insert `>`"),
      ])
    return .optional(type)
  }

  /// `T?`.
  mutating func reportQuestionAfter(_ type: TypeSyntax) -> TypeSyntax {
    hint(
      .parameterWithoutAngles, "`?` makes no optional, expected `optional<T>`", at: span,
      help: "write `optional<T>`",
      fixes: [
        FixIt(start(of: type), replacement: "optional<", title: "insert `optional<`"),
        FixIt(span, replacement: ">", title: "write `>`"),
      ])
    advance()
    return type
  }

  /// `name?:`.
  mutating func reportQuestionAfterName(_ name: NameSyntax) {
    hint(
      .parameterWithoutAngles, "`?` makes no optional, expected `optional<T>`", at: span,
      help: "write `\(name.text): optional<T>`",
      fixes: [FixIt(span, replacement: "", title: "remove `?`")])
    advance()
    advance()
  }

  /// `optional T`, `list T`, `list(T)`.
  mutating func parseParameterWithoutAngles(of keyword: NameSyntax) -> TypeSyntax {
    if kind == .openParenthesis { return parseParentheses(of: keyword) }
    let gap = SourceSpan(start: previousSpan.end, end: span.start)
    let place = span
    let type = parseType()
    hint(
      .parameterWithoutAngles, "expected `<` before the type that `\(keyword.text)` takes",
      at: place, help: "write `\(keyword.text)<T>`",
      fixes: [
        FixIt(gap, replacement: "<", title: "write `<`"),
        FixIt(end(of: type), replacement: ">", title: "insert `>`"),
      ])
    return type
  }

  func start(of type: TypeSyntax) -> SourceSpan {
    SourceSpan(start: type.span.start, end: type.span.start)
  }

  func end(of type: TypeSyntax) -> SourceSpan {
    SourceSpan(start: type.span.end, end: type.span.end)
  }
}
