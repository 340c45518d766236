import BareSchema

/// Writes the extensions that map a schema's types to JSON and back.
struct JSONExtensionWriter {
  let types: TypeWriter
  let scope: Scope
  let printer: CodePrinter

  private var access: String { types.access }
  private var json: String { scope.jsonLibrary("JSONValue") }
  private var mappingError: String { scope.jsonLibrary("JSONMappingError") }

  /// Writes one extension a type, in-place types behind the one that holds them.
  func writeExtensions() {
    for definition in types.schema.types
    where types.place.sharedFrom[definition.name] == nil {
      let name = "\(types.place.namespace).\(SwiftWords.escaped(definition.name))"
      switch definition.type {
      case .structure, .enumeration, .union:
        writeExtension(name, definition.type, path: definition.name)
      default:
        let nested = definition.type.inPlaceTypes(
          named: TypeWriter.inPlaceName(ofAlias: definition.name))
        for type in nested {
          writeExtension(
            "\(types.place.namespace).\(SwiftWords.escaped(type.name))", type.type,
            path: "\(definition.name).\(type.name)")
        }
      }
    }
  }

  private func writeExtension(_ name: String, _ type: SchemaType, path: String) {
    switch type {
    case .structure(let fields): writeStruct(name, fields, path: path)
    case .enumeration(let values): writeEnum(name, values, path: path)
    case .union(let members): writeUnion(name, members, path: path)
    default: break
    }
  }

  private func writeStruct(_ name: String, _ fields: [Field], path: String) {
    let swiftFields = fields.map { types.swiftField($0, path: path, scope: scope) }
    let fieldsType = scope.jsonLibrary("JSONFields")
    printer.line()
    printer.block("extension \(name): \(scope.jsonLibrary("BareJSONCodable"))") {
      printer.block("\(access)init(json: \(json)) throws(\(mappingError))") {
        printer.line("var fields = try \(fieldsType)(json)")
        for field in swiftFields {
          printer.line("\(field.property) = try fields.decode(\"\(field.schemaName)\")")
        }
        printer.line("try fields.finish()")
      }
      printer.line()
      printer.block("\(access)var json: \(json)") {
        let members = swiftFields.map { "\"\($0.schemaName)\": \($0.property).json" }
        if members.count == 1 { return printer.line("[\(members[0])]") }
        printer.lines(["["] + members.map { "  \($0)," } + ["]"])
      }
    }
    for field in fields {
      for type in field.type.inPlaceTypes(named: TypeWriter.inPlaceName(field)) {
        writeExtension(
          "\(name).\(SwiftWords.escaped(type.name))", type.type, path: "\(path).\(type.name)")
      }
    }
  }

  private func writeEnum(_ name: String, _ values: [EnumValue], path: String) {
    printer.line()
    printer.block("extension \(name): \(scope.jsonLibrary("BareJSONEnum"))") {
      printer.block("\(access)var jsonName: \(scope.standard("String"))") {
        printer.line("switch self {")
        for value in values {
          let swiftName = SwiftWords.escaped(types.caseName(of: value, in: path))
          printer.line("case .\(swiftName): \"\(value.name)\"")
        }
        printer.line("}")
      }
    }
  }

  private func writeUnion(_ name: String, _ members: [UnionMember], path: String) {
    let union = path.split(separator: ".").last.map(String.init) ?? path
    let swiftMembers = members.map {
      ($0.type.compactText, types.swiftMember($0, union: union, path: path, scope: scope))
    }
    printer.line()
    printer.block("extension \(name): \(scope.jsonLibrary("BareJSONCodable"))") {
      printer.block("\(access)init(json: \(json)) throws(\(mappingError))") {
        writeUnionReading(swiftMembers)
      }
      printer.line()
      printer.block("\(access)var json: \(json)") {
        writeUnionWriting(swiftMembers)
      }
    }
    for member in members {
      for type in member.type.inPlaceTypes(named: TypeWriter.inPlaceName(member)) {
        writeExtension(
          "\(name).\(SwiftWords.escaped(type.name))", type.type, path: "\(path).\(type.name)")
      }
    }
  }

  private func writeUnionReading(
    _ members: [(String, TypeWriter.SwiftMember)]
  ) {
    printer.line("let member = try \(scope.jsonLibrary("JSONMember"))(json)")
    printer.line("switch member.name {")
    for (text, member) in members {
      let name = SwiftWords.escaped(member.name)
      printer.line("case \"\(text)\":")
      if member.type == nil {
        printer.line("  try member.decodeVoid()")
        printer.line("  self = .\(name)")
      } else {
        printer.line("  self = .\(name)(try member.decode())")
      }
    }
    printer.line("default: throw member.unknown()")
    printer.line("}")
  }

  private func writeUnionWriting(
    _ members: [(String, TypeWriter.SwiftMember)]
  ) {
    printer.line("switch self {")
    for (text, member) in members {
      let name = SwiftWords.escaped(member.name)
      if member.type == nil {
        printer.switchCase("case .\(name):", ["[\"\(text)\": .null]"])
      } else {
        printer.switchCase("case .\(name)(let value):", ["[\"\(text)\": value.json]"])
      }
    }
    printer.line("}")
  }
}
