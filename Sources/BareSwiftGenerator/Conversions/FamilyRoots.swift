import BareSchema

/// A root type of a family: one that stands as a whole message in at least one version.
struct FamilyRoot {
  let name: String

  /// The versions that have a type of this name, in order.
  let places: [NamespacedSchema]

  /// The roots of all versions, in the order of the newest one that has them.
  static func all(in places: [NamespacedSchema]) -> [FamilyRoot] {
    var names: [String] = []
    for place in places.reversed() {
      names += place.input.schema.roots.map(\.name).filter { !names.contains($0) }
    }
    return names.map { name in
      FamilyRoot(name: name, places: places.filter { $0.input.schema[name] != nil })
    }
  }
}
