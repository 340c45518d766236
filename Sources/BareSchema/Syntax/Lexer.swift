/// Cuts a text into tokens, in one pass, keeping everything.
struct Lexer {
  let source: SourceFile
  let bytes: [UInt8]
  let diagnostics: DiagnosticCollector
  private var offset = 0
  private var tokens: [Token] = []

  init(_ source: SourceFile, reportingTo diagnostics: DiagnosticCollector) {
    self.source = source
    self.diagnostics = diagnostics
    bytes = source.bytes
  }

  /// All tokens; the last one, and only it, is the end of the file.
  mutating func lex() -> [Token] {
    if bytes.looksLikeUTF16 {
      reportUTF16(span(2))
      append(.unreadable, byteCount: bytes.count)
    }
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
    case UInt8(ascii: ".") where isFraction:
      append(.unreadable, byteCount: length { $0 == byte || ASCII.isWord($0) })
    case UInt8(ascii: "\""), UInt8(ascii: "'"): lexQuote(byte)
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
      if ASCII.isWord(bytes[end]) || isForeignHyphen(at: end) {
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

  /// Whether `-` or `.` stands within a word, as in names of other languages.
  private func isForeignHyphen(at offset: Int) -> Bool {
    let isHyphen = bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: ".")
    return isHyphen && offset + 1 < bytes.count && ASCII.isWord(bytes[offset + 1])
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

  /// Whether a point and digits follow a number; the parser reports the number.
  private var isFraction: Bool {
    tokens.last?.kind == .number && offset + 1 < bytes.count && ASCII.isDigit(bytes[offset + 1])
  }

  /// Takes what stands in quotes on one line as one token, which the parser reports.
  private mutating func lexQuote(_ quote: UInt8) {
    var end = offset + 1
    let isControl = { (byte: UInt8) in byte < 0x20 || byte == 0x7F }
    while end < bytes.count, bytes[end] != quote, !isControl(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == quote, end > offset + 1 else {
      return lexStrangeASCII(quote)
    }
    append(.quoted, byteCount: end + 1 - offset)
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
