/// What stands between two tokens on one line.
enum FlatSpacing {
  static func separator(_ left: TokenKind?, _ right: TokenKind, isMember: Bool) -> StaticString {
    if isMember, left != .openBrace { return " | " }
    switch (left, right) {
    case (nil, _), (.openAngle, _), (.openBracket, _), (.openBrace, .closeBrace): return ""
    case (_, .openAngle), (_, .closeAngle), (_, .openBracket), (_, .closeBracket): return ""
    case (_, .colon): return ""
    default: return " "
    }
  }

  /// How many columns all tokens up to and with each one take if they stand on one line.
  ///
  /// A byte is a column: beyond ASCII there are only comments, which do not count.
  static func columns(of tokens: [Token], units: [FormatUnit]) -> [Int] {
    var columns: [Int] = []
    columns.reserveCapacity(tokens.count)
    var column = 0
    var previous: TokenKind?
    var next = 0
    for (index, token) in tokens.enumerated() {
      if !token.kind.isTrivia, token.kind != .pipe {
        let isUnit = next < units.count && units[next].tokens.lowerBound == index
        let isMember = isUnit && units[next].isMember
        if isUnit { next += 1 }
        column += separator(previous, token.kind, isMember: isMember).utf8CodeUnitCount
        column += token.span.end - token.span.start
        previous = token.kind
      }
      columns.append(column)
    }
    return columns
  }
}
