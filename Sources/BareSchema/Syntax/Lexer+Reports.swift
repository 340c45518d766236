// What the lexer says.
extension Lexer {
  private static let spaceRule = "white space is line feed, tab and space only"

  func reportNotUTF8(_ span: SourceSpan) {
    diagnostics.reportHabit(
      .notUTF8,
      Diagnostic(
        .notUTF8, "byte 0x\(hex(bytes[span.start])) is not UTF-8", at: span,
        notes: ["a schema is UTF-8, its comments too"], help: "save the file as UTF-8"))
  }

  func reportUTF16(_ span: SourceSpan) {
    diagnostics.report(
      Diagnostic(
        .notUTF8, "the file is UTF-16, expected UTF-8", at: span, help: "save the file as UTF-8"))
  }

  func reportByteOrderMark(_ span: SourceSpan) {
    diagnostics.report(
      Diagnostic(
        .byteOrderMark, "a byte order mark (U+FEFF) stands where a schema has none", at: span,
        notes: [Self.spaceRule], help: "save the file as UTF-8 without a byte order mark",
        fixes: [FixIt(span, replacement: "", title: "remove the byte order mark")]))
  }

  func reportForeignSpace(_ scalar: Unicode.Scalar, _ span: SourceSpan) {
    let replacement = scalar == "\r" || scalar == "\u{2028}" ? "\n" : " "
    let title = replacement == " " ? "write a space" : "write a line feed"
    diagnostics.reportHabit(
      .foreignWhiteSpace,
      Diagnostic(
        .foreignWhiteSpace, "character U+\(hex(scalar)) is no white space of a schema", at: span,
        notes: [Self.spaceRule], help: title,
        fixes: [FixIt(span, replacement: replacement, title: title)]))
  }

  func reportControl(_ scalar: Unicode.Scalar, _ span: SourceSpan) {
    diagnostics.reportHabit(
      .controlCharacter,
      Diagnostic(
        .controlCharacter, "character U+\(hex(scalar)), which cannot be seen, has no place here",
        at: span, notes: [Self.spaceRule], help: "remove it",
        fixes: [FixIt(span, replacement: "", title: "remove U+\(hex(scalar))")]))
  }

  func reportStrange(_ scalar: Unicode.Scalar, _ span: SourceSpan) {
    let name = scalar == "`" ? "a backtick" : "`\(scalar)`"
    diagnostics.report(
      Diagnostic(
        .strangeCharacter, "\(name) has no meaning in a schema", at: span,
        help: "names are of letters, digits and `_`; the signs are `{ } < > [ ] : = | #`"))
  }

  func reportNotASCII(_ span: SourceSpan) {
    let text = source.text(of: SourceSpan(start: span.start, end: min(span.end, span.start + 60)))
    diagnostics.report(
      Diagnostic(
        .nameNotASCII, "`\(text)` has characters beyond ASCII", at: span,
        help: "names are of the letters `a` to `z` and `A` to `Z`, digits and `_`"))
  }

  func reportCarriageReturn(_ span: SourceSpan) {
    diagnostics.reportHabit(
      .carriageReturn,
      Diagnostic(
        .carriageReturn, "the line ends in CR LF, where the language knows LF", at: span,
        notes: [Self.spaceRule], help: "save the file with LF line ends",
        fixes: [FixIt(span, replacement: "", title: "remove the carriage return")]))
  }

  func reportForeignComment(_ span: SourceSpan, isBlock: Bool) {
    diagnostics.reportHabit(
      .foreignComment,
      Diagnostic(
        .foreignComment, "`\(isBlock ? "/*" : "//")` starts no comment, expected `#`",
        at: SourceSpan(start: span.start, end: span.start + 2),
        help: "a comment runs from `#` to the end of its line",
        fixes: [foreignCommentFix(span, isBlock: isBlock)]))
  }

  private func foreignCommentFix(_ span: SourceSpan, isBlock: Bool) -> FixIt {
    let title = "write a `#` comment"
    guard isBlock else {
      return FixIt(
        SourceSpan(start: span.start, end: span.start + 2), replacement: "#", title: title)
    }
    let isClosed = span.end - span.start >= 4 && bytes[span.end - 1] == UInt8(ascii: "/")
    let inner = SourceSpan(start: span.start + 2, end: isClosed ? span.end - 2 : span.end)
    let lines = source.text(of: inner).split(separator: "\n", omittingEmptySubsequences: false)
    let isLast = span.end == bytes.count || bytes[span.end] == UInt8(ascii: "\n")
    let text = lines.map { "#" + $0 }.joined(separator: "\n") + (isLast ? "" : "\n")
    return FixIt(span, replacement: text, title: title)
  }

  private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }

  private func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
