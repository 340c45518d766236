import BareSchema
import CommandLineSupport

/// `barec lint`: the rules of the linter; on schemas it is `barec check`.
struct LintCommand: ToolCommand {
  static let name = "lint"
  static let help = """
    barec lint --list
    barec lint SCHEMA... [options of check]

    Examples:
      barec lint --list
      barec lint schemas/*.bare --strict

    Checks schemas as `barec check` does, or lists the rules beyond errors: id,
    code, severity and what is found. `barec explain CODE` tells more of one.

    A comment leaves rules out of what it belongs to, or of the whole file where it
    stands in the comment at its head:

      # barec:ignore unused-type: kept for readers of old files
      type Level enum { LOW HIGH }

    Options:
      --list             the rules, and nothing is checked
      --fix              as in `barec check`, and so are all that follow
      --strict           warnings change the exit status too
      --lock FILE        what a lock holds is published
      --error-format F   plain, caret, json or github
      --color WHEN       auto (default), always or never
    """

  private let check: CheckCommand?

  init(parsing scanner: inout ArgumentScanner) throws {
    guard try scanner.flag("--list") else {
      check = try CheckCommand(parsing: &scanner)
      return
    }
    check = nil
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    if let check { return try check.run() }
    let rows = LintRule.allCases.map { rule in
      [rule.rawValue, rule.code.rawValue, "\(rule.code.severity)", rule.code.summary]
    }
    let head = ["rule", "code", "severity", "what is found"]
    try Terminal.write(TextTable.text([head] + rows, right: []).utf8)
    return .success
  }
}
