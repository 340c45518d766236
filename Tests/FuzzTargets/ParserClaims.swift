import BareSchema

/// Any text ends in a schema or in errors, all of which can be shown, and repairs make none worse.
func parserClaims(_ bytes: [UInt8]) -> [Claim] {
  let source = SourceFile(path: "a.bare", bytes: bytes)
  let plain = SchemaCompiler.compile(source)
  let pedantic = SchemaCompiler.compile(source, options: .init(isPedantic: true))
  let repair = SchemaFixer.repair(source)
  let repairedSource = SourceFile(path: "a.bare", bytes: repair.bytes)
  let repaired = SchemaCompiler.compile(repairedSource)
  return compilationClaims(plain, source) + compilationClaims(pedantic, source) + [
    // Whoever is pedantic is told all that others are, so this shows everything.
    Claim("every format shows what there is to show", isShown(pedantic.diagnostics, in: source)),
    Claim("pedantic or not, the errors are the same", errors(plain) == errors(pedantic)),
    Claim("a repair leaves no more errors", errors(repaired).count <= errors(plain).count),
    Claim("a schema stays one", plain.schema == nil || repaired.schema != nil),
    Claim("nothing is repaired twice", SchemaFixer.repair(repairedSource).fixCount == 0),
    Claim("text changes by repairs alone", repair.fixCount > 0 || repair.bytes == bytes),
  ]
}

/// A file with more errors ends in a note about the rest.
private let maximumErrorCount = 20

private func compilationClaims(_ compilation: SchemaCompilation, _ source: SourceFile) -> [Claim] {
  let diagnostics = compilation.diagnostics
  let errorCount = errors(compilation).count
  let noteCount = diagnostics.count { $0.code == .moreErrors }
  let spans = diagnostics.flatMap {
    [$0.span] + $0.related.map(\.span) + $0.fixes.map(\.span)
  }
  let areInside = spans.allSatisfy {
    0 <= $0.start && $0.start <= $0.end && $0.end <= source.bytes.count
  }
  return [
    Claim("there is a schema or an error", (errorCount == 0) == (compilation.schema != nil)),
    Claim("at most 20 errors are shown", errorCount <= maximumErrorCount),
    Claim(
      "a note says that there are more, once",
      noteCount == 0 || noteCount == 1 && errorCount == maximumErrorCount),
    Claim("places lie in the text", areInside),
  ]
}

private func isShown(_ diagnostics: [Diagnostic], in source: SourceFile) -> Bool {
  DiagnosticFormat.allCases.allSatisfy {
    $0.render(diagnostics, in: source, isColored: true).isEmpty == diagnostics.isEmpty
  }
}

private func errors(_ compilation: SchemaCompilation) -> [Diagnostic] {
  compilation.diagnostics.filter { $0.severity == .error }
}
