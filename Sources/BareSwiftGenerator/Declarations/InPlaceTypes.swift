import BareSchema

/// An in-place struct, enum or union, which becomes a type nested in what holds it.
struct InPlaceType {
  let name: String
  let type: SchemaType
}

extension SchemaType {
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
