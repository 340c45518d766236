import BareSchema

/// A schema with its place in the generated namespaces.
struct NamespacedSchema {
  /// The full name, such as `Envoy.V2`.
  let namespace: String
  let input: GeneratorInput

  /// Where the types that an earlier schema declares alike are, by name.
  let sharedFrom: [String: String]
}

/// Finds what schemas of a family declare alike, so that it is generated once.
struct Sharing {
  private var namespaceByDeclaration: [Declaration: String] = [:]
  private var identities: [Declaration: Int] = [:]

  /// A declaration with everything below it: its references are identities, not just names.
  private struct Declaration: Hashable {
    let name: String
    let text: String
    let references: [Int]
  }

  /// Places one schema after those placed before.
  mutating func place(_ input: GeneratorInput, in namespace: String) -> NamespacedSchema {
    var identityByName: [String: Int] = [:]
    var sharedFrom: [String: String] = [:]
    for definition in input.schema.types {
      var names: Set<String> = []
      definition.type.collectNames(into: &names)
      let declaration = Declaration(
        name: definition.name, text: definition.type.compactText,
        references: names.sorted().map { identityByName[$0] ?? -1 })
      if let earlier = namespaceByDeclaration[declaration] {
        sharedFrom[definition.name] = earlier
      } else {
        namespaceByDeclaration[declaration] = namespace
      }
      identityByName[definition.name] = identify(declaration)
    }
    return NamespacedSchema(namespace: namespace, input: input, sharedFrom: sharedFrom)
  }

  private mutating func identify(_ declaration: Declaration) -> Int {
    if let identity = identities[declaration] { return identity }
    identities[declaration] = identities.count
    return identities.count - 1
  }
}
