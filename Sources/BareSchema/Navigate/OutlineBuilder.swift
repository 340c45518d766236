/// Makes the items of an outline of a tree.
struct OutlineBuilder {
  private let source: SourceFile
  private let tokens: [Token]
  private let comments: CommentFinder

  init(_ tree: SyntaxTree) {
    source = tree.source
    tokens = tree.tokens
    comments = CommentFinder(tree)
  }

  func item(_ definition: DefinitionSyntax) -> OutlineItem {
    item(
      .definition, definition.name, tokens: definition.tokens, type: definition.type, block: nil)
  }

  private func item(
    _ kind: OutlineItem.Kind, _ name: NameSyntax, tokens range: Range<Int>, type: TypeSyntax?,
    number: UInt64? = nil, block: SourceSpan?
  ) -> OutlineItem {
    OutlineItem(
      kind: kind, name: name.text, nameSpan: name.span, span: span(of: range, around: name.span),
      type: type.flatMap(\.shortText), number: number, comment: comments.comment(of: range),
      block: block, parts: type.map(parts) ?? [])
  }

  private func span(of range: Range<Int>, around name: SourceSpan) -> SourceSpan {
    guard let first = range.first, let last = range.last else { return name }
    return SourceSpan(
      start: min(tokens[first].span.start, name.start), end: max(tokens[last].span.end, name.end))
  }

  private func parts(of type: TypeSyntax) -> [OutlineItem] {
    switch type.kind {
    case .primitive, .data, .named, .broken: return []
    case .optional(let wrapped): return parts(of: wrapped)
    case .list(let element, _): return parts(of: element)
    case .map(let key, let value): return parts(of: key) + parts(of: value)
    case .structure(let fields):
      return fields.map {
        item(.field, $0.name, tokens: $0.tokens, type: $0.type, block: type.span)
      }
    case .enumeration(let values):
      var counter = NumberCounter(.enumeration)
      return values.map {
        let number = number($0.number, at: $0.name.span, by: &counter)
        return item(
          .value, $0.name, tokens: $0.tokens, type: nil, number: number, block: type.span)
      }
    case .union(let members):
      var counter = NumberCounter(.union)
      return members.map {
        let number = number($0.tag, at: $0.type.span, by: &counter)
        let name = NameSyntax(text: $0.type.shortText ?? "?", span: $0.type.span)
        return item(
          .member, name, tokens: $0.tokens, type: $0.type, number: number, block: type.span)
      }
    }
  }

  private func number(
    _ syntax: NumberSyntax?, at span: SourceSpan, by counter: inout NumberCounter
  ) -> UInt64? {
    guard let syntax else { return number(counter.next(at: span)) }
    if case .number(let value) = syntax.reading {
      return number(counter.take(value, at: syntax.span))
    }
    counter.skip()
    return nil
  }

  private func number(_ result: NumberCounter.Result) -> UInt64? {
    switch result {
    case .number(let number), .repeated(let number, _), .descends(let number, _, _): number
    case .overflows, .unknown: nil
    }
  }
}

extension TypeSyntax {
  /// The type in a few words, blocks being their keyword; nil where it cannot be read.
  var shortText: String? {
    switch kind {
    case .primitive(let primitive): primitive.rawValue
    case .data(let length): "data" + Self.text(length)
    case .optional(let wrapped): wrapped.shortText.map { "optional<\($0)>" }
    case .list(let element, let length):
      element.shortText.map { "list<\($0)>" + Self.text(length) }
    case .map(let key, let value):
      key.shortText.flatMap { key in value.shortText.map { "map<\(key)><\($0)>" } }
    case .enumeration: "enum"
    case .structure: "struct"
    case .union: "union"
    case .named(let name): name.text
    case .broken: nil
    }
  }

  private static func text(_ length: NumberSyntax?) -> String {
    guard let length else { return "" }
    if case .number(let value) = length.reading { return "[\(value)]" }
    return "[?]"
  }
}
