import BareSchema

/// Writes what tools need of a schema: all its types by name, and its own text.
struct TableWriter {
  let types: TypeWriter
  let scope: Scope
  let printer: CodePrinter

  /// Writes `jsonCodecs` and `schemaText` in an extension of the namespace.
  func writeTable() {
    let codec = scope.jsonLibrary("BareJSONCodec")
    let string = scope.standard("String")
    printer.line()
    printer.block("extension \(types.place.namespace)") {
      printer.documentation(["Every type of the schema by its name: from bytes to JSON and back."])
      printer.indented("\(types.access)static let jsonCodecs: [\(string): \(codec)] = [", "]") {
        // The formatter wants no comma behind an only element.
        let comma = types.schema.types.count == 1 ? "" : ","
        for definition in types.schema.types { write(definition, codec: codec, comma: comma) }
      }
      printer.line()
      printer.documentation(["The schema as text, without its comments."])
      printer.line("\(types.access)static let schemaText = \"\"\"")
      for definition in types.schema.types {
        printer.line("  type \(definition.name) \(definition.type.compactText)")
      }
      printer.line("  \"\"\"")
    }
  }

  private func write(_ definition: TypeDefinition, codec: String, comma: String) {
    let name = definition.name
    guard types.isCodedByFunctions(definition, scope: scope) else {
      printer.line(
        "\"\(name)\":", continued: "\(codec)(\(SwiftWords.escaped(name)).self)\(comma)")
      return
    }
    let error = scope.runtime("BareError")
    printer.lines([
      "\"\(name)\": \(codec)(",
      "  decode: { (reader) throws(\(error)) in",
      "    try \(scope.namespaceReference).decode\(name)(from: &reader)",
      "  },",
      "  encode: { (value: \(SwiftWords.escaped(name)), writer) throws(\(error)) in",
      "    try \(scope.namespaceReference).encode\(name)(value, into: &writer)",
      "  })\(comma)",
    ])
  }
}
