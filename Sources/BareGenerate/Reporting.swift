import BareSchema
import CommandLineSupport

/// How diagnostics are shown: on standard error, with carets where a person looks.
package struct Reporting {
  private let format: DiagnosticFormat
  private let isColored: Bool

  package init(parsing scanner: inout ArgumentScanner) throws(UsageError) {
    let asked = try scanner.choice("--error-format", of: DiagnosticFormat.self)
    let color = try scanner.choice("--color", of: Terminal.ColorChoice.self)
    let isTerminal = Terminal.isTerminal(.error)
    format = asked ?? (isTerminal ? .caret : .plain)
    isColored = Terminal.usesColor(color ?? .auto, isTerminal: isTerminal)
  }

  package func report(_ diagnostics: [Diagnostic], in source: SourceFile) throws {
    let text = format.render(diagnostics, in: source, isColored: isColored)
    try Terminal.write(text.utf8, to: .error)
  }
}
