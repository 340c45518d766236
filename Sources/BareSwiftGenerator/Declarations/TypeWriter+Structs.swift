import BareSchema

extension TypeWriter {
  /// A field with its Swift name and type.
  struct SwiftField {
    let schemaName: String
    let name: String
    let type: LoweredType
    let isOptional: Bool
    let comment: [String]

    /// The property, by `self` where a local name of generated code hides it.
    var property: String {
      let name = SwiftWords.escaped(self.name)
      return Self.localNames.contains(self.name) ? "self." + name : name
    }

    var parameter: String {
      let name =
        parameterName == self.name
        ? self.name : "\(SwiftWords.escaped(self.name)) \(parameterName)"
      return "\(name): \(type.spelling)" + (isOptional ? " = nil" : "")
    }

    /// The argument's label, where it is given.
    var label: String {
      name == "inout" ? "`inout`" : name
    }

    /// The parameter inside the initializer, where `self` is the value itself.
    var parameterName: String {
      ["self", "inout", "var", "let"].contains(name) ? name + "Value" : name
    }

    private static let localNames = ["reader", "writer", "byteCount", "fields", "self", "init"]
  }

  func writeStruct(_ name: String, _ fields: [Field], path: String, scope: Scope) {
    let nested = fields.flatMap { $0.type.inPlaceTypes(named: Self.inPlaceName($0)) }
    let scope = scope.inside(nesting: nested.map(\.name))
    let swiftFields = fields.map { swiftField($0, path: path, scope: scope) }
    let conformances = Self.conformances(in: scope)
    printer.block("\(access)struct \(SwiftWords.escaped(name)): \(conformances)") {
      for field in swiftFields {
        if !field.comment.isEmpty { printer.line() }
        writeFormatterHint(for: field.name)
        printer.documentation(field.comment)
        printer.line(
          "\(access)var \(SwiftWords.escaped(field.name)): \(field.type.spelling)")
      }
      writeMemberwiseInitializer(swiftFields)
      writeDecoding(swiftFields, scope: scope)
      writeEncoding(swiftFields, scope: scope)
      writeMinimumByteCount(of: .structure(fields), scope: scope)
      writeInPlaceTypes(nested, path: path, scope: scope)
    }
  }

  /// Keeps the formatter from asking for another name than the schema's.
  private func writeFormatterHint(for name: String) {
    if name.contains("_") { printer.line("// swift-format-ignore: AlwaysUseLowerCamelCase") }
  }

  /// What structs and unions conform to.
  static let protocols = ["Hashable", "Sendable", "BareCodable"]

  static func conformances(in scope: Scope) -> String {
    protocols.map(scope.conformance).joined(separator: ", ")
  }

  func swiftField(_ field: Field, path: String, scope: Scope) -> SwiftField {
    let lowering = TypeLowering(schema: schema, scope: scope)
    let isOptional = if case .optional = schema.resolved(field.type) { true } else { false }
    return SwiftField(
      schemaName: field.name, name: name(of: field.name, in: path, default: field.name),
      type: lowering.lower(field.type, inPlaceName: Self.inPlaceName(field)),
      isOptional: isOptional,
      comment: options.comment(
        field.comment, or: "In the schema of type `\(field.type.compactText)`."))
  }

  /// The name of a field's in-place type: the field's in UpperCamelCase.
  static func inPlaceName(_ field: Field) -> String {
    Words.upperCamel(Words.split(field.name))
  }

  private func writeMemberwiseInitializer(_ fields: [SwiftField]) {
    printer.line()
    printer.documentation(options.comment("Makes a value of its fields."))
    printer.list("\(access)init", fields.map(\.parameter), suffix: " {")
    for field in fields {
      let value = SwiftWords.escaped(field.parameterName)
      printer.line("  self.\(SwiftWords.escaped(field.name)) = \(value)")
    }
    printer.line("}")
  }

  private func writeDecoding(_ fields: [SwiftField], scope: Scope) {
    let error = scope.runtime("BareError")
    let reader = scope.runtime("BareReader")
    printer.line()
    printer.block("\(access)init(decoding reader: inout \(reader)) throws(\(error))") {
      // All parts go to the memberwise initializer: assigned one by one, a value that may be left
      // half made costs a count up and down of every reference in it.
      printer.call(
        "try self.init",
        fields.map { field in
          Lines.wrap(
            "\(field.label): ",
            Self.decode(field.type, name: field.schemaName, error: error, isTried: true))
        })
    }
  }

  /// An expression that reads a part and names it in errors.
  static func decode(
    _ type: LoweredType, name: String, error: String, isTried: Bool = false
  ) -> [String] {
    let call = (isTried ? "" : "try ") + "reader.decode(\"\(name)\")"
    guard case .functions(let functions) = type.coding else { return [call] }
    return Lines.closure("\(call) { (reader) throws(\(error)) in", functions.decode)
  }

  private func writeEncoding(_ fields: [SwiftField], scope: Scope) {
    let error = scope.runtime("BareError")
    let bareWriter = scope.runtime("BareWriter")
    writeByteCount(fields, scope: scope)
    printer.line()
    printer.block(
      "\(access)func encode(into writer: inout \(bareWriter)) throws(\(error))"
    ) {
      for field in fields {
        printer.lines(
          Self.encode(field.type, name: field.schemaName, value: field.property, error: error))
      }
    }
  }

  /// A statement that writes a part and names it in errors.
  static func encode(
    _ type: LoweredType, name: String, value: String, error: String
  ) -> [String] {
    guard case .functions(let functions) = type.coding else {
      return ["try writer.encode(\"\(name)\", \(value))"]
    }
    guard functions.mayThrow else { return functions.encode(value) }
    return Lines.closure(
      "try writer.encode(\"\(name)\") { (writer) throws(\(error)) in", functions.encode(value))
  }

  private func writeByteCount(_ fields: [SwiftField], scope: Scope) {
    let counts = fields.map { $0.type.functions.byteCount($0.property) }
    printer.line()
    printer.block("\(access)var encodedByteCount: \(scope.standard("Int"))") {
      if counts.count == 1 { return printer.lines(counts[0]) }
      for (index, count) in counts.enumerated() {
        printer.lines(Lines.wrap(index == 0 ? "var byteCount = " : "byteCount &+= ", count))
      }
      printer.line("return byteCount")
    }
  }
}
