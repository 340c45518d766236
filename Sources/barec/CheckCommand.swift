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
      barec check --fix old-draft.bare

    Exit status: 0 fine, 1 errors; warnings count only with --strict.

    Options:
      --fix              repair what is only written wrongly, as in older drafts;
                         comments stay, names are never guessed
      --strict           warnings change the exit status too
      --lock FILE        compare wire shapes with those of a lock, a line for
                         each schema by its path from there
      --error-format F   plain, caret (default on a terminal), json or github
      --color WHEN       auto (default), always or never
    """

  private let schemas: [String]
  private let repairs: Bool
  private let isStrict: Bool
  private let lockPath: String?
  private let reporting: Reporting

  init(parsing scanner: inout ArgumentScanner) throws {
    repairs = try scanner.flag("--fix")
    isStrict = try scanner.flag("--strict")
    lockPath = try scanner.value("--lock")
    reporting = try Reporting(parsing: &scanner)
    schemas = [try scanner.positional("SCHEMA")] + (try scanner.positionals())
    try scanner.finish()
    if repairs, schemas.contains("-") {
      throw UsageError("`--fix` writes files, and `-` is none")
    }
  }

  func run() throws -> ExitStatus {
    var isFine = true
    let lock = try lockPath.map(LockFile.init(path:))
    for path in schemas {
      let source = try source(path)
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

  /// A schema, repaired in its file before if that is asked for.
  private func source(_ path: String) throws -> SourceFile {
    let source = SourceFile(path: path, bytes: try FileIO.read(path))
    guard repairs else { return source }
    let repair = SchemaFixer.repair(source)
    if try FileIO.write(repair.bytes, to: path) {
      let noun = repair.fixCount == 1 ? "mistake" : "mistakes"
      try Terminal.write("\(path): \(repair.fixCount) \(noun) repaired\n".utf8, to: .error)
    }
    return SourceFile(path: path, bytes: repair.bytes)
  }
}
