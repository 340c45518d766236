/// Writes a diagnostic and its related places as lines of `path:line:column: …`.
struct PlainRenderer {
  let source: SourceFile

  func render(_ diagnostic: Diagnostic) -> String {
    let place = place(diagnostic.span)
    let code = diagnostic.code.rawValue
    var lines = ["\(place): \(diagnostic.severity): \(diagnostic.message) [\(code)]"]
    lines += diagnostic.related.map { "\(self.place($0.span)): note: \($0.label)" }
    lines += diagnostic.help.map { ["\(place): note: \($0)"] } ?? []
    return lines.map { $0 + "\n" }.joined()
  }

  private func place(_ span: SourceSpan) -> String {
    let position = source.position(at: span.start)
    return "\(source.path):\(position.line):\(position.column)"
  }
}
