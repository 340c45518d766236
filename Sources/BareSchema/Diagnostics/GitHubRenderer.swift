/// Writes a diagnostic as a workflow command of GitHub.
struct GitHubRenderer {
  let source: SourceFile

  func render(_ diagnostic: Diagnostic) -> String {
    let start = source.position(at: diagnostic.span.start)
    let end = source.position(at: diagnostic.span.end)
    let properties = [
      "file=\(escapedProperty(source.path))", "line=\(start.line)", "col=\(start.column)",
      "endLine=\(end.line)", "endColumn=\(end.column)", "title=\(diagnostic.code.rawValue)",
    ]
    let message = escaped(diagnostic.message)
    return "::\(command(diagnostic)) \(properties.joined(separator: ","))::\(message)\n"
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    switch diagnostic.severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private func escapedProperty(_ text: String) -> String {
    replacing(escaped(text), [":": "%3A", ",": "%2C"])
  }

  private func escaped(_ text: String) -> String {
    replacing(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private func replacing(_ text: String, _ replacements: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.map { replacements[$0] ?? String($0) }.joined()
  }
}
