import BareSchema

extension TypeWriter {
  /// Writes `typealias` and the functions that decode and encode a whole message of the type.
  func writeAlias(_ definition: TypeDefinition, scope: Scope) {
    let lowering = TypeLowering(schema: schema, scope: scope)
    let inPlaceName = Self.inPlaceName(ofAlias: definition.name)
    let nested = definition.type.inPlaceTypes(named: inPlaceName)
    let type = lowering.lower(definition.type, inPlaceName: inPlaceName)
    printer.documentation(
      options.comment(
        definition.comment,
        or: "`\(definition.name)` of the schema: `\(definition.type.compactText)`."))
    printer.line("\(access)typealias \(SwiftWords.escaped(definition.name)) = \(type.spelling)")
    if case .functions(let functions) = type.coding {
      writeFunctions(definition.name, functions, scope: scope)
    }
    writeMessageFunctions(definition, type, scope: scope)
    writeInPlaceTypes(nested, path: definition.name, scope: scope)
  }

  /// The name of an in-place type below an alias, which has no type of its own to nest it in.
  static func inPlaceName(ofAlias name: String) -> String {
    name + "Element"
  }

  func isCodedByFunctions(_ definition: TypeDefinition, scope: Scope) -> Bool {
    let lowering = TypeLowering(schema: schema, scope: scope)
    let type = lowering.lower(.named(definition.name), inPlaceName: definition.name)
    if case .functions = type.coding { return true }
    return false
  }

  /// Writes the functions that code the type inside others.
  private func writeFunctions(
    _ name: String, _ functions: LoweredType.Functions, scope: Scope
  ) {
    writeDecoding(name, functions.decode, scope: scope)
    writeEncoding(
      name, functions.encode("value"), byteCount: functions.byteCount("value"), scope: scope)
  }

  /// Writes the functions of an alias that an earlier version declares; other types have none.
  func writeSharedFunctions(_ definition: TypeDefinition, owner: String, scope: Scope) {
    switch definition.type {
    case .structure, .enumeration, .union: return
    default: break
    }
    let name = definition.name
    let lowering = TypeLowering(schema: schema, scope: scope)
    let type = lowering.lower(
      definition.type, inPlaceName: Self.inPlaceName(ofAlias: definition.name))
    if case .functions = type.coding {
      writeDecoding(name, ["try \(owner).decode\(name)(from: &reader)"], scope: scope)
      writeEncoding(
        name, ["try \(owner).encode\(name)(value, into: &writer)"],
        byteCount: ["\(owner).encodedByteCount(of\(name): value)"], scope: scope)
    }
    writeMessageFunctions(definition, type, scope: scope)
    printer.line()
  }

  private func writeDecoding(_ name: String, _ body: [String], scope: Scope) {
    let reader = scope.runtime("BareReader")
    writeFunction(
      "Reads a `\(name)` inside a message.",
      "decode\(name)", "from reader: inout \(reader)",
      returns: SwiftWords.escaped(name), scope: scope, body)
  }

  private func writeEncoding(
    _ name: String, _ body: [String], byteCount: [String], scope: Scope
  ) {
    let int = scope.standard("Int")
    let type = SwiftWords.escaped(name)
    printer.line()
    printer.documentation(["How many bytes a `\(name)` takes."])
    printer.list(
      "\(access)static func encodedByteCount", ["of\(name) value: \(type)"], suffix: " -> \(int) {")
    printer.lines(byteCount.map { "  " + $0 } + ["}"])
    writeFunction(
      "Writes a `\(name)` inside a message.",
      "encode\(name)", "_ value: \(type), into writer: inout \(scope.runtime("BareWriter"))",
      returns: nil, scope: scope, body)
  }

  private func writeMessageFunctions(
    _ definition: TypeDefinition, _ type: LoweredType, scope: Scope
  ) {
    if schema.isVoid(definition.type) { return }
    let name = definition.name
    let swiftName = SwiftWords.escaped(name)
    let error = scope.runtime("BareError")
    let decode: [String]
    let encode: [String]
    switch type.coding {
    case .conformance:
      decode = ["try \(swiftName)(decoding: message)"]
      encode = ["try value.encoded()"]
    case .functions:
      decode = Lines.closure(
        "try \(scope.runtime("BareReader")).readMessage(message) { (reader) throws(\(error)) in",
        ["try decode\(name)(from: &reader)"])
      encode = [
        "var writer = \(scope.runtime("BareWriter"))("
          + "reservingByteCount: encodedByteCount(of\(name): value))",
        "try encode\(name)(value, into: &writer)", "return writer.bytes",
      ]
    }
    writeFunction(
      "Decodes a whole message of type `\(name)`.",
      "decode\(name)", "_ message: \(scope.runtime("Bytes"))", returns: swiftName, scope: scope,
      decode)
    writeFunction(
      "Encodes a whole message of type `\(name)`.",
      "encode\(name)", "_ value: \(swiftName)", returns: "[\(scope.standard("UInt8"))]",
      scope: scope,
      encode)
  }

  private func writeFunction(
    _ comment: String, _ name: String, _ parameters: String, returns result: String?,
    scope: Scope, _ body: [String]
  ) {
    let effects = " throws(\(scope.runtime("BareError")))" + (result.map { " -> \($0)" } ?? "")
    printer.line()
    printer.documentation([comment])
    printer.list("\(access)static func \(name)", [parameters], suffix: effects + " {")
    printer.lines(body.map { "  " + $0 } + ["}"])
  }
}
