import BareSchema
import BareSwiftGenerator

/// What is wrong with a test's own input.
struct CaseError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension GeneratorInput {
  /// Compiles a text that is expected to be a valid schema.
  init(_ text: String, path: String = "v1.bare") throws {
    let source = SourceFile(path: path, bytes: Array(text.utf8))
    let compilation = SchemaCompiler.compile(source)
    guard let schema = compilation.schema else {
      throw CaseError(DiagnosticFormat.plain.render(compilation.diagnostics, in: source))
    }
    self.init(schema: schema, path: path, text: text)
  }
}

extension Family {
  /// A family of texts, version 1 first.
  init(_ texts: [String], variants: [String: String] = [:]) throws {
    try self.init(
      name: "Chat",
      versions: texts.enumerated().map { try GeneratorInput($1, path: "v\($0 + 1).bare") },
      variants: variants.sorted { $0.key < $1.key }.map {
        try GeneratorInput($0.value, path: $0.key + ".bare")
      })
  }
}
