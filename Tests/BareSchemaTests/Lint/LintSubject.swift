import BareSchema
import Testing

/// A valid schema and what the linter says of it.
struct LintSubject {
  let source: SourceFile
  let findings: [Diagnostic]

  init(_ text: String, isPublished: Bool = false, others: [Diagnostic] = []) throws {
    source = SourceFile(path: "a.bare", text: text)
    let compilation = SchemaCompiler.compile(source)
    let schema = try #require(compilation.schema, "\(compilation.diagnostics)")
    findings = SchemaLinter(isPublished: isPublished)
      .lint(schema, in: source, others: compilation.diagnostics + others)
  }

  /// `2:6 unused-type` a finding, or its code where no rule is behind it.
  var places: [String] {
    findings.map { finding in
      let position = source.position(at: finding.span.start)
      let rule = LintRule.allCases.first { $0.code == finding.code }
      return "\(position.line):\(position.column) \(rule?.rawValue ?? finding.code.rawValue)"
    }
  }
}
