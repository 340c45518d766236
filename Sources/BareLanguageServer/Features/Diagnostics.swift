import BareJSON
import BareSchema

extension Document {
  /// A diagnostic as the protocol has it: what has no place of its own there, notes and help, are
  /// lines of the message.
  func json(_ diagnostic: Diagnostic) -> JSONValue {
    [
      "range": json(diagnostic.span),
      "severity": .number(JSONNumber(Self.severity(diagnostic.severity))),
      "code": .string(diagnostic.code.rawValue),
      "source": "barec",
      "message": .string(Self.message(of: diagnostic)),
      "relatedInformation": .array(
        diagnostic.related.map {
          ["location": location($0.span), "message": .string($0.label)]
        }),
    ]
  }

  private static func message(of diagnostic: Diagnostic) -> String {
    let notes = diagnostic.notes.map { "note: \($0)" }
    let help = diagnostic.help.map { ["help: \($0)"] } ?? []
    return ([diagnostic.message] + notes + help).joined(separator: "\n")
  }

  /// `DiagnosticSeverity`: 1 error, 2 warning, 3 information.
  private static func severity(_ severity: DiagnosticSeverity) -> Int {
    switch severity {
    case .error: 1
    case .warning: 2
    case .note: 3
    }
  }
}
