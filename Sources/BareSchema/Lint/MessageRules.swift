/// The rules about types that no other type uses, which stand as messages.
struct MessageRules {
  private let schema: Schema

  init(_ schema: Schema) {
    self.schema = schema
  }

  func findings() -> [Diagnostic] {
    let roots = schema.roots
    return roots.compactMap { root in
      switch schema.resolved(root.type) {
      case .union: nil
      case .structure: structMessage(root)
      default: roots.count == 1 ? nil : unused(root)
      }
    }
  }

  private func structMessage(_ definition: TypeDefinition) -> Diagnostic {
    let name = definition.name
    return Diagnostic(
      .messageNotUnion,
      "message `\(name)` is a struct: no reader of today will read another form of it",
      at: definition.span, notes: ["a union takes a member more, and its tag tells old from new"],
      help: "put a union around it: `type \(name)Message union { \(name) }`")
  }

  private func unused(_ definition: TypeDefinition) -> Diagnostic {
    Diagnostic(
      .typeUnused, "type `\(definition.name)` is used by no other, and is hardly a message",
      at: definition.span, help: "remove it, or use it where it belongs")
  }
}
