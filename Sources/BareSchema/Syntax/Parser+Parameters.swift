// Parameters in the wrong brackets, or of what takes none.
extension Parser {
  /// `list(T)`, and `list(A | B)` of earlier drafts.
  mutating func parseParentheses(of keyword: NameSyntax) -> TypeSyntax {
    let first = cursor
    let opening = span
    let gap = SourceSpan(start: previousSpan.end, end: opening.end)
    advance()
    let (members, isBroken) = parseMembers(until: .closeParenthesis)
    let closing = span
    expect(.closeParenthesis, ")", openedAt: opening)
    let isSingle = members.count == 1 && members[0].tag == nil
    let (before, inner, after) = isSingle ? ("<", "T", ">") : ("<union { ", "A | B", " }>")
    hint(
      .parameterWithoutAngles,
      "expected `<` before the type that `\(keyword.text)` takes, met `(`", at: opening,
      help: "write `\(keyword.text)\(before)\(inner)\(after)`",
      fixes: [
        FixIt(gap, replacement: before, title: "write `\(before)`"),
        FixIt(closing, replacement: after, title: "write `\(after)`"),
      ])
    if isSingle { return members[0].type }
    let kind = members.isEmpty && isBroken ? TypeSyntax.Kind.broken : .union(members)
    return TypeSyntax(kind: kind, tokens: tokenRange(from: first), span: span(from: first))
  }

  /// Whether `<` or `(` follows a name as if it took a type.
  var isParameterOfName: Bool {
    kind == .openAngle || kind == .openParenthesis && isGlued
  }

  /// `<T>` or `(T)` behind a name that is none of the language, which is passed; behind `List`,
  /// which is `list` but for its capital, it is read.
  mutating func parseParameter(ofName name: NameSyntax) -> TypeSyntax.Kind {
    let small = name.text.lowercased()
    if ["list", "optional", "map"].contains(small) {
      hint(
        .typeExpected, "expected `\(small)`, met `\(name.text)`", at: name.span,
        help: "the words of the language are of small letters",
        fixes: [FixIt(name.span, replacement: small, title: "write `\(small)`")])
      return parseType(named: NameSyntax(text: small, span: name.span))
    }
    hint(
      .parameterWithoutAngles, "`\(name.text)` takes no type, met `\(text)` behind it", at: span,
      label: "takes no type",
      help: "only `optional<T>`, `list<T>` and `map<K><V>` take types: declare what you need by a "
        + "name of its own")
    while isParameterOfName || kind == .openBracket { skipBrackets() }
    return .broken
  }

  /// Passes from an opening bracket to behind the sign that closes it.
  private mutating func skipBrackets() {
    var openCount = 0
    repeat {
      switch kind {
      case .openAngle, .openParenthesis, .openBracket: openCount += 1
      case .closeAngle, .closeParenthesis, .closeBracket: openCount -= 1
      default: break
      }
      advance()
    } while openCount > 0 && kind != .openBrace && !isBlockEnd
  }
}
