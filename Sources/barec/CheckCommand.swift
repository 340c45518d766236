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
      barec check schemas/*/*.bare --lock schemas/schemas.lock

    Exit status: 0 fine, 1 errors; warnings count only with --strict.

    Options:
      --strict           warnings change the exit status too
      --lock FILE        compare wire shapes with those of a lock, a line for
                         each schema by its path from there
      --error-format F   plain, caret (default on a terminal), json or github
      --color WHEN       auto (default), always or never
    """

  private let schemas: [String]
  private let isStrict: Bool
  private let lockPath: String?
  private let reporting: Reporting

  init(parsing scanner: inout ArgumentScanner) throws {
    isStrict = try scanner.flag("--strict")
    lockPath = try scanner.value("--lock")
    reporting = try Reporting(parsing: &scanner)
    schemas = [try scanner.positional("SCHEMA")] + (try scanner.positionals())
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    var isFine = true
    let lock = try lockPath.map(LockFile.init(path:))
    for path in schemas {
      let source = SourceFile(path: path, bytes: try FileIO.read(path))
      let compilation = SchemaCompiler.compile(source)
      let names =
        compilation.schema.map { NameChecker(schema: $0, options: GeneratorOptions()).check() }
        ?? []
      let locked = try compilation.schema.map { try lock?.findings($0, path: path) ?? [] } ?? []
      let diagnostics = compilation.diagnostics + names + locked
      try reporting.report(diagnostics, in: source)
      let worst: [DiagnosticSeverity] = isStrict ? [.error, .warning] : [.error]
      if diagnostics.contains(where: { worst.contains($0.severity) }) { isFine = false }
    }
    return isFine ? .success : .findings
  }
}
