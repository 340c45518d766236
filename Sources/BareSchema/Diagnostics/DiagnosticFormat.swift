/// How diagnostics are written.
public enum DiagnosticFormat: String, CaseIterable, Sendable {
  /// `path:line:column: error: message [BARE0207]`, which editors and Xcode make clickable.
  /// One line each, for build logs, related places and help in it.
  case plain

  /// The message, the lines of the schema that it is about, and marks below them.
  case caret

  /// One JSON object a line, for programs.
  case json

  /// Workflow commands, which GitHub shows beside the changed lines.
  case github

  /// The text of diagnostics of one source, each ended by a line feed; empty for none.
  ///
  /// Lines and columns start at 1, columns are UTF-8 bytes. Only `caret` has colours, by ANSI
  /// escapes, where `isColored`.
  public func render(
    _ diagnostics: [Diagnostic], in source: SourceFile, isColored: Bool = false
  ) -> String {
    diagnostics.map { diagnostic in
      switch self {
      case .plain: PlainRenderer(source: source).render(diagnostic)
      case .caret: CaretRenderer(source: source, isColored: isColored).render(diagnostic)
      case .json: JSONRenderer(source: source).render(diagnostic)
      case .github: GitHubRenderer(source: source).render(diagnostic)
      }
    }.joined()
  }
}
