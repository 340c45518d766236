/// The comments of a file that leave rules out, and which of them did.
struct LintExceptions {
  private let exceptions: [LintException]

  /// What each rule is left out of, in the order of the text, the wider of two that start together
  /// before the other.
  private var scopesByRule: [LintRule: [Scope]] = [:]

  private struct Scope {
    let span: SourceSpan

    /// Where the rule is named for it, mostly once.
    var names: [NameSyntax]

    /// Whether a finding is left out that no scope within covers.
    var isUsed = false

    /// The index of the scope around this one; scopes never overlap otherwise.
    var parent: Int?
  }

  init(in tree: SyntaxTree) {
    exceptions = LintExceptionFinder(tree).exceptions()
    for exception in exceptions {
      for name in exception.names {
        guard let rule = Self.rule(name.text) else { continue }
        scopesByRule[rule, default: []].append(
          Scope(span: exception.scope, names: [name]))
      }
    }
    scopesByRule = scopesByRule.mapValues(Self.nested)
  }

  private static func nested(_ scopes: [Scope]) -> [Scope] {
    let sorted = scopes.enumerated().sorted {
      ($0.element.span.start, -$0.element.span.end, $0.offset)
        < ($1.element.span.start, -$1.element.span.end, $1.offset)
    }
    var nested: [Scope] = []
    var open: [Int] = []
    for (_, scope) in sorted {
      if let last = nested.last, last.span == scope.span {
        nested[nested.count - 1].names += scope.names
        continue
      }
      while let last = open.last, nested[last].span.end <= scope.span.start { open.removeLast() }
      open.append(nested.count)
      nested.append(Scope(span: scope.span, names: scope.names, parent: open.dropLast().last))
    }
    return nested
  }

  /// Whether a finding is left out.
  mutating func cover(_ diagnostic: Diagnostic) -> Bool {
    guard let rule = LintRule(diagnostic.code),
      let index = innermostScope(of: rule, at: diagnostic.span.start)
    else { return false }
    scopesByRule[rule]?[index].isUsed = true
    return true
  }

  private func innermostScope(of rule: LintRule, at place: Int) -> Int? {
    guard let scopes = scopesByRule[rule] else { return nil }
    let count = scopes.prefixCount { $0.span.start <= place }
    var next = count > 0 ? count - 1 : nil
    while let index = next, place >= scopes[index].span.end { next = scopes[index].parent }
    return next
  }

  /// What is wrong with the comments themselves; those about rules that nobody looked at are not
  /// idle.
  func findings(checked: Set<LintRule>) -> [Diagnostic] {
    let unknown = exceptions.flatMap { exception -> [Diagnostic] in
      let names = exception.names.filter { Self.rule($0.text) == nil }
      return exception.names.isEmpty ? [Self.nothing(exception.span)] : names.map(Self.unknown)
    }
    let idle = checked.flatMap { Self.idle(scopesByRule[$0] ?? []) }
    return unknown + idle.flatMap(\.names).map(Self.idle)
  }

  /// The scopes in which nothing is left out, nor in those within.
  private static func idle(_ scopes: [Scope]) -> [Scope] {
    var scopes = scopes
    for index in scopes.indices.reversed() where scopes[index].isUsed {
      if let parent = scopes[index].parent { scopes[parent].isUsed = true }
    }
    return scopes.filter { !$0.isUsed }
  }

  /// A rule by its id, or by its code.
  private static func rule(_ name: String) -> LintRule? {
    LintRule(rawValue: name) ?? DiagnosticCode(rawValue: name).flatMap(LintRule.init)
  }

  private static func idle(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(
      .exceptionIdle, "`\(name.text)` finds nothing here that could be left out",
      at: name.span, help: "remove it, or move it above what it is about")
  }

  private static func nothing(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .ruleUnknown, "`\(LintException.mark)` names no rule", at: span,
      help: "name the rule: `# \(LintException.mark) \(LintRule.unusedType.rawValue): why`")
  }

  private static func unknown(_ name: NameSyntax) -> Diagnostic {
    let shown = name.text.utf8.count <= 40 ? name.text : String(name.text.prefix(40)) + "…"
    let near = LintRule.allCases.map(\.rawValue).first {
      Checker.distance(String(name.text.prefix(40)).lowercased(), $0, limit: 3) <= 3
    }
    return Diagnostic(
      .ruleUnknown, "no rule is called `\(shown)`", at: name.span,
      help: near.map { "did you mean `\($0)`?" } ?? "`barec lint --list` shows the rules",
      fixes: near.map { [FixIt(name.span, replacement: $0, title: "write `\($0)`")] } ?? [])
  }
}
