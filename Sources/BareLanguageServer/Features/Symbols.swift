import BareJSON
import BareSchema

extension Document {
  /// The definitions of the text and their parts, as a tree.
  func symbols() -> JSONValue {
    .array(SchemaOutline(source).definitions.map(symbol))
  }

  private func symbol(_ item: OutlineItem) -> JSONValue {
    [
      "name": .string(item.name),
      "detail": .string(Self.detail(of: item)),
      "kind": .number(JSONNumber(SymbolKind(item).rawValue)),
      "range": json(item.span),
      "selectionRange": json(item.nameSpan),
      "children": .array(item.parts.map(symbol)),
    ]
  }

  private static func detail(of item: OutlineItem) -> String {
    switch item.kind {
    case .definition, .field: item.type ?? ""
    case .value, .member: item.number.map { "= \($0)" } ?? ""
    }
  }
}

/// The kinds of symbols in the protocol that those of a schema are shown as.
private enum SymbolKind: Int {
  case alias = 5
  case field = 8
  case enumeration = 10
  case union = 11
  case part = 22
  case structure = 23

  init(_ item: OutlineItem) {
    switch item.kind {
    case .field: self = .field
    case .value, .member: self = .part
    case .definition:
      switch item.type {
      case "struct": self = .structure
      case "enum": self = .enumeration
      case "union": self = .union
      default: self = .alias
      }
    }
  }
}
