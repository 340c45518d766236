/// Where a piece of Swift stands: which names of the schema hide others there.
struct Scope {
  /// The namespace of the schema, such as `Envoy.V2`.
  let namespace: String

  /// The types that the namespace declares.
  let declared: Set<String>

  /// The types nested in what encloses the piece.
  private var nested: Set<String> = []

  init(namespace: String, declared: Set<String>) {
    self.namespace = namespace
    self.declared = declared
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

  /// A declaration of the runtime; its module in front where the schema hides it.
  func runtime(_ name: String) -> String {
    isHidden(name) ? "BareRuntime::\(name)" : name
  }

  /// A declaration of the JSON library; its module in front where the schema hides it.
  func jsonLibrary(_ name: String) -> String {
    isHidden(name) ? "BareJSON::\(name)" : name
  }

  /// A type of the schema; its namespace in front where a nested type hides it.
  func reference(_ name: String) -> String {
    let escaped = SwiftWords.escaped(name)
    return nested.contains(name) ? "\(namespace).\(escaped)" : escaped
  }

  private func isHidden(_ name: String) -> Bool {
    declared.contains(name) || nested.contains(name)
  }
}
