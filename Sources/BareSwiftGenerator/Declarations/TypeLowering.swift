import BareSchema

/// Turns schema types into Swift, in one scope.
struct TypeLowering {
  let schema: Schema
  let scope: Scope

  /// The Swift of a type; in-place types below it take `name` for their nested type.
  func lower(_ type: SchemaType, inPlaceName name: String) -> LoweredType {
    switch type {
    case .primitive(let primitive): lower(primitive)
    case .data(let byteCount): lowerData(byteCount)
    case .optional(let wrapped): lowerOptional(lower(wrapped, inPlaceName: name))
    case .list(let element, let count):
      lowerList(
        lower(element, inPlaceName: name), count: count,
        minimum: schema.minimumByteCountText(of: element))
    case .map(let key, let value): lowerMap(key, value, inPlaceName: name)
    case .enumeration, .structure, .union:
      LoweredType(spelling: SwiftWords.escaped(name), coding: .conformance)
    case .named(let named): lowerName(named)
    }
  }

  private func lower(_ primitive: Primitive) -> LoweredType {
    switch primitive {
    case .uint: varint("UInt64", "Uint")
    case .int: varint("Int64", "Int")
    case .void: LoweredType(spelling: scope.runtime("BareVoid"), coding: .conformance)
    case .u8, .u16, .u32, .u64:
      plain("UInt" + primitive.rawValue.dropFirst())
    case .i8, .i16, .i32, .i64:
      plain("Int" + primitive.rawValue.dropFirst())
    case .f32: plain("Float")
    case .f64: plain("Double")
    case .bool: plain("Bool")
    case .str: plain("String")
    }
  }

  private func plain(_ name: String) -> LoweredType {
    LoweredType(spelling: scope.standard(name), coding: .conformance)
  }

  private func varint(_ swiftName: String, _ name: String) -> LoweredType {
    let writer = scope.runtime("BareWriter")
    return LoweredType(
      spelling: scope.standard(swiftName),
      coding: .functions(
        LoweredType.Functions(
          decode: ["try reader.decode\(name)()"],
          encode: { ["writer.encode\(name)(\($0))"] },
          byteCount: { ["\(writer).byteCount(of\(name): \($0))"] }, mayThrow: false)))
  }

  private func lowerData(_ byteCount: UInt64?) -> LoweredType {
    let bytes = scope.runtime("Bytes")
    guard let byteCount else { return LoweredType(spelling: bytes, coding: .conformance) }
    return LoweredType(
      spelling: bytes,
      coding: .functions(
        LoweredType.Functions(
          decode: ["try reader.decodeData(byteCount: \(SwiftWords.literal(byteCount)))"],
          encode: { ["try writer.encodeData(\($0), byteCount: \(SwiftWords.literal(byteCount)))"] },
          byteCount: { ["\($0).count"] }, mayThrow: true)))
  }

  /// A name is coded by its type, unless it names something that only functions can code.
  private func lowerName(_ name: String) -> LoweredType {
    let spelling = scope.reference(name)
    guard let definition = schema[name],
      case .functions = lower(definition.type, inPlaceName: name).coding
    else { return LoweredType(spelling: spelling, coding: .conformance) }
    let namespace = scope.namespaceReference
    return LoweredType(
      spelling: spelling,
      coding: .functions(
        LoweredType.Functions(
          decode: ["try \(namespace).decode\(name)(from: &reader)"],
          encode: { ["try \(namespace).encode\(name)(\($0), into: &writer)"] },
          byteCount: { ["\(namespace).encodedByteCount(of\(name): \($0))"] }, mayThrow: true)))
  }
}

extension Schema {
  /// The minimum size of a type as a Swift literal that fits `Int`.
  func minimumByteCountText(of type: SchemaType) -> String {
    let minimum = minimumByteCount(of: type)
    return minimum > UInt64(Int.max) ? ".max" : SwiftWords.literal(minimum)
  }
}
