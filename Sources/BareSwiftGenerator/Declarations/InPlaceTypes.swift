import BareSchema

/// An in-place struct, enum or union, which becomes a type nested in what holds it.
struct InPlaceType {
  let name: String
  let type: SchemaType
}

extension SchemaType {
  /// Whether an in-place type anywhere below is named so.
  func hasInPlaceType(named name: String) -> Bool {
    switch self {
    case .primitive, .data, .named, .enumeration: false
    case .optional(let wrapped): wrapped.hasInPlaceType(named: name)
    case .list(let element, _): element.hasInPlaceType(named: name)
    case .map(let key, let value):
      key.hasInPlaceType(named: name) || value.hasInPlaceType(named: name)
    case .structure(let fields):
      fields.contains { field in
        // Most fields have none, which is seen sooner than a name is made.
        guard !field.type.inPlaceTypes(named: "").isEmpty else { return false }
        return field.type.inPlaceTypes(named: TypeWriter.inPlaceName(field))
          .contains { $0.name == name } || field.type.hasInPlaceType(named: name)
      }
    case .union(let members): members.contains { $0.type.hasInPlaceType(named: name) }
    }
  }

  /// The in-place types of a type that is named so, not those inside them.
  func inPlaceTypes(named name: String) -> [InPlaceType] {
    switch self {
    case .primitive, .data, .named: []
    case .optional(let wrapped): wrapped.inPlaceTypes(named: name)
    case .list(let element, _): element.inPlaceTypes(named: name)
    case .map(let key, let value):
      key.inPlaceTypes(named: name + "Key") + value.inPlaceTypes(named: name)
    case .enumeration, .structure, .union: [InPlaceType(name: name, type: self)]
    }
  }
}
