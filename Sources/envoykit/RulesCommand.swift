import CommandLineSupport
import EnvoyConformance

/// `envoykit rules`: the rules that vectors, comments and reports cite.
struct RulesCommand: ToolCommand {
  static let name = "rules"
  static let help = """
    envoykit rules [ID] [--vectors DIR]

    Example:
      envoykit rules BARE-W3

    Prints all rules, or one: its id, its level, the rule and the errors that go with it.

    Options:
    \(VectorSelection.folderHelp)
    """

  private let selection: VectorSelection
  private let id: String?

  init(parsing scanner: inout ArgumentScanner) throws {
    selection = try VectorSelection(parsing: &scanner, takesPatterns: false)
    let ids = try scanner.positionals()
    if ids.count > 1 { throw UsageError("one rule at a time, or none for all") }
    id = ids.first
  }

  func run() throws -> ExitStatus {
    let book = try RuleBook(try selection.source())
    if let id, book[id] == nil {
      throw UsageError("no rule `\(id)`; `envoykit rules` prints all")
    }
    for rule in book.rules where id == nil || rule.id == id {
      let errors = rule.errors.isEmpty ? "" : " [\(rule.errors.joined(separator: ", "))]"
      Output.line("\(rule.id) (\(rule.level.rawValue)): \(rule.text)\(errors)")
    }
    return .success
  }
}
