/// A piece of the text. The tokens of a file, put together, are the file again, byte for byte.
struct Token {
  let kind: TokenKind
  let span: SourceSpan
}

/// What a token is.
enum TokenKind: UInt8 {
  case word, number
  case openBrace, closeBrace, openAngle, closeAngle
  case openBracket, closeBracket, openParenthesis, closeParenthesis
  case colon, equals, pipe, comma, semicolon, question, minus
  /// `"…"` or `'…'` on one line, which no schema has.
  case quoted

  case endOfFile

  /// From `#` to before the line end.
  case comment

  /// `// …` or `/* … */`, which the lexer has reported.
  case foreignComment

  /// Tabs, spaces, and what the lexer has reported and takes for such.
  case whiteSpace

  /// One line end, LF or CR LF.
  case lineFeed

  /// What the lexer has reported and the parser passes over.
  case unreadable

  /// Whether the parser passes over it.
  var isTrivia: Bool { rawValue > TokenKind.endOfFile.rawValue }
}
