import BareSchema
import CommandLineSupport

/// How diagnostics are shown: on standard error, with carets where a person looks.
struct Reporting {
  private let format: DiagnosticFormat
  private let isColored: Bool

  init(parsing scanner: inout ArgumentScanner) throws(UsageError) {
    let asked = try scanner.choice("--error-format", of: DiagnosticFormat.self)
    let color = try scanner.choice("--color", of: Terminal.ColorChoice.self)
    let isTerminal = Terminal.isTerminal(.error)
    format = asked ?? (isTerminal ? .caret : .plain)
    isColored = Terminal.usesColor(color ?? .auto, isTerminal: isTerminal)
  }

  func report(_ diagnostics: [Diagnostic], in source: SourceFile) throws {
    let text = format.render(diagnostics, in: source, isColored: isColored)
    try Terminal.write(text.utf8, to: .error)
  }
}
