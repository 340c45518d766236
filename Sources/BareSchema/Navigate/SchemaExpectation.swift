/// What may be written at a place of a schema, as far as words go.
public enum SchemaExpectation: Sendable {
  /// `type`, and a definition after it.
  case definition

  /// A type: a keyword, or one of the definitions above, each name once.
  case type([OutlineItem])

  /// A name of one's own, a number, a sign, or anything in a comment.
  case nothing
}

extension SchemaOutline {
  /// What may be written at a byte offset, in place of the word that stands there or ends there.
  ///
  /// Only what stands before the offset counts, so it works in a text that is half written.
  public func expectation(at offset: Int) -> SchemaExpectation {
    let offset = min(max(0, offset), source.bytes.count)
    var walk = ExpectationWalk(source)
    var significant: [Token] = []
    for token in tokens {
      let isComment = token.kind == .comment || token.kind == .foreignComment
      if isComment, token.span.start < offset, offset <= token.span.end { return .nothing }
      if token.kind.isTrivia { continue }
      // A word that the offset touches is the one to be replaced; a sign behind it does not count.
      if token.span.end >= offset, token.kind == .word || token.span.start >= offset { break }
      if token.span.end > offset { return .nothing }
      significant.append(token)
    }
    for (index, token) in significant.enumerated() {
      walk.pass(token, next: index + 1 < significant.count ? significant[index + 1] : nil)
    }
    switch walk.expected {
    case .definition: return .definition
    case .type: return .type(definitions(above: walk.definitionStart))
    case .nothing: return .nothing
    }
  }

  private func definitions(above start: Int) -> [OutlineItem] {
    definitions.filter {
      $0.span.start < start && definition(of: $0.name)?.nameSpan == $0.nameSpan
    }
  }
}

/// Follows the tokens up to a place, remembering only which brackets are open.
private struct ExpectationWalk {
  enum Expected {
    case definition, type, nothing
  }

  private(set) var expected = Expected.definition

  /// Where the definition starts in which the walk is.
  private(set) var definitionStart = 0

  private let source: SourceFile

  /// The words before the open brackets, the innermost last.
  private var openWords: [String] = []
  private var lastWord = ""
  private var nameComesNext = false

  init(_ source: SourceFile) { self.source = source }

  mutating func pass(_ token: Token, next: Token?) {
    switch token.kind {
    case .word: passWord(token, next: next)
    case .openBrace: open(expecting: lastWord == "union" ? .type : .nothing)
    case .openAngle: open(expecting: .type)
    case .openBracket, .openParenthesis: open(expecting: .nothing)
    case .closeBrace, .closeAngle, .closeBracket, .closeParenthesis:
      _ = openWords.popLast()
      expected = openWords.isEmpty ? .definition : .nothing
    case .colon: expected = .type
    case .pipe: expected = openWords.last == "union" ? .type : .nothing
    case .number: expected = openWords.isEmpty ? .definition : .nothing
    default: expected = .nothing
    }
    if token.kind != .word { lastWord = "" }
  }

  private mutating func passWord(_ token: Token, next: Token?) {
    let word = source.text(of: token.span)
    if nameComesNext {
      nameComesNext = false
      expected = .type
    } else if word == "type", openWords.isEmpty || next?.kind == .word {
      openWords = []
      definitionStart = token.span.start
      nameComesNext = true
      expected = .nothing
    } else {
      expected = openWords.isEmpty && !Self.takesMore.contains(word) ? .definition : .nothing
    }
    lastWord = word
  }

  private mutating func open(expecting expected: Expected) {
    openWords.append(lastWord)
    self.expected = expected
  }

  /// The words that are no type without what follows them.
  private static let takesMore: Set<String> = [
    "enum", "list", "map", "optional", "struct", "union",
  ]
}
