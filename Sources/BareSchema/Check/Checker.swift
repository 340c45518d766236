/// Turns a tree into a schema and reports every rule that it breaks.
///
/// A definition that breaks a rule still declares its name, so that those who use it are not
/// reported for its fault.
struct Checker {
  let tree: SyntaxTree
  let diagnostics: DiagnosticCollector
  let names: NameTable
  let comments: CommentFinder

  /// What checked names are in the end, names followed; broken ones are not in it.
  var resolved: [String: SchemaType] = [:]

  /// Names about which all is said.
  var reportedNames: Set<String> = []

  /// Groups of recursive definitions about which all is said.
  var reportedCycles: Set<Int> = []

  /// The definition that is being checked.
  var current = 0

  /// The definitions in which nothing is wrong, nor in those that they use.
  private(set) var soundTypes: [TypeDefinition] = []
  private var soundNames: Set<String> = []

  /// How deep the types are nested that were declared so far.
  private var nesting = NestingDepth()

  /// The types of a fixed length, to be measured once the schema stands.
  var fixedLengths: [(type: SchemaType, span: SourceSpan)] = []

  private lazy var graph = DefinitionGraph(names)

  init(_ tree: SyntaxTree, reportingTo diagnostics: DiagnosticCollector) {
    self.tree = tree
    self.diagnostics = diagnostics
    names = NameTable(tree)
    comments = CommentFinder(tree)
  }

  /// The schema, or nil where something is reported as an error, now or before.
  mutating func check() -> Schema? {
    var types: [TypeDefinition] = []
    for index in tree.definitions.indices {
      current = index
      let errorCount = diagnostics.errorCount
      guard let definition = checkDefinition(tree.definitions[index]) else { continue }
      types.append(definition)
      if diagnostics.errorCount == errorCount { keepIfSound(definition) }
    }
    guard diagnostics.errorCount == 0, !types.isEmpty else { return nil }
    let schema = Schema(types: types, comment: comments.headComment())
    warnOfHugeLengths(in: schema)
    return schema
  }

  private mutating func keepIfSound(_ definition: TypeDefinition) {
    let areNamesSound = names.usedByDefinition[current].allSatisfy { soundNames.contains($0.text) }
    guard areNamesSound, !tree.misread.contains(current) else { return }
    soundTypes.append(definition)
    soundNames.insert(definition.name)
  }

  private mutating func checkDefinition(_ definition: DefinitionSyntax) -> TypeDefinition? {
    let name = definition.name
    checkTypeName(name)
    let isFirst = names.first[name.text] == current
    if !isFirst { reportRepeatedType(name) }
    guard let type = checkType(definition.type) else { return nil }
    if isFirst {
      resolved[name.text] = resolve(type)
      checkDepth(of: type, name)
    }
    return TypeDefinition(
      name: name.text, type: type, comment: comments.comment(of: definition.tokens),
      span: name.span)
  }

  /// What a checked type is, names followed; nil where a name on the way is broken.
  func resolve(_ type: SchemaType) -> SchemaType? {
    guard case .named(let name) = type else { return type }
    return resolved[name]
  }

  func report(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, at span: SourceSpan,
    label: String? = nil, related: [RelatedPlace] = [], notes: [String] = [], help: String? = nil,
    fixes: [FixIt] = []
  ) {
    diagnostics.report(
      Diagnostic(
        code, message(), at: span, label: label, related: related, notes: notes, help: help,
        fixes: fixes))
  }

  /// The group of definitions that use each other to which the current one and another belong.
  mutating func recursiveGroup(with other: Int) -> Int? {
    graph.group(joining: current, and: other)
  }

  mutating func cycle(to other: Int) -> DefinitionGraph.Cycle? {
    graph.cycle(from: current, to: other)
  }

  /// Whether more errors would be shown; repairs that take time to find are not sought for others.
  var isWorthRepairing: Bool {
    diagnostics.errorCount < DiagnosticCollector.maximumShownErrorCount
  }

  private mutating func checkDepth(of type: SchemaType, _ name: NameSyntax) {
    let depth = nesting.depth(of: type)
    nesting.add(name.text, depth)
    guard depth > NestingDepth.maximum else { return }
    report(
      .nestingTooDeep,
      "values of `\(name.text)` are nested more than \(NestingDepth.maximum) levels deep",
      at: name.span, label: "by the names that it uses",
      help: "keep the parts in a list, and refer to one by its index")
  }

  private func reportRepeatedType(_ name: NameSyntax) {
    let first = names.first[name.text].map { tree.definitions[$0].name.span } ?? name.span
    report(
      .typeRepeated, "type `\(name.text)` is declared twice", at: name.span,
      label: "declared again", related: [RelatedPlace(first, "first declared here")],
      help: "rename or remove one of the two")
  }

  /// Beyond 2^63 bytes sizes no longer fit the signed integers that most languages count in.
  private static let hugeByteCount: UInt64 = 1 << 63

  private func warnOfHugeLengths(in schema: Schema) {
    for (type, span) in fixedLengths
    where schema.minimumByteCount(of: type) >= Self.hugeByteCount {
      report(
        .fixedLengthHuge, "every value of this type takes 2^63 bytes or more", at: span,
        notes: ["no message can hold that"], help: "write a smaller length")
    }
  }
}
