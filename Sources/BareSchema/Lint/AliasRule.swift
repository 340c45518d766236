/// The rule about names that stand for names that stand for names.
struct AliasRule {
  private let schema: Schema

  init(_ schema: Schema) {
    self.schema = schema
  }

  func findings() -> [Diagnostic] {
    schema.types.compactMap { definition in
      guard case .named(let second) = definition.type, let target = schema[second],
        case .named(let third) = target.type
      else { return nil }
      return Diagnostic(
        .aliasChained,
        "`\(definition.name)` stands for `\(second)`, which stands for `\(third)`",
        at: definition.span,
        related: [RelatedPlace(target.span, "`\(second)` is declared here")],
        help: "name it at once: `type \(definition.name) \(third)`")
    }
  }
}
