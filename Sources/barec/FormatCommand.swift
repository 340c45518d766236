import BareGenerate
import BareSchema
import CommandLineSupport

/// `barec format`: writes schemas in one form, comments kept.
struct FormatCommand: ToolCommand {
  static let name = "format"
  static let help = """
    barec format [SCHEMA...|-] [options]

    Examples:
      barec format schemas/*.bare
      barec format --check --diff schemas/*.bare
      barec format < person.bare

    Rewrites the files that differ and names them; without SCHEMA, or for `-`,
    standard input goes to standard output. Comments and groups of lines stay, a
    block on one line stays there if it fits 100 columns, and messages are what
    they were. A schema with syntax errors is left alone.

    Exit status: 0 fine, 1 syntax errors, or with --check a difference.

    Options:
      --check            change nothing, name what would change
      --diff             change nothing, write the differences to standard output
      --error-format F   plain, caret (default on a terminal), json or github
      --color WHEN       auto (default), always or never
    """

  private let paths: [String]
  private let isCheck: Bool
  private let isDiff: Bool
  private let reporting: Reporting

  init(parsing scanner: inout ArgumentScanner) throws {
    isCheck = try scanner.flag("--check")
    isDiff = try scanner.flag("--diff")
    reporting = try Reporting(parsing: &scanner)
    let paths = try scanner.positionals()
    if paths.count > 1, paths.contains("-") {
      throw UsageError("`-` is standard input, expected no other SCHEMA beside it")
    }
    self.paths = paths.isEmpty ? ["-"] : paths
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    var isFine = true
    for path in paths where try !format(path) { isFine = false }
    return isFine ? .success : .findings
  }

  /// Formats one schema; tells whether there is nothing to find fault with.
  private func format(_ path: String) throws -> Bool {
    let source = SourceFile(path: path, bytes: try FileIO.read(path))
    let formatted: [UInt8]
    do throws(SchemaSyntaxError) {
      formatted = try SchemaFormatter.format(source)
    } catch {
      try reporting.report(error.diagnostics, in: source)
      return false
    }
    if isCheck || isDiff { return try compare(source, formatted) }
    if path == "-" {
      try Terminal.write(formatted)
    } else if try FileIO.write(formatted, to: path) {
      try Terminal.write("\(path): formatted\n".utf8, to: .error)
    }
    return true
  }

  private func compare(_ source: SourceFile, _ formatted: [UInt8]) throws -> Bool {
    if formatted == source.bytes { return true }
    if isDiff {
      let diff = UnifiedDiff(old: source.bytes, new: formatted)
      try Terminal.write(diff.text(path: source.path))
    }
    if isCheck {
      try Terminal.write("\(source.path): error: not formatted\n".utf8, to: .error)
    }
    return !isCheck
  }
}
