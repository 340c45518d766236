import BareSchema
import BareSwiftGenerator

/// All that `barec` knows to say about a schema: errors, lint, names of Swift, the lock.
struct SchemaChecker {
  let lock: LockFile?

  /// What there is to say of the text alone.
  static func diagnostics(of source: SourceFile) -> [Diagnostic] {
    diagnostics(of: source, SchemaCompiler.compile(source), isPublished: false)
  }

  /// Everything there is to say, in the order of the text; what the lock says comes last.
  func diagnostics(of source: SourceFile) throws -> [Diagnostic] {
    try diagnostics(of: source, SchemaCompiler.compile(source))
  }

  /// The source with everything repaired for which no guess is needed.
  func repaired(_ source: SourceFile) throws -> SchemaFixer.Repair {
    let repair = SchemaFixer.repair(source)
    let valid = SourceFile(path: source.path, bytes: repair.bytes)
    let compilation = SchemaCompiler.compile(valid)
    guard compilation.schema != nil else { return repair }
    return repair.applying(try diagnostics(of: valid, compilation))
  }

  private func diagnostics(
    of source: SourceFile, _ compilation: SchemaCompilation
  ) throws -> [Diagnostic] {
    guard let lock, let schema = compilation.schema else {
      return Self.diagnostics(of: source, compilation, isPublished: false)
    }
    let isPublished = try lock.holds(source.path)
    return try Self.diagnostics(of: source, compilation, isPublished: isPublished)
      + lock.findings(schema, path: source.path)
  }

  private static func diagnostics(
    of source: SourceFile, _ compilation: SchemaCompilation, isPublished: Bool
  ) -> [Diagnostic] {
    guard let schema = compilation.schema else { return compilation.diagnostics }
    let names = NameChecker(schema: schema, options: GeneratorOptions()).check()
    return SchemaLinter(isPublished: isPublished)
      .lint(schema, in: source, others: compilation.diagnostics + names)
  }
}
