import BareSchema

/// A type as it would stand in a schema, for comments of generated code.
enum SchemaText {
  /// `type NAME …`: a field, value or member a line.
  static func lines(of type: SchemaType, named name: String) -> [String] {
    switch type {
    case .structure(let fields):
      block("type \(name) struct", fields.map { "\($0.name): \($0.type.compactText)" })
    case .enumeration(let values):
      block("type \(name) enum", values.map { "\($0.name) = \($0.number)" })
    case .union(let members):
      block("type \(name) union", members.map { "| \($0.type.compactText) = \($0.tag)" })
    default: ["type \(name) \(type.compactText)"]
    }
  }

  private static func block(_ head: String, _ items: [String]) -> [String] {
    [head + " {"] + items.map { "  " + $0 } + ["}"]
  }
}
