/// A difference between two declarations of one name, as a person would tell it.
struct SchemaEdit {
  let code: BreakingCode

  /// What was changed, without what it does.
  let text: String
  let oldSpan: SourceSpan?
  let newSpan: SourceSpan?

  /// The edits that make one declaration of the other; a change of kind is one edit.
  static func edits(from old: TypeDefinition, to new: TypeDefinition) -> [SchemaEdit] {
    switch (old.type, new.type) {
    case (.structure(let old), .structure(let new)): fieldEdits(old, new)
    case (.enumeration(let old), .enumeration(let new)): valueEdits(old, new)
    case (.union(let old), .union(let new)): memberEdits(old, new)
    default:
      [
        SchemaEdit(
          code: .typeChanged,
          text: "`\(new.name)` was `\(old.type.compactText)` and is `\(new.type.compactText)`",
          oldSpan: old.span, newSpan: new.span)
      ]
    }
  }

  private static func fieldEdits(_ old: [Field], _ new: [Field]) -> [SchemaEdit] {
    let codes = Codes(
      noun: "field", added: .fieldAdded, removed: .fieldRemoved, moved: .fieldMoved,
      retyped: .fieldRetyped, renamed: .fieldRenamed)
    func items(_ fields: [Field]) -> [Item] {
      fields.enumerated().map {
        Item(name: $1.name, place: UInt64($0), detail: $1.type.compactText, span: $1.span)
      }
    }
    return edits(items(old), items(new), codes, place: { "place \($0 + 1)" })
  }

  private static func valueEdits(_ old: [EnumValue], _ new: [EnumValue]) -> [SchemaEdit] {
    let codes = Codes(
      noun: "value", added: .valueAdded, removed: .valueRemoved, moved: .valueRenumbered,
      retyped: .valueRenumbered, renamed: .valueRenamed)
    func items(_ values: [EnumValue]) -> [Item] {
      values.map { Item(name: $0.name, place: $0.number, detail: "", span: $0.span) }
    }
    return edits(items(old), items(new), codes, place: { "number \($0)" })
  }

  private static func memberEdits(_ old: [UnionMember], _ new: [UnionMember]) -> [SchemaEdit] {
    let codes = Codes(
      noun: "member", added: .memberAdded, removed: .memberRemoved, moved: .memberMoved,
      retyped: .memberMoved, renamed: .memberRenamed)
    func items(_ members: [UnionMember]) -> [Item] {
      members.map { Item(name: $0.type.compactText, place: $0.tag, detail: "", span: $0.span) }
    }
    return edits(items(old), items(new), codes, place: { "tag \($0)" })
  }

  /// A field, value or member, and where it stands on the wire.
  private struct Item {
    let name: String
    let place: UInt64
    let detail: String
    let span: SourceSpan
  }

  /// What edits of one kind of item are called.
  private struct Codes {
    let noun: String
    let added, removed, moved, retyped, renamed: BreakingCode
  }

  /// Items belong together by name; what is left, by place.
  private static func edits(
    _ old: [Item], _ new: [Item], _ codes: Codes, place: (UInt64) -> String
  ) -> [SchemaEdit] {
    let oldByName = firstItems(of: old, by: \.name)
    let newNames = Set(new.map(\.name))
    let goneByPlace = firstItems(of: old.filter { !newNames.contains($0.name) }, by: \.place)
    let newcomerPlaces = Set(new.filter { oldByName[$0.name] == nil }.map(\.place))
    var edits: [SchemaEdit] = []
    for item in new {
      if let match = oldByName[item.name] {
        edits += sameName(match, item, codes, place: place)
      } else if let match = goneByPlace[item.place] {
        edits += otherName(match, item, codes)
      } else {
        edits.append(
          SchemaEdit(
            code: codes.added, text: "\(codes.noun) `\(item.name)` is new at \(place(item.place))",
            oldSpan: nil, newSpan: item.span))
      }
    }
    for item in old where !newNames.contains(item.name) && !newcomerPlaces.contains(item.place) {
      edits.append(
        SchemaEdit(
          code: codes.removed,
          text: "\(codes.noun) `\(item.name)` is gone from \(place(item.place))",
          oldSpan: item.span, newSpan: nil))
    }
    return edits
  }

  private static func firstItems<Key: Hashable>(
    of items: [Item], by key: (Item) -> Key
  ) -> [Key: Item] {
    Dictionary(items.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func sameName(
    _ old: Item, _ new: Item, _ codes: Codes, place: (UInt64) -> String
  ) -> [SchemaEdit] {
    if old.place != new.place {
      return [
        SchemaEdit(
          code: codes.moved,
          text: "\(codes.noun) `\(new.name)` went from \(place(old.place)) to \(place(new.place))",
          oldSpan: old.span, newSpan: new.span)
      ]
    }
    guard old.detail != new.detail else { return [] }
    return [
      SchemaEdit(
        code: codes.retyped,
        text: "\(codes.noun) `\(new.name)` was `\(old.detail)` and is `\(new.detail)`",
        oldSpan: old.span, newSpan: new.span)
    ]
  }

  private static func otherName(
    _ old: Item, _ new: Item, _ codes: Codes
  ) -> [SchemaEdit] {
    let retyped = old.detail == new.detail ? "" : ", of type `\(new.detail)` after `\(old.detail)`"
    return [
      SchemaEdit(
        code: retyped.isEmpty ? codes.renamed : codes.retyped,
        text: "\(codes.noun) `\(old.name)` is `\(new.name)` now" + retyped,
        oldSpan: old.span, newSpan: new.span)
    ]
  }
}
