/// Where names are declared and where they are used, found without checking anything.
struct NameTable {
  /// The index of the first definition of each name.
  let first: [String: Int]

  /// The declared names, in order.
  let declared: [NameSyntax]

  /// The names that each definition uses, in order.
  let usedByDefinition: [[NameSyntax]]

  private let usesByName: [String: [SourceSpan]]

  init(_ tree: SyntaxTree) {
    declared = tree.definitions.map(\.name)
    first = Dictionary(
      declared.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
    let used = tree.definitions.map { definition in
      var names: [NameSyntax] = []
      definition.type.collectNames(into: &names)
      return names
    }
    usedByDefinition = used
    usesByName = Dictionary(grouping: used.joined(), by: \.text).mapValues { $0.map(\.span) }
  }

  /// The places where a name is used.
  func uses(of name: String) -> [SourceSpan] {
    usesByName[name] ?? []
  }
}

extension TypeSyntax {
  /// Adds the names that the type mentions, in the order of the text.
  func collectNames(into names: inout [NameSyntax]) {
    switch kind {
    case .primitive, .data, .enumeration, .broken: break
    case .optional(let wrapped): wrapped.collectNames(into: &names)
    case .list(let element, _): element.collectNames(into: &names)
    case .map(let key, let value):
      key.collectNames(into: &names)
      value.collectNames(into: &names)
    case .structure(let fields): for field in fields { field.type.collectNames(into: &names) }
    case .union(let members): for member in members { member.type.collectNames(into: &names) }
    case .named(let name): names.append(name)
    }
  }
}
