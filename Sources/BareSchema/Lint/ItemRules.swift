/// The rules about types wherever they stand: below a name, in a field, in a member.
struct ItemRules {
  private let schema: Schema
  private let isPublished: Bool
  private var found: [Diagnostic] = []

  init(_ schema: Schema, isPublished: Bool) {
    self.schema = schema
    self.isPublished = isPublished
  }

  /// What the rules find, definition by definition.
  mutating func findings() -> [Diagnostic] {
    for definition in schema.types {
      let item = Item(
        name: definition.name, comment: definition.comment, span: definition.span)
      visit(definition.type, of: item)
    }
    return found
  }

  private mutating func visit(_ type: SchemaType, of item: Item) {
    checkLength(of: type, item)
    visitParts(of: type, item)
  }

  private mutating func visitParts(of type: SchemaType, _ item: Item) {
    switch type {
    case .primitive, .data, .named: break
    case .enumeration(let values): checkNumbers(values.map(Number.init), "numbers", of: "enum")
    case .optional(let wrapped):
      checkNesting(wrapped, item)
      visitParts(of: wrapped, item)
    case .list(let element, _): visitParts(of: element, item)
    case .map(let key, let value):
      visitParts(of: key, item)
      visitParts(of: value, item)
    case .structure(let fields):
      for field in fields {
        visit(field.type, of: Item(name: field.name, comment: field.comment, span: field.span))
      }
    case .union(let members):
      checkNumbers(members.map(Number.init), "tags", of: "union")
      for member in members {
        visitParts(of: member.type, Item(name: nil, comment: member.comment, span: member.span))
      }
    }
  }

  private mutating func checkNesting(_ wrapped: SchemaType, _ item: Item) {
    guard case .optional = schema.resolved(wrapped) else { return }
    var related: [RelatedPlace] = []
    if case .named(let name) = wrapped, let target = schema[name] {
      related = [RelatedPlace(target.span, "`\(name)` is an optional itself")]
    }
    found.append(
      Diagnostic(
        .optionalNested, "an optional of an optional is absent in two ways", at: item.span,
        related: related, notes: ["most languages know one way to have no value"],
        help: "write one `optional`, or a union that names both ways"))
  }

  private mutating func checkLength(of type: SchemaType, _ item: Item) {
    guard let known = KnownLength(of: type, name: item.name, comment: item.comment) else { return }
    found.append(
      Diagnostic(
        .lengthKnown, "\(known.subject) has any length here, and \(known.reason)", at: item.span,
        notes: ["a fixed length is checked by every reader, and saves the bytes that tell it"],
        help: "write `\(known.type)`, in a new version if the schema is published"))
  }

  private mutating func checkNumbers(_ numbers: [Number], _ noun: String, of kind: String) {
    guard isPublished, let first = numbers.first(where: { !$0.isExplicit }) else { return }
    found.append(
      Diagnostic(
        .numberImplied,
        "\(noun) of a published \(kind) are counted here: an item more above would shift them",
        at: first.span, help: "state them: ` = \(first.number)`",
        fixes: numbers.filter { !$0.isExplicit }.map(\.fix)))
  }
}

/// What a finding is about, and what there is to read beside it.
private struct Item {
  let name: String?
  let comment: [String]
  let span: SourceSpan
}

/// The number of a value, or the tag of a member.
private struct Number {
  let number: UInt64
  let isExplicit: Bool
  let span: SourceSpan

  init(_ value: EnumValue) {
    (number, isExplicit, span) = (value.number, value.isExplicit, value.span)
  }

  init(_ member: UnionMember) {
    (number, isExplicit, span) = (member.tag, member.isExplicit, member.span)
  }

  var fix: FixIt {
    let place = SourceSpan(start: span.end, end: span.end)
    return FixIt(place, replacement: " = \(number)", title: "state the numbers")
  }
}
