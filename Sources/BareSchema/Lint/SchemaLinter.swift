/// Finds what is valid and hardly wise, and leaves out what comments say to leave out.
///
/// What others found, such as names that meet in Swift, goes through it too, so that one comment
/// does for all rules. Time grows with the length of the text.
public struct SchemaLinter {
  /// Whether the schema is published, so that its tags must never shift.
  public var isPublished: Bool

  /// Makes a linter.
  public init(isPublished: Bool = false) {
    self.isPublished = isPublished
  }

  /// What there is to say about a valid schema, in the order of the text: what the rules find, what
  /// others found, and what is wrong with comments that leave rules out.
  public func lint(
    _ schema: Schema, in source: SourceFile, others: [Diagnostic] = []
  ) -> [Diagnostic] {
    // What is wrong with the text is said already: the schema is valid.
    let tree = SyntaxTree.parse(source, reportingTo: DiagnosticCollector())
    var exceptions = LintExceptions(in: tree)
    let left = (findings(in: schema) + others).filter { !exceptions.cover($0) }
    let checked = Self.ownRules.union(isPublished ? [.impliedNumber] : [])
    let collector = DiagnosticCollector()
    // Those that stand first are told first, should there be more than are shown.
    let told = (left + exceptions.findings(checked: checked)).sorted {
      $0.span.start < $1.span.start
    }
    for finding in told { collector.report(finding) }
    return collector.finish()
  }

  /// The rules that are always looked at here, so that an exception from them can be idle.
  private static let ownRules: Set<LintRule> = [
    .unusedType, .knownLength, .nestedOptional, .aliasChain, .unionMessage,
  ]

  private func findings(in schema: Schema) -> [Diagnostic] {
    var items = ItemRules(schema, isPublished: isPublished)
    return MessageRules(schema).findings() + AliasRule(schema).findings() + items.findings()
  }
}
