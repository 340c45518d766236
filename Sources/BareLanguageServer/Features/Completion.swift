import BareJSON
import BareSchema

extension Document {
  /// The words that may stand at an offset: `type` between definitions, and where a type may stand
  /// the keywords and the types that are declared above.
  func completions(at offset: Int) -> JSONValue {
    let outline = SchemaOutline(source)
    let facts = TypeFacts(outline.soundSchema)
    switch outline.expectation(at: offset) {
    case .nothing: return []
    case .definition: return [Self.keyword("type", facts)]
    case .type(let definitions):
      return .array(
        definitions.map { Self.completion(of: $0, facts) }
          + KeywordText.types.map { Self.keyword($0, facts) })
    }
  }

  private static func completion(of item: OutlineItem, _ facts: TypeFacts) -> JSONValue {
    let size = facts.type(item.name).map { ", \(TypeFacts.bytes($0.size))" } ?? ""
    return completion(
      item.name, CompletionKind(item), detail: (item.type ?? "?") + size, comment: item.comment)
  }

  private static func keyword(_ word: String, _ facts: TypeFacts) -> JSONValue {
    completion(word, .keyword, detail: KeywordText.summary(of: word, facts), comment: [])
  }

  private static func completion(
    _ label: String, _ kind: CompletionKind, detail: String, comment: [String]
  ) -> JSONValue {
    [
      "label": .string(label), "kind": .number(JSONNumber(kind.rawValue)),
      "detail": .string(detail), "documentation": .string(comment.joined(separator: "\n")),
    ]
  }
}

/// The kinds of completions in the protocol that those of a schema are shown as.
private enum CompletionKind: Int {
  case alias = 7
  case union = 8
  case enumeration = 13
  case keyword = 14
  case structure = 22

  init(_ item: OutlineItem) {
    switch item.type {
    case "struct": self = .structure
    case "enum": self = .enumeration
    case "union": self = .union
    default: self = .alias
    }
  }
}
