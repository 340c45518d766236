import BareGenerate
import BareSchema
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
    `barec lint --list` shows what is looked for beyond errors.

    Options:
      --fix              repair what is only written wrongly, as in older drafts,
                         and state the tags of what is published; comments stay,
                         names are never guessed
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
    let checker = SchemaChecker(lock: try lockPath.map(LockFile.init(path:)))
    let worst: [DiagnosticSeverity] = isStrict ? [.error, .warning] : [.error]
    for path in schemas {
      let source = try source(path, checker)
      let diagnostics = try checker.diagnostics(of: source)
      try reporting.report(diagnostics, in: source)
      if diagnostics.contains(where: { worst.contains($0.severity) }) { isFine = false }
    }
    return isFine ? .success : .findings
  }

  /// A schema, repaired in its file before if that is asked for.
  private func source(_ path: String, _ checker: SchemaChecker) throws -> SourceFile {
    let source = SourceFile(path: path, bytes: try FileIO.read(path))
    guard repairs else { return source }
    let repair = try checker.repaired(source)
    if try FileIO.write(repair.bytes, to: path) {
      let noun = repair.fixCount == 1 ? "repair" : "repairs"
      try Terminal.write("\(path): \(repair.fixCount) \(noun) made\n".utf8, to: .error)
    }
    return SourceFile(path: path, bytes: repair.bytes)
  }
}
