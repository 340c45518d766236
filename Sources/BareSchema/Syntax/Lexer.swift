/// Cuts a text into tokens, in one pass, keeping everything.
struct Lexer {
  private let source: SourceFile
  private let bytes: [UInt8]
  private let diagnostics: DiagnosticCollector
  private var offset = 0
  private var tokens: [Token] = []

  init(_ source: SourceFile, reportingTo diagnostics: DiagnosticCollector) {
    self.source = source
    self.diagnostics = diagnostics
    bytes = source.bytes
  }

  /// All tokens; the last one, and only it, is the end of the file.
  mutating func lex() -> [Token] {
    while offset < bytes.count { lexToken() }
    append(.endOfFile, byteCount: 0)
    return tokens
  }

  private mutating func lexToken() {
    let byte = bytes[offset]
    if let kind = Self.punctuation(byte) { return append(kind, byteCount: 1) }
    switch byte {
    case UInt8(ascii: "\n"): append(.lineFeed, byteCount: 1)
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      append(.whiteSpace, byteCount: length { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      append(.number, byteCount: length { ASCII.isDigit($0) })
    case UInt8(ascii: "#"): lexComment()
    case UInt8(ascii: "/") where isForeignCommentStart: lexForeignComment()
    case UInt8(ascii: "\r"): lexCarriageReturn()
    case 0x80...: lexBeyondASCII()
    default: ASCII.isWord(byte) ? lexWord() : lexStrangeASCII(byte)
    }
  }

  private static func punctuation(_ byte: UInt8) -> TokenKind? {
    switch byte {
    case UInt8(ascii: "{"): .openBrace
    case UInt8(ascii: "}"): .closeBrace
    case UInt8(ascii: "<"): .openAngle
    case UInt8(ascii: ">"): .closeAngle
    case UInt8(ascii: "["): .openBracket
    case UInt8(ascii: "]"): .closeBracket
    case UInt8(ascii: "("): .openParenthesis
    case UInt8(ascii: ")"): .closeParenthesis
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "="): .equals
    case UInt8(ascii: "|"): .pipe
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ";"): .semicolon
    case UInt8(ascii: "?"): .question
    case UInt8(ascii: "-"): .minus
    default: nil
    }
  }

  private mutating func append(_ kind: TokenKind, byteCount: Int) {
    tokens.append(Token(kind: kind, span: span(byteCount)))
    offset += byteCount
  }

  private func span(_ byteCount: Int) -> SourceSpan {
    SourceSpan(start: offset, end: offset + byteCount)
  }

  private func length(while isPart: (UInt8) -> Bool) -> Int {
    var end = offset
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    return end - offset
  }
}

// Words, and what cannot be one.
extension Lexer {
  private mutating func lexWord() {
    var end = offset
    var isASCII = true
    while end < bytes.count {
      if ASCII.isWord(bytes[end]) {
        end += 1
      } else if let decoded = letterBeyondASCII(at: end) {
        end += decoded.byteCount
        isASCII = false
      } else {
        break
      }
    }
    let span = span(end - offset)
    if !isASCII { reportNotASCII(span) }
    append(.word, byteCount: end - offset)
  }

  private func letterBeyondASCII(at offset: Int) -> DecodedScalar? {
    guard bytes[offset] >= 0x80, let decoded = bytes.scalar(at: offset),
      !Self.isForeignSpace(decoded.scalar), !Self.isInvisible(decoded.scalar)
    else { return nil }
    return decoded
  }

  private mutating func lexBeyondASCII() {
    guard let decoded = bytes.scalar(at: offset) else {
      reportNotUTF8(span(1))
      return append(.unreadable, byteCount: 1)
    }
    let span = span(decoded.byteCount)
    if decoded.scalar == "\u{FEFF}" {
      reportByteOrderMark(span)
      append(.unreadable, byteCount: decoded.byteCount)
    } else if Self.isForeignSpace(decoded.scalar) {
      reportForeignSpace(decoded.scalar, span)
      append(.whiteSpace, byteCount: decoded.byteCount)
    } else if Self.isInvisible(decoded.scalar) {
      reportControl(decoded.scalar, span)
      append(.unreadable, byteCount: decoded.byteCount)
    } else {
      lexWord()
    }
  }

  private mutating func lexStrangeASCII(_ byte: UInt8) {
    let scalar = Unicode.Scalar(byte)
    if byte == 0x0B || byte == 0x0C {
      reportForeignSpace(scalar, span(1))
      append(.whiteSpace, byteCount: 1)
    } else if byte < 0x20 || byte == 0x7F {
      reportControl(scalar, span(1))
      append(.unreadable, byteCount: 1)
    } else {
      reportStrange(scalar, span(1))
      append(.unreadable, byteCount: length { $0 == byte })
    }
  }

  private static func isForeignSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{200B}"
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .unassigned, .privateUse: true
    default: false
    }
  }
}

// Line ends and comments.
extension Lexer {
  private mutating func lexCarriageReturn() {
    if offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "\n") {
      reportCarriageReturn(span(1))
      append(.lineFeed, byteCount: 2)
    } else {
      reportForeignSpace("\r", span(1))
      append(.whiteSpace, byteCount: 1)
    }
  }

  private mutating func lexComment() {
    var byteCount = length { $0 != UInt8(ascii: "\n") }
    let end = offset + byteCount
    if end < bytes.count, bytes[end - 1] == UInt8(ascii: "\r") { byteCount -= 1 }
    checkUTF8(in: span(byteCount))
    append(.comment, byteCount: byteCount)
  }

  private func checkUTF8(in span: SourceSpan) {
    var index = span.start
    while index < span.end {
      if bytes[index] < 0x80 {
        index += 1
      } else if let decoded = bytes.scalar(at: index) {
        index += decoded.byteCount
      } else {
        reportNotUTF8(SourceSpan(start: index, end: index + 1))
        index += 1
      }
    }
  }

  private var isForeignCommentStart: Bool {
    guard offset + 1 < bytes.count else { return false }
    return bytes[offset + 1] == UInt8(ascii: "/") || bytes[offset + 1] == UInt8(ascii: "*")
  }

  private mutating func lexForeignComment() {
    let isBlock = bytes[offset + 1] == UInt8(ascii: "*")
    let byteCount = isBlock ? blockCommentLength() : length { $0 != UInt8(ascii: "\n") }
    let comment = span(byteCount)
    checkUTF8(in: comment)
    reportForeignComment(comment, isBlock: isBlock)
    append(.foreignComment, byteCount: byteCount)
  }

  private func blockCommentLength() -> Int {
    var end = offset + 2
    while end + 1 < bytes.count {
      if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: "/") {
        return end + 2 - offset
      }
      end += 1
    }
    return bytes.count - offset
  }
}

// What the lexer says.
extension Lexer {
  private static let spaceRule = "white space is line feed, tab and space only"

  private func reportNotUTF8(_ span: SourceSpan) {
    diagnostics.reportHabit(
      .notUTF8,
      Diagnostic(
        .notUTF8, "byte 0x\(hex(bytes[span.start])) is not UTF-8", at: span,
        notes: ["a schema is UTF-8, its comments too"], help: "save the file as UTF-8"))
  }

  private func reportByteOrderMark(_ span: SourceSpan) {
    diagnostics.report(
      Diagnostic(
        .byteOrderMark, "a byte order mark (U+FEFF) stands where a schema has none", at: span,
        notes: [Self.spaceRule], help: "save the file as UTF-8 without a byte order mark",
        fixes: [FixIt(span, replacement: "", title: "remove the byte order mark")]))
  }

  private func reportForeignSpace(_ scalar: Unicode.Scalar, _ span: SourceSpan) {
    let replacement = scalar == "\r" || scalar == "\u{2028}" ? "\n" : " "
    let title = replacement == " " ? "write a space" : "write a line feed"
    diagnostics.reportHabit(
      .foreignWhiteSpace,
      Diagnostic(
        .foreignWhiteSpace, "character U+\(hex(scalar)) is no white space of a schema", at: span,
        notes: [Self.spaceRule], help: title,
        fixes: [FixIt(span, replacement: replacement, title: title)]))
  }

  private func reportControl(_ scalar: Unicode.Scalar, _ span: SourceSpan) {
    diagnostics.reportHabit(
      .controlCharacter,
      Diagnostic(
        .controlCharacter, "character U+\(hex(scalar)), which cannot be seen, has no place here",
        at: span, notes: [Self.spaceRule], help: "remove it",
        fixes: [FixIt(span, replacement: "", title: "remove U+\(hex(scalar))")]))
  }

  private func reportStrange(_ scalar: Unicode.Scalar, _ span: SourceSpan) {
    let name = scalar == "`" ? "a backtick" : "`\(scalar)`"
    diagnostics.report(
      Diagnostic(
        .strangeCharacter, "\(name) has no meaning in a schema", at: span,
        help: "names are of letters, digits and `_`; the signs are `{ } < > [ ] : = | #`"))
  }

  private func reportNotASCII(_ span: SourceSpan) {
    let text = source.text(of: SourceSpan(start: span.start, end: min(span.end, span.start + 60)))
    diagnostics.report(
      Diagnostic(
        .nameNotASCII, "`\(text)` has characters beyond ASCII", at: span,
        help: "names are of the letters `a` to `z` and `A` to `Z`, digits and `_`"))
  }

  private func reportCarriageReturn(_ span: SourceSpan) {
    diagnostics.reportHabit(
      .carriageReturn,
      Diagnostic(
        .carriageReturn, "the line ends in CR LF, where the language knows LF", at: span,
        notes: [Self.spaceRule], help: "save the file with LF line ends",
        fixes: [FixIt(span, replacement: "", title: "remove the carriage return")]))
  }

  private func reportForeignComment(_ span: SourceSpan, isBlock: Bool) {
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
