extension Schema {
  /// What a type is once names are followed: never `.named`.
  ///
  /// A name that the schema does not declare, which a checked schema does not hold, is void.
  public func resolved(_ type: SchemaType) -> SchemaType {
    var current = type
    while case .named(let name) = current {
      guard let definition = self[name] else { return .primitive(.void) }
      current = definition.type
    }
    return current
  }

  /// Whether a type has no value but one and so no bytes, by any number of names (`BARE-M1`).
  public func isVoid(_ type: SchemaType) -> Bool {
    if case .primitive(.void) = resolved(type) { return true }
    return false
  }

  /// The types that no other type mentions, in order: those that stand as whole messages.
  public var roots: [TypeDefinition] {
    var mentioned: Set<String> = []
    for definition in types { definition.type.collectNames(into: &mentioned) }
    return types.filter { !mentioned.contains($0.name) }
  }
}

extension SchemaType {
  /// Adds every type name that this type mentions, not following them.
  public func collectNames(into names: inout Set<String>) {
    switch self {
    case .primitive, .data, .enumeration: break
    case .optional(let wrapped): wrapped.collectNames(into: &names)
    case .list(let element, _): element.collectNames(into: &names)
    case .map(let key, let value):
      key.collectNames(into: &names)
      value.collectNames(into: &names)
    case .structure(let fields): for field in fields { field.type.collectNames(into: &names) }
    case .union(let members): for member in members { member.type.collectNames(into: &names) }
    case .named(let name): names.insert(name)
    }
  }
}
