import BareGenerate
import BareJSON
import BareSchema
import CommandLineSupport

/// `barec breaking`: what a change of a schema does to messages.
struct BreakingCommand: ToolCommand {
  static let name = "breaking"
  static let help = """
    barec breaking OLD NEW [options]

    Examples:
      barec breaking published/person.bare person.bare
      barec breaking v5.bare v6.bare --fail-on silent --format json

    Says for each changed type what old readers make of new messages, and new
    readers of old ones. Names do not count: equal bytes are equal.

    Levels:
      silent   messages are taken for something else, and nobody is told
      wire     messages are refused
      source   only names or declarations changed

    Options:
      --fail-on LEVEL   exit 1 on this level or worse: silent, wire (default) or
                        source
      --format FORMAT   text (default), or json: one object a line
      --error-format F  plain, caret, json or github, for errors of the schemas
      --color WHEN      auto (default), always or never
    """

  private let oldPath: String
  private let newPath: String
  private let failingLevel: BreakingLevel
  private let form: Form
  private let reporting: Reporting

  /// How changes are written.
  enum Form: String, CaseIterable { case text, json }

  init(parsing scanner: inout ArgumentScanner) throws {
    failingLevel = try scanner.choice("--fail-on", of: BreakingLevel.self) ?? .wire
    form = try scanner.choice("--format", of: Form.self) ?? .text
    reporting = try Reporting(parsing: &scanner)
    oldPath = try scanner.positional("OLD")
    newPath = try scanner.positional("NEW")
    try scanner.finish()
  }

  func run() throws -> ExitStatus {
    let loader = SchemaLoader(reporting: reporting)
    guard let schemas = try loader.load([oldPath, newPath]) else { return .findings }
    var comparison = SchemaComparison(old: schemas[0].input.schema, new: schemas[1].input.schema)
    let changes = comparison.changes()
    for change in changes {
      let old = change.oldSpan.map { Place(schemas[0].source, $0) }
      let new = change.newSpan.map { Place(schemas[1].source, $0) }
      let text = form == .json ? json(change, old, new).compactText : text(change, old, new)
      try Terminal.write((text + "\n").utf8)
    }
    return changes.contains { $0.level >= failingLevel } ? .findings : .success
  }

  /// Where a change stands in a file.
  private struct Place {
    let path: String
    let position: SourcePosition

    init(_ source: SourceFile, _ span: SourceSpan) {
      path = source.path
      position = source.position(at: span.start)
    }

    var text: String { "\(path):\(position.line):\(position.column)" }

    var json: JSONValue {
      [
        "path": .string(path), "line": .number(JSONNumber(position.line)),
        "column": .number(JSONNumber(position.column)),
      ]
    }
  }

  private func text(_ change: BreakingChange, _ old: Place?, _ new: Place?) -> String {
    let head = [new, old].compactMap { $0 }.first.map { $0.text + ": " } ?? ""
    let before = new == nil ? "" : old.map { " (was \($0.text))" } ?? ""
    return "\(head)\(change.level.rawValue): \(change.message) [\(change.code.rawValue)]\(before)"
  }

  private func json(_ change: BreakingChange, _ old: Place?, _ new: Place?) -> JSONValue {
    [
      "level": .string(change.level.rawValue), "code": .string(change.code.rawValue),
      "type": .string(change.typeName), "message": .string(change.message),
      "old": old?.json ?? .null, "new": new?.json ?? .null,
    ]
  }
}
