import BareSchema

/// A declared or in-place type of one version, and how Swift names it from outside.
struct StepType {
  /// The version.
  let place: NamespacedSchema

  /// The type, a declared one by what it is declared as.
  let type: SchemaType

  /// The names from the declared type to this one, joined by dots, as in `--name`.
  let path: String

  /// The full Swift name.
  let spelling: String

  /// A declared type.
  init(_ definition: TypeDefinition, in place: NamespacedSchema) {
    self.place = place
    type = definition.type
    path = definition.name
    spelling = "\(place.namespace).\(SwiftWords.escaped(definition.name))"
  }

  /// An in-place type that Swift nests in another type.
  init(_ nested: InPlaceType, in outer: StepType) {
    place = outer.place
    type = nested.type
    path = "\(outer.path).\(nested.name)"
    spelling =
      switch outer.type {
      case .structure, .union: "\(outer.spelling).\(SwiftWords.escaped(nested.name))"
      default: "\(outer.place.namespace).\(SwiftWords.escaped(nested.name))"
      }
  }

  /// Whether Swift has a type of its own for it, so that a function can be told by its argument.
  var isNominal: Bool {
    switch type {
    case .structure, .enumeration, .union: true
    default: false
    }
  }

  /// The fields; none of a void type, which says as much as a struct without any. Nil for others.
  var fields: [Field]? {
    if case .structure(let fields) = type { return fields }
    return place.input.schema.isVoid(type) ? [] : nil
  }

  /// The last part of the path.
  var name: String { path.split(separator: ".").last.map(String.init) ?? path }
}
