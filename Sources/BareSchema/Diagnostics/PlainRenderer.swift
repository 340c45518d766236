/// Writes a diagnostic as one line, `path:line:column: error: message [CODE]`, which editors and
/// build logs make clickable; related places and help follow the message in the line.
struct PlainRenderer {
  let source: SourceFile

  func render(_ diagnostic: Diagnostic) -> String {
    let related = diagnostic.related.map { " (\($0.label): \(place($0.span)))" }.joined()
    let help = diagnostic.help.map { "; \($0)" } ?? ""
    let message = diagnostic.message + related + help
    return "\(source.path):\(place(diagnostic.span)): \(diagnostic.severity): \(message) "
      + "[\(diagnostic.code.rawValue)]\n"
  }

  private func place(_ span: SourceSpan) -> String {
    let position = source.position(at: span.start)
    return "\(position.line):\(position.column)"
  }
}
