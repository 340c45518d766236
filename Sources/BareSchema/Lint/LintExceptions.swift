/// The comments of a file that leave rules out, and which of them did.
struct LintExceptions {
  private let exceptions: [LintException]

  /// What each rule is left out of, in the order of the text, the wider of two that start together
  /// before the other.
  private var scopesByRule: [LintRule: [Scope]] = [:]

  private struct Scope {
    let span: SourceSpan
    let name: NameSyntax
    var isUsed = false

    /// The index of the scope around this one; scopes never overlap otherwise.
    var parent: Int?
  }

  init(in tree: SyntaxTree) {
    exceptions = LintExceptionFinder(tree).exceptions()
    for exception in exceptions {
      for name in exception.names {
        guard let rule = Self.rule(name.text) else { continue }
        scopesByRule[rule, default: []].append(Scope(span: exception.scope, name: name))
      }
    }
    scopesByRule = scopesByRule.mapValues(Self.nested)
  }

  private static func nested(_ scopes: [Scope]) -> [Scope] {
    var scopes = scopes.sorted {
      ($0.span.start, -$0.span.end, $0.name.span.start)
        < ($1.span.start, -$1.span.end, $1.name.span.start)
    }
    var open: [Int] = []
    for index in scopes.indices {
      while let last = open.last, scopes[last].span.end <= scopes[index].span.start {
        open.removeLast()
      }
      scopes[index].parent = open.last
      open.append(index)
    }
    return scopes
  }

  /// Whether a finding is left out.
  mutating func cover(_ diagnostic: Diagnostic) -> Bool {
    guard let rule = LintRule(diagnostic.code), let scopes = scopesByRule[rule] else {
      return false
    }
    let place = diagnostic.span.start
    var isCovered = false
    var next = Self.last(of: scopes, startingBy: place)
    while let index = next {
      if place < scopes[index].span.end {
        scopesByRule[rule]?[index].isUsed = true
        isCovered = true
      }
      next = scopes[index].parent
    }
    return isCovered
  }

  private static func last(of scopes: [Scope], startingBy place: Int) -> Int? {
    var (low, high) = (0, scopes.count)
    while low < high {
      let middle = (low + high) / 2
      if scopes[middle].span.start <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// What is wrong with the comments themselves; those about rules that nobody looked at are not
  /// idle.
  func findings(checked: Set<LintRule>) -> [Diagnostic] {
    let unknown = exceptions.flatMap { exception -> [Diagnostic] in
      let names = exception.names.filter { Self.rule($0.text) == nil }
      return exception.names.isEmpty ? [Self.nothing(exception.span)] : names.map(Self.unknown)
    }
    let idle = scopesByRule.filter { checked.contains($0.key) }.values.joined()
      .filter { !$0.isUsed }
      .map { scope in
        Diagnostic(
          .exceptionIdle, "`\(scope.name.text)` finds nothing here that could be left out",
          at: scope.name.span, help: "remove it, or move it above what it is about")
      }
    return unknown + idle
  }

  /// A rule by its id, or by its code.
  private static func rule(_ name: String) -> LintRule? {
    LintRule(rawValue: name) ?? DiagnosticCode(rawValue: name).flatMap(LintRule.init)
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
