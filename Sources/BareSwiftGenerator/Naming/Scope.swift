/// Where a piece of Swift stands: which names of the schema hide others there.
struct Scope {
  /// The namespace of the schema, such as `Envoy.V2`.
  let namespace: String

  /// The types that the namespace declares.
  let declared: Set<String>

  /// The types nested in what encloses the piece.
  private var nested: Set<String> = []

  /// Whether a type of the schema, declared or in place, has the namespace's own name.
  let hidesNamespace: Bool

  /// The outermost place of a schema's types.
  init(_ place: NamespacedSchema) {
    namespace = place.namespace
    declared = Set(place.input.schema.types.map(\.name))
    let first = place.namespace.prefix { $0 != "." }
    hidesNamespace = place.input.schema.types.contains { definition in
      definition.name == first || definition.type.hasInPlaceType(named: String(first))
    }
  }

  /// A place beside the schemas, where code declares types of these names.
  init(namespace: String, declared: some Sequence<String>) {
    self.namespace = namespace
    self.declared = Set(declared)
    hidesNamespace = false
  }

  /// The same place, one type further in.
  func inside(nesting names: some Sequence<String>) -> Scope {
    var scope = self
    scope.nested.formUnion(names)
    return scope
  }

  /// A type of the standard library; its module in front where the schema hides it.
  func standard(_ name: String) -> String {
    isHidden(name) ? "Swift::\(name)" : name
  }

  /// A protocol that a type of the schema conforms to; by another name where the schema hides it,
  /// since Swift 6.3 forgets what an enum conforms to by a name with its module in front.
  func conformance(_ name: String) -> String {
    isHidden(name) ? Self.protocolAlias(of: name) : name
  }

  /// The name by which generated code reaches a protocol that one of its own types hides.
  static func protocolAlias(of name: String) -> String { name + "Protocol" }

  /// A declaration of the runtime; its module in front where the schema hides it.
  func runtime(_ name: String) -> String {
    isHidden(name) ? "BareRuntime::\(name)" : name
  }

  /// A declaration of the JSON library; its module in front where the schema hides it.
  func jsonLibrary(_ name: String) -> String {
    isHidden(name) ? "BareJSON::\(name)" : name
  }

  /// The namespace, as it can be named from inside: by another name where a type has its own.
  var namespaceReference: String {
    let parts = namespace.split(separator: ".", maxSplits: 1).map(String.init)
    guard let first = parts.first, hidesNamespace else { return namespace }
    return ([Self.namespaceAlias(of: first)] + parts.dropFirst()).joined(separator: ".")
  }

  /// The name by which generated code reaches a namespace that one of its own types hides.
  static func namespaceAlias(of name: String) -> String { name + "Namespace" }

  /// A type of the schema; its namespace in front where a nested type hides it.
  func reference(_ name: String) -> String {
    let escaped = SwiftWords.escaped(name)
    return nested.contains(name) ? "\(namespaceReference).\(escaped)" : escaped
  }

  private func isHidden(_ name: String) -> Bool {
    declared.contains(name) || nested.contains(name)
  }
}
