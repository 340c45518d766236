extension GeneratorOptions {
  /// The comment of a schema, or, in code that is for everybody, what the schema has there: who
  /// reads the documentation of a library may not have its schema.
  func comment(_ comment: [String], or fallback: @autoclosure () -> String) -> [String] {
    comment.isEmpty ? self.comment(fallback()) : comment
  }

  /// The comment of what no schema can comment, in code that is for everybody.
  func comment(_ text: @autoclosure () -> String) -> [String] {
    access == .public ? [text()] : []
  }
}

extension CodePrinter {
  /// Adds the comment of a part, a blank line before it; nothing where there is none.
  func partDocumentation(_ comment: [String]) {
    if !comment.isEmpty { line() }
    documentation(comment)
  }
}
