/// Prints a tree that has no errors, token by token.
///
/// A unit whose blocks were written on one line, and which fits one, is printed on one line; else
/// all blocks of its type are opened: each of their items is a unit on a line of its own.
struct SchemaPrinter {
  /// What people see side by side without scrolling, and what our own sources keep to.
  static let maximumColumnCount = 100

  private static let indentWidth = 2

  private let source: SourceFile
  private let tokens: [Token]
  private let columns: [Int]

  /// The units that are not begun yet.
  private var units: ArraySlice<FormatUnit>
  private var output: [UInt8] = []
  private var gap = FormatGap(isLineStart: true)
  private var previous: TokenKind?

  /// The brackets that are open, but for braces on one line.
  private var openings: [Opening] = []
  private var lineIndent = 0

  private struct Opening {
    let isBlock: Bool

    /// The indent of the line that it is on.
    let indent: Int
  }

  /// Whether nothing was printed yet in the innermost block.
  private var isBlockStart = true

  /// Where the unit ends that is on one line.
  private var flatEnd = 0

  init(_ tree: SyntaxTree) {
    source = tree.source
    tokens = tree.tokens
    let outline = FormatOutline(tree)
    units = outline.units[...]
    columns = FlatSpacing.columns(of: tree.tokens, units: outline.units)
    output.reserveCapacity(tree.source.bytes.count)
  }

  /// The whole text, ended by a line feed.
  mutating func print() -> [UInt8] {
    for (index, token) in tokens.enumerated() {
      if token.kind.isTrivia || token.kind == .pipe {
        gap.pass(token.kind, at: index)
      } else {
        print(index, token.kind)
        previous = token.kind
        gap = FormatGap(isLineStart: false)
      }
    }
    return output
  }

  private mutating func print(_ index: Int, _ kind: TokenKind) {
    let unit = popUnit(startingAt: index)
    let isFlat = index < flatEnd
    if kind == .endOfFile { return end() }
    if let unit, !isFlat {
      begin(unit)
    } else if kind == .closeBrace, !isFlat {
      closeBlock()
    } else {
      goOn(to: kind, isMember: unit?.isMember ?? false)
    }
    write(tokens[index].span)
    note(kind, isFlat: isFlat)
  }

  private mutating func note(_ kind: TokenKind, isFlat: Bool) {
    switch kind {
    case .openBrace where !isFlat:
      openings.append(Opening(isBlock: true, indent: lineIndent))
      isBlockStart = true
    case .openAngle, .openBracket: openings.append(Opening(isBlock: false, indent: lineIndent))
    case .closeBrace where !isFlat: _ = openings.popLast()
    case .closeAngle, .closeBracket: _ = openings.popLast()
    default: break
    }
  }

  private mutating func popUnit(startingAt index: Int) -> FormatUnit? {
    guard units.first?.tokens.lowerBound == index else { return nil }
    return units.popFirst()
  }
}

// Where lines begin.
extension SchemaPrinter {
  /// The indent of what stands in the innermost bracket.
  private var innerIndent: Int { openings.last.map { $0.indent + Self.indentWidth } ?? 0 }

  private mutating func begin(_ unit: FormatUnit) {
    let indent = innerIndent
    writeComments(indent: indent)
    startLine(indent: indent, isAfterBlankLine: gap.endsWithBlankLine)
    if unit.isMember { write("| ") }
    if !unit.hasBlockOnLines, indent + width(of: unit) <= Self.maximumColumnCount {
      flatEnd = unit.tokens.upperBound
    }
  }

  /// The columns of a unit on one line, its pipe included.
  private func width(of unit: FormatUnit) -> Int {
    let range = unit.tokens
    let first = tokens[range.lowerBound].span
    let start = columns[range.lowerBound] - (first.end - first.start)
    return columns[range.last ?? range.lowerBound] - start + (unit.isMember ? 2 : 0)
  }

  private mutating func closeBlock() {
    writeComments(indent: innerIndent)
    let isEmpty = previous == .openBrace && gap.comments.isEmpty
    isBlockStart = false
    if !isEmpty { startLine(indent: openings.last?.indent ?? 0) }
  }

  private mutating func end() {
    writeComments(indent: 0)
    write("\n")
  }

  /// Goes to a token on the same line; comments before it force another line, further in.
  private mutating func goOn(to kind: TokenKind, isMember: Bool) {
    guard !gap.comments.isEmpty else {
      return write(FlatSpacing.separator(previous, kind, isMember: isMember))
    }
    let isItem = openings.last?.isBlock ?? true
    let indent = innerIndent + (isItem ? Self.indentWidth : 0)
    for comment in gap.comments { write(comment, indent: indent, isAfterBlankLine: false) }
    let isClosing = kind == .closeAngle || kind == .closeBracket
    startLine(indent: isClosing ? openings.last?.indent ?? 0 : indent)
  }

  private mutating func startLine(indent: Int, isAfterBlankLine: Bool = false) {
    if !output.isEmpty { write("\n") }
    if isAfterBlankLine, !isBlockStart { write("\n") }
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    lineIndent = indent
    isBlockStart = false
  }
}

// Writing.
extension SchemaPrinter {
  private mutating func writeComments(indent: Int) {
    for comment in gap.comments {
      write(comment, indent: indent, isAfterBlankLine: comment.isAfterBlankLine)
    }
  }

  private mutating func write(
    _ comment: FormatGap.Comment, indent: Int, isAfterBlankLine: Bool
  ) {
    if comment.isTrailing {
      write(" ")
    } else {
      startLine(indent: indent, isAfterBlankLine: isAfterBlankLine)
    }
    let span = tokens[comment.token].span
    var end = span.end
    while end > span.start, Self.isSpace(source.bytes[end - 1]) { end -= 1 }
    write(SourceSpan(start: span.start, end: end))
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private mutating func write(_ span: SourceSpan) {
    output.append(contentsOf: source.bytes[span.start..<span.end])
  }

  private mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { output.append(contentsOf: $0) }
  }
}
