/// Finds the comments that belong to a declaration, field, value or member.
///
/// Those are the comment lines directly above it, without a blank line between, and the comment
/// behind it on its last line, or behind the brace that opens its block. The pipes of unions are
/// white space to them, so that it does not matter where they stand.
struct CommentFinder {
  let source: SourceFile
  let tokens: [Token]

  init(_ tree: SyntaxTree) {
    source = tree.source
    tokens = tree.tokens
  }

  /// The lines of the comment of what the tokens are, without `#`, the space after it and white
  /// space at the end, and without what they say to the linter.
  func comment(of range: Range<Int>) -> [String] {
    lines(of: comments(of: range))
  }

  /// The lines of the first comment of the file, as those of others.
  func headComment() -> [String] {
    lines(of: headComments())
  }

  /// Indices of the comments that belong to what the tokens are.
  func comments(of range: Range<Int>) -> [Int] {
    above(range.lowerBound) + behindOpening(of: range) + behind(range.upperBound)
  }

  /// Indices of the first comments of the file, if a blank line or the end of the file follows.
  func headComments() -> [Int] {
    var lines: [Int] = []
    var index = 0
    var lineFeedCount = 0
    while index < tokens.count {
      switch tokens[index].kind {
      case .comment:
        lines.append(index)
        lineFeedCount = 0
      case .lineFeed:
        lineFeedCount += 1
        if lineFeedCount > 1, !lines.isEmpty { return lines }
      case .endOfFile: return lines
      case .whiteSpace, .unreadable, .foreignComment: break
      default: return []
      }
      index += 1
    }
    return []
  }

  /// What a comment says, without `#`, the space after it, and white space at the end.
  func text(_ index: Int) -> String {
    var line = source.text(of: tokens[index].span).dropFirst()
    if line.first == " " { line.removeFirst() }
    while line.last == " " || line.last == "\t" { line.removeLast() }
    return String(line)
  }

  private func lines(of comments: [Int]) -> [String] {
    comments.map(text).filter { !LintException.isOne($0) }
  }

  private func above(_ first: Int) -> [Int] {
    var lines: [Int] = []
    var place = line(before: first)
    while let lineFeed = place.lineFeed {
      place = line(before: lineFeed)
      guard !place.isOther, place.comment != nil || place.hasPipe else { break }
      if let comment = place.comment { lines.append(comment) }
    }
    return lines.reversed()
  }

  /// What stands on a line before a token.
  private struct Line {
    var comment: Int?
    var hasPipe = false

    /// Whether anything else stands there, before which nothing is looked for.
    var isOther = false

    /// The line feed before the line.
    var lineFeed: Int?
  }

  private func line(before end: Int) -> Line {
    var line = Line()
    for index in (0..<end).reversed() {
      switch tokens[index].kind {
      case .lineFeed:
        line.lineFeed = index
        return line
      case .comment: line.comment = index
      case .pipe: line.hasPipe = true
      case .whiteSpace: break
      default:
        line.isOther = true
        return line
      }
    }
    return line
  }

  private func behind(_ end: Int) -> [Int] {
    var index = end
    while index < tokens.count {
      switch tokens[index].kind {
      case .whiteSpace, .pipe, .comma, .semicolon: index += 1
      case .comment: return [index]
      default: return []
      }
    }
    return []
  }

  private func behindOpening(of range: Range<Int>) -> [Int] {
    for index in range {
      switch tokens[index].kind {
      case .openBrace: return behind(index + 1)
      case .openAngle, .openBracket, .openParenthesis, .comment: return []
      default: continue
      }
    }
    return []
  }
}
