import BareDynamic
import BareSchema

@testable import EnvoyConformance

/// Pairs of fields of one type in the structs of a schema, and those that were seen to differ.
struct FieldPairSurvey {
  private let schema: Schema
  private var wanted: Set<String> = []
  private var seen: Set<String> = []

  init(schema: Schema) {
    self.schema = schema
    for definition in schema.types { want(definition.type, at: definition.name) }
  }

  /// The pairs whose values were the same in every message.
  var misses: [String] { wanted.subtracting(seen).sorted() }

  /// Notes which fields of a message differ.
  mutating func note(_ value: DynamicValue, as type: TypeDefinition) {
    note(value, type.type, at: type.name)
  }

  private mutating func want(_ type: SchemaType, at place: String) {
    switch type {
    case .primitive, .data, .enumeration, .named: break
    case .optional(let part), .list(let part, _): want(part, at: place + "[]")
    case .map(let key, let value):
      want(key, at: place + ".key")
      want(value, at: place + ".value")
    case .structure(let fields):
      wanted.formUnion(Self.pairs(of: fields).map { Self.name($0, in: fields, at: place) })
      for field in fields { want(field.type, at: "\(place).\(field.name)") }
    case .union(let members):
      for member in members { want(member.type, at: "\(place)#\(member.tag)") }
    }
  }

  private mutating func note(_ value: DynamicValue, _ type: SchemaType, at place: String) {
    switch (type, value) {
    case (.named(let name), _):
      if let definition = schema[name] { note(value, definition.type, at: name) }
    case (.optional(let part), .some(let value)): note(value, part, at: place + "[]")
    case (.list(let part, _), .list(let values)):
      for value in values { note(value, part, at: place + "[]") }
    case (.map(let key, let value), .map(let parts)):
      for (index, part) in parts.enumerated() {
        index.isMultiple(of: 2)
          ? note(part, key, at: place + ".key") : note(part, value, at: place + ".value")
      }
    case (.structure(let fields), .structure(let values)):
      for pair in Self.pairs(of: fields)
      where MeaningfulValue(values[pair.0]) != MeaningfulValue(values[pair.1]) {
        seen.insert(Self.name(pair, in: fields, at: place))
      }
      for (field, value) in zip(fields, values) {
        note(value, field.type, at: "\(place).\(field.name)")
      }
    case (.union(let members), .union(let index, let value)):
      note(value, members[index].type, at: "\(place)#\(members[index].tag)")
    default: break
    }
  }

  private static func pairs(of fields: [Field]) -> [(Int, Int)] {
    fields.indices.flatMap { left in
      fields.indices.filter { right in
        left < right && fields[left].type.compactText == fields[right].type.compactText
      }.map { (left, $0) }
    }
  }

  private static func name(_ pair: (Int, Int), in fields: [Field], at place: String) -> String {
    "\(place): \(fields[pair.0].name) and \(fields[pair.1].name)"
  }
}
