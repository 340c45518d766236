import BareSchema
import BareSwiftGenerator
import CommandLineSupport

/// `barec check`: says what is wrong with schemas.
struct CheckCommand: ToolCommand {
  static let name = "check"
  static let help = """
    barec check SCHEMA... [options]

    Examples:
      barec check schemas/*.bare
      barec check person.bare --strict --error-format github

    Exit status: 0 fine, 1 errors; warnings count only with --strict.

    Options:
      --strict           warnings change the exit status too
      --error-format F   plain, caret (default on a terminal), json or github
      --color WHEN       auto (default), always or never
    """

  private let schemas: [String]
  private let isStrict: Bool
  private let reporting: Reporting

  init(parsing scanner: inout ArgumentScanner) throws {
    isStrict = try scanner.flag("--strict")
    reporting = try Reporting(parsing: &scanner)
    schemas = [try scanner.positional("SCHEMA")] + (try scanner.positionals())
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    var isFine = true
    for path in schemas {
      let source = SourceFile(path: path, bytes: try FileIO.read(path))
      let compilation = SchemaCompiler.compile(source)
      let names =
        compilation.schema.map { NameChecker(schema: $0, options: GeneratorOptions()).check() }
        ?? []
      let diagnostics = compilation.diagnostics + names
      try reporting.report(diagnostics, in: source)
      let worst: [DiagnosticSeverity] = isStrict ? [.error, .warning] : [.error]
      if diagnostics.contains(where: { worst.contains($0.severity) }) { isFine = false }
    }
    return isFine ? .success : .findings
  }
}
