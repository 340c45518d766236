/// A comment that leaves rules out: `# barec:ignore unused-type, alias-chain: why`.
///
/// It covers the definition, field, value or member that it belongs to, as any comment does, with
/// all that is in it; in the comment at the head of the file it covers the file.
struct LintException {
  /// What such a comment starts with, behind `#` and a space.
  static let mark = "barec:ignore"

  /// What is covered.
  let scope: SourceSpan

  /// The rules, as written, each with its place.
  let names: [NameSyntax]

  /// The whole comment.
  let span: SourceSpan

  /// Whether a comment that says this is one: `barec:ignored for now` is not.
  static func isOne(_ text: String) -> Bool {
    guard text.hasPrefix(mark) else { return false }
    return text.utf8.dropFirst(mark.utf8.count).first.map { !ASCII.isWord($0) } ?? true
  }
}

/// Finds the comments that leave rules out, and what they cover.
struct LintExceptionFinder {
  private let tree: SyntaxTree
  private let comments: CommentFinder
  private var scopeByComment: [Int: SourceSpan] = [:]

  init(_ tree: SyntaxTree) {
    self.tree = tree
    comments = CommentFinder(tree)
    for definition in tree.definitions {
      cover(definition.tokens)
      cover(definition.type)
    }
    let file = SourceSpan(start: 0, end: tree.source.bytes.count)
    for index in comments.headComments() { scopeByComment[index] = file }
  }

  /// All of them, in the order of the text; one that belongs to nothing covers nothing.
  func exceptions() -> [LintException] {
    tree.tokens.indices.compactMap { index in
      guard tree.tokens[index].kind == .comment else { return nil }
      guard LintException.isOne(comments.text(index)) else { return nil }
      let span = tree.tokens[index].span
      let nothing = SourceSpan(start: span.start, end: span.start)
      return LintException(
        scope: scopeByComment[index] ?? nothing, names: names(behindMarkOf: span), span: span)
    }
  }

  private mutating func cover(_ range: Range<Int>) {
    let tokens = tree.tokens
    let span = SourceSpan(
      start: tokens[range.lowerBound].span.start, end: tokens[range.upperBound - 1].span.end)
    for index in comments.comments(of: range) where scopeByComment[index] == nil {
      scopeByComment[index] = span
    }
  }

  private mutating func cover(_ type: TypeSyntax) {
    switch type.kind {
    case .primitive, .data, .named, .broken: break
    case .optional(let wrapped): cover(wrapped)
    case .list(let element, _): cover(element)
    case .map(let key, let value):
      cover(key)
      cover(value)
    case .enumeration(let values): for value in values { cover(value.tokens) }
    case .structure(let fields):
      for field in fields {
        cover(field.tokens)
        cover(field.type)
      }
    case .union(let members):
      for member in members {
        cover(member.tokens)
        cover(member.type)
      }
    }
  }

  /// The words behind the mark, up to a colon.
  private func names(behindMarkOf span: SourceSpan) -> [NameSyntax] {
    let bytes = tree.source.bytes
    let isSpaced = bytes[span.start + 1] == UInt8(ascii: " ")
    let start = span.start + (isSpaced ? 2 : 1) + LintException.mark.utf8.count
    var names: [NameSyntax] = []
    var word: Int?
    for index in start...span.end {
      let byte = index < span.end ? bytes[index] : UInt8(ascii: ":")
      if ASCII.isWord(byte) || byte == UInt8(ascii: "-") {
        word = word ?? index
        continue
      }
      if let first = word {
        let span = SourceSpan(start: first, end: index)
        names.append(NameSyntax(text: tree.source.text(of: span), span: span))
        word = nil
      }
      if byte == UInt8(ascii: ":") { break }
    }
    return names
  }
}
