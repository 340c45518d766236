import BareDynamic
import BareSchema

/// What a schema can say, and what of it vectors have said.
struct Coverage {
  /// Things to say, such as `ToRivet: member ToRivetStopping` or `KvListRequest.limit: absent`.
  private(set) var wanted: Set<String> = []
  private(set) var seen: Set<String> = []

  private let schema: Schema

  /// Everything that can be met from the roots of a schema.
  init(schema: Schema) {
    self.schema = schema
    var visited: Set<String> = []
    for root in schema.roots {
      wanted.insert("\(root.name): as a message")
      want(.named(root.name), at: root.name, &visited)
    }
  }

  /// What was wanted and not seen.
  var misses: [String] { wanted.subtracting(seen).sorted() }

  /// Notes what a message says.
  mutating func note(_ value: DynamicValue, as type: TypeDefinition) {
    seen.insert("\(type.name): as a message")
    note(value, .named(type.name), at: type.name)
  }

  private mutating func want(_ type: SchemaType, at place: String, _ visited: inout Set<String>) {
    switch type {
    case .named(let name):
      guard visited.insert(name).inserted, let definition = schema[name] else { return }
      want(definition.type, at: name, &visited)
    case .primitive(.bool): wanted.formUnion(["\(place): true", "\(place): false"])
    case .primitive, .data: break
    case .optional(let wrapped):
      wanted.formUnion(["\(place): absent", "\(place): present"])
      want(wrapped, at: place + "?", &visited)
    case .list(let element, let count):
      if count == nil { wantCounts(at: place) }
      want(element, at: place + "[]", &visited)
    case .map(let key, let value):
      wantCounts(at: place)
      want(key, at: place + ".key", &visited)
      want(value, at: place + ".value", &visited)
    case .enumeration(let values):
      for value in values { wanted.insert("\(place): value \(value.name)") }
    case .structure(let fields):
      for field in fields { want(field.type, at: "\(place).\(field.name)", &visited) }
    case .union(let members):
      for member in members {
        let text = member.type.compactText
        wanted.insert("\(place): member \(text)")
        want(member.type, at: "\(place).\(text)", &visited)
      }
    }
  }

  private mutating func wantCounts(at place: String) {
    wanted.formUnion(["\(place): none", "\(place): one", "\(place): many"])
  }

  private mutating func note(_ value: DynamicValue, _ type: SchemaType, at place: String) {
    switch (type, value) {
    case (.named(let name), _):
      guard let definition = schema[name] else { return }
      note(value, definition.type, at: name)
    case (_, .bool(let value)): seen.insert("\(place): \(value)")
    case (.optional, .none): seen.insert("\(place): absent")
    case (.optional(let wrapped), .some(let value)):
      seen.insert("\(place): present")
      note(value, wrapped, at: place + "?")
    case (.list(let element, _), .list(let elements)):
      noteCount(elements.count, at: place)
      for value in elements { note(value, element, at: place + "[]") }
    case (.map(let key, let value), .map(let parts)):
      noteCount(parts.count / 2, at: place)
      for (index, part) in parts.enumerated() {
        index.isMultiple(of: 2)
          ? note(part, key, at: place + ".key") : note(part, value, at: place + ".value")
      }
    case (.enumeration(let values), .enumeration(let index)):
      seen.insert("\(place): value \(values[index].name)")
    case (.structure(let fields), .structure(let values)):
      for (field, value) in zip(fields, values) {
        note(value, field.type, at: "\(place).\(field.name)")
      }
    case (.union(let members), .union(let index, let value)):
      let text = members[index].type.compactText
      seen.insert("\(place): member \(text)")
      note(value, members[index].type, at: "\(place).\(text)")
    default: break
    }
  }

  private mutating func noteCount(_ count: Int, at place: String) {
    seen.insert("\(place): " + (count == 0 ? "none" : count == 1 ? "one" : "many"))
  }
}
