import BareJSON
import BareSchema

extension Document {
  /// What the word at an offset means, in Markdown; null where there is none.
  func hover(at offset: Int) -> JSONValue {
    let outline = SchemaOutline(source)
    guard let word = outline.word(at: offset) else { return .null }
    let text = HoverText(outline).text(of: word)
    return [
      "contents": ["kind": "markdown", "value": .string(text)],
      "range": json(word.span),
    ]
  }
}

/// Words for what stands in a schema; what is not sound is told without sizes.
private struct HoverText {
  private let outline: SchemaOutline
  private let facts: TypeFacts

  init(_ outline: SchemaOutline) {
    self.outline = outline
    facts = TypeFacts(outline.soundSchema)
  }

  func text(of word: OutlineWord) -> String {
    let part = facts.part(at: word.span.start)
    let paragraphs: [String] =
      switch word.role {
      case .field, .value: part.map(paragraphs) ?? unsoundPart(word)
      case .declaration: type(word.text)
      case .use: (part.map(member) ?? []) + type(word.text)
      case .keyword: (part.map(member) ?? []) + [KeywordText.text(of: word.text, facts)]
      }
    return paragraphs.joined(separator: "\n\n")
  }

  private func type(_ name: String) -> [String] {
    guard let item = outline.definition(of: name) else {
      return ["`\(name)` is not declared"]
    }
    let heading = Markdown.schema("type \(name) \(item.type ?? "?")")
    guard let type = facts.type(name) else {
      return [heading, "has errors, or uses a type that has"] + comment(item.comment)
    }
    let root = type.isRoot ? "message, " : ""
    return [heading, root + TypeFacts.line(type.size, type.layout)]
      + comment(type.comment) + table(of: type)
  }

  private func table(of type: TypeDescription) -> [String] {
    guard let first = type.parts.first else { return [] }
    let headings =
      first.number == nil
      ? ["offset", "bytes", "field", "type"]
      : first.type == nil ? ["number", "value"] : ["tag", "bytes", "member"]
    let rows = type.parts.map { part in
      let number = part.number.map { "\($0)" } ?? part.offset.map { "\($0)" } ?? "-"
      let size = part.type == nil ? [] : [part.size.description]
      let type = part.number == nil ? [code(part.type ?? "")] : []
      return [number] + size + [code(part.name)] + type
    }
    return [Markdown.table(headings, rows)]
  }

  /// A field or a value.
  private func paragraphs(of part: TypeDescription.Part) -> [String] {
    guard let type = part.type else {
      let number = part.number.map { "\($0)" } ?? "?"
      return [
        Markdown.schema("\(part.name) = \(number)"),
        TypeFacts.line(part.size, "varint \(number)"),
      ] + comment(part.comment)
    }
    let offset = part.offset.map { "at byte \($0), " } ?? "behind parts of no fixed size, "
    return [
      Markdown.schema("\(part.name): \(Self.shortened(type))"),
      offset + TypeFacts.line(part.size, part.layout ?? ""),
    ] + comment(part.comment)
  }

  /// The type that stands there as a member of its union.
  private func member(_ part: TypeDescription.Part) -> [String] {
    let tag = part.number.map { "\($0)" } ?? "?"
    return ["member of tag \(tag), \(TypeFacts.bytes(part.size)) with it"] + comment(part.comment)
  }

  private func unsoundPart(_ word: OutlineWord) -> [String] {
    guard let item = outline.block(of: word).first(where: { $0.nameSpan == word.span }) else {
      return [Markdown.schema(word.text)]
    }
    var line = word.text
    if let type = item.type { line += ": \(type)" }
    if let number = item.number { line += " = \(number)" }
    return [Markdown.schema(line)] + comment(item.comment)
  }

  private func comment(_ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [lines.joined(separator: "\n")]
  }

  private func code(_ text: String) -> String { "`\(Self.shortened(text))`" }

  /// A type in place may be as long as a file.
  private static let maximumTypeCount = 60

  private static func shortened(_ text: String) -> String {
    text.count > maximumTypeCount ? text.prefix(maximumTypeCount) + "…" : text
  }
}
