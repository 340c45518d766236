/// Finds the comments that belong to a declaration, field, value or member.
///
/// Those are the comment lines directly above it, without a blank line between, and the comment
/// behind it on its last line, or behind the brace that opens its block.
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
    comments.map(text).filter { !$0.hasPrefix(LintException.mark) }
  }

  private func above(_ first: Int) -> [Int] {
    guard var lineEnd = lineFeed(before: first, passingPipe: true) else { return [] }
    var lines: [Int] = []
    while let comment = commentLine(endingAt: lineEnd) {
      lines.append(comment.index)
      guard let previous = comment.lineFeedBefore else { break }
      lineEnd = previous
    }
    return lines.reversed()
  }

  /// The comment that fills the line that ends there, and the line feed before it.
  private func commentLine(endingAt lineEnd: Int) -> (index: Int, lineFeedBefore: Int?)? {
    guard lineEnd > 0, tokens[lineEnd - 1].kind == .comment else { return nil }
    var index = lineEnd - 2
    while index >= 0, tokens[index].kind == .whiteSpace { index -= 1 }
    if index < 0 { return (lineEnd - 1, nil) }
    return tokens[index].kind == .lineFeed ? (lineEnd - 1, index) : nil
  }

  private func lineFeed(before first: Int, passingPipe: Bool) -> Int? {
    var index = first - 1
    var canPassPipe = passingPipe
    while index >= 0 {
      switch tokens[index].kind {
      case .whiteSpace: break
      case .lineFeed: return index
      case .pipe where canPassPipe: canPassPipe = false
      default: return nil
      }
      index -= 1
    }
    return nil
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
      case .openAngle, .openBracket, .openParenthesis, .lineFeed, .comment: return []
      default: continue
      }
    }
    return []
  }
}
