/// What stands between two tokens that mean something: comments, and blank lines.
///
/// The pipes of unions are part of gaps: they are written anew, wherever they stood.
struct FormatGap {
  /// A comment by its token.
  struct Comment {
    let token: Int

    /// Whether it stands on the line of the token before the gap.
    let isTrailing: Bool
    let isAfterBlankLine: Bool
  }

  private(set) var comments: [Comment] = []

  /// Whether there is a blank line behind the last comment, or anywhere if there is none.
  private(set) var endsWithBlankLine = false
  private var hasLineFeed: Bool

  /// The line feeds since the last comment or pipe.
  private var lineFeedCount = 0

  /// Makes a gap; that at the start of the file begins a line.
  init(isLineStart: Bool) { hasLineFeed = isLineStart }

  mutating func pass(_ kind: TokenKind, at index: Int) {
    switch kind {
    case .lineFeed:
      lineFeedCount += 1
      hasLineFeed = true
      if lineFeedCount > 1 { endsWithBlankLine = true }
    case .pipe: lineFeedCount = 0
    case .comment:
      comments.append(
        Comment(token: index, isTrailing: !hasLineFeed, isAfterBlankLine: endsWithBlankLine))
      lineFeedCount = 0
      endsWithBlankLine = false
    default: break
    }
  }
}
