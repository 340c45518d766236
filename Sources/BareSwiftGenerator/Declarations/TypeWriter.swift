import BareSchema

/// Writes the Swift of one schema's types.
struct TypeWriter {
  let place: NamespacedSchema
  let options: GeneratorOptions
  let printer: CodePrinter

  var schema: Schema { place.input.schema }
  var access: String { options.access.prefix }

  /// Writes `extension NAMESPACE` with all types in the order of the schema.
  func writeNamespace() {
    let scope = Scope(place)
    printer.block("extension \(place.namespace)") {
      printer.documentation(["The wire shape of the schema, as `barec describe` prints it."])
      printer.line("\(access)static let wireFingerprint = \"\(schema.fingerprint)\"")
      var previousIsShared = false
      for definition in schema.types {
        let owner = place.sharedFrom[definition.name]
        if owner == nil || !previousIsShared || options.access == .public { printer.line() }
        writeDefinition(definition, sharedFrom: owner, scope: scope)
        previousIsShared = owner != nil
      }
    }
  }

  private func writeDefinition(
    _ definition: TypeDefinition, sharedFrom owner: String?, scope: Scope
  ) {
    if let owner {
      let name = SwiftWords.escaped(definition.name)
      printer.documentation(options.comment("The same as `\(owner).\(definition.name)`."))
      printer.line("\(access)typealias \(name) =", continued: "\(owner).\(name)")
      writeSharedFunctions(definition, owner: owner, scope: scope)
      return
    }
    switch definition.type {
    case .structure, .enumeration, .union:
      printer.documentation(
        options.comment(definition.comment, or: "`\(definition.name)` of the schema."))
      writeType(definition.name, definition.type, path: definition.name, scope: scope)
    default:
      writeAlias(definition, scope: scope)
    }
  }

  /// Writes a struct, enum or union; what else there is has no declaration of its own.
  func writeType(_ name: String, _ type: SchemaType, path: String, scope: Scope) {
    switch type {
    case .structure(let fields): writeStruct(name, fields, path: path, scope: scope)
    case .enumeration(let values): writeEnum(name, values, path: path, scope: scope)
    case .union(let members): writeUnion(name, members, path: path, scope: scope)
    default: break
    }
  }

  /// Writes the in-place types of a field or member, each behind a blank line.
  func writeInPlaceTypes(_ types: [InPlaceType], path: String, scope: Scope) {
    for type in types {
      printer.line()
      printer.documentation(options.comment("What `\(path)` has in place in the schema."))
      writeType(type.name, type.type, path: "\(path).\(type.name)", scope: scope)
    }
  }

  /// The Swift name of a field, value or member: the user's, or the one by rule.
  func name(of schemaName: String, in path: String, default rule: String) -> String {
    options.names["\(path).\(schemaName)"] ?? rule
  }

  /// Writes the smallest size, which the runtime compares counts with.
  func writeMinimumByteCount(of type: SchemaType, scope: Scope) {
    let int = scope.standard("Int")
    let minimum = schema.minimumByteCountText(of: type)
    printer.line()
    printer.line("\(access)static var minimumByteCount: \(int) { \(minimum) }")
  }
}
