/// Writes schemas in the one form that they have here: two spaces an indent, a member a line,
/// comments and groups kept.
///
/// The text means what it meant: no token is added, removed or moved, but for the pipes of unions,
/// which stand between members alone. What is formatted stays as it is when it is formatted again.
/// Time and memory grow with the length of the text.
public enum SchemaFormatter {
  /// Formats a schema; what the checker would say of it does not matter, what the parser says does.
  ///
  /// - Throws: `SchemaSyntaxError` if the text cannot be read as a schema.
  public static func format(_ source: SourceFile) throws(SchemaSyntaxError) -> [UInt8] {
    let collector = DiagnosticCollector()
    let tree = SyntaxTree.parse(source, reportingTo: collector)
    guard collector.errorCount == 0 else {
      throw SchemaSyntaxError(
        diagnostics: collector.finish().filter { $0.code != .carriageReturn })
    }
    var printer = SchemaPrinter(tree)
    return printer.print()
  }
}

/// A text that cannot be read as a schema, and so not be formatted either.
public struct SchemaSyntaxError: Error {
  /// What is wrong, in the order of the text; at least one error.
  public let diagnostics: [Diagnostic]
}
