/// What the text of a schema declares and mentions, and where, also where it has errors.
///
/// It is what editors ask for: the tree of items, the words with their meaning, and the types that
/// are sound whatever is wrong with others. Time and memory grow with the length of the text.
public struct SchemaOutline: Sendable {
  /// The text.
  public let source: SourceFile

  /// The definitions in order, as far as they can be read.
  public let definitions: [OutlineItem]

  /// The words that mean something, in order.
  public let words: [OutlineWord]

  /// The types in which nothing is wrong, nor in those that they use; nil if there are none.
  public let soundSchema: Schema?

  let tokens: [Token]
  private let indexByName: [String: Int]

  /// Reads a text; any text has an outline.
  public init(_ source: SourceFile) {
    let collector = DiagnosticCollector()
    let tree = SyntaxTree.parse(source, reportingTo: collector)
    var checker = Checker(tree, reportingTo: collector)
    _ = checker.check()
    let builder = OutlineBuilder(tree)
    let definitions = tree.definitions.map(builder.item)
    self.source = source
    self.definitions = definitions
    words = OutlineWord.words(of: tree, items: definitions)
    soundSchema = checker.soundTypes.isEmpty ? nil : Schema(types: checker.soundTypes)
    tokens = tree.tokens
    indexByName = checker.names.first
  }

  /// The word at a byte offset, or the one that ends there.
  public func word(at offset: Int) -> OutlineWord? {
    let count = words.prefixCount { $0.span.start <= offset }
    return count > 0 && offset <= words[count - 1].span.end ? words[count - 1] : nil
  }

  /// The first definition of a name, which is the one that counts.
  public func definition(of name: String) -> OutlineItem? {
    indexByName[name].map { definitions[$0] }
  }

  /// The places that name what a word names, in order, the word's own among them.
  ///
  /// A type is named all over the text, a field or value in one place. A type that is declared
  /// again is named there alone, since its name means the first. A keyword names nothing.
  public func mentions(of word: OutlineWord) -> [OutlineWord] {
    switch word.role {
    case .keyword: return []
    case .field, .value: return [word]
    case .declaration, .use: break
    }
    let declared = definition(of: word.text)?.nameSpan
    if word.role == .declaration, word.span != declared { return [word] }
    return words.filter {
      guard $0.text == word.text else { return false }
      return $0.role == .use || ($0.role == .declaration && $0.span == declared)
    }
  }

  /// The field or value that a word names, and those that stand in one block with it.
  public func block(of word: OutlineWord) -> [OutlineItem] {
    func find(in items: [OutlineItem]) -> [OutlineItem] {
      if let item = items.first(where: { $0.nameSpan == word.span }) {
        return items.filter { $0.block == item.block }
      }
      return items.first { $0.span.start <= word.span.start && word.span.end <= $0.span.end }
        .map { find(in: $0.parts) } ?? []
    }
    switch word.role {
    case .field, .value: return find(in: definitions)
    case .declaration, .use, .keyword: return []
    }
  }
}
