import BareJSON
import BareRuntime
import BareSchema

/// Reads the JSON form of values.
struct DynamicJSONReader {
  let schema: Schema

  func value(of json: JSONValue, as type: SchemaType) throws(JSONMappingError) -> DynamicValue {
    switch schema.resolved(type) {
    case .primitive(let primitive): return try value(of: json, as: primitive)
    case .data(let byteCount): return try data(of: json, byteCount: byteCount)
    case .optional(let wrapped): return try optional(of: json, wrapped)
    case .list(let element, let count): return try list(of: json, element, count: count)
    case .map(let key, let value): return try map(of: json, key, value)
    case .enumeration(let values): return try enumeration(of: json, values)
    case .structure(let fields): return try structure(of: json, fields)
    case .union(let members): return try union(of: json, members)
    case .named: return .void
    }
  }

  private func value(
    of json: JSONValue, as primitive: Primitive
  ) throws(JSONMappingError) -> DynamicValue {
    switch primitive {
    case .uint, .u64: .unsigned(try UInt64(exactly: json))
    case .u8: .unsigned(UInt64(try UInt8(exactly: json)))
    case .u16: .unsigned(UInt64(try UInt16(exactly: json)))
    case .u32: .unsigned(UInt64(try UInt32(exactly: json)))
    case .int, .i64: .signed(try Int64(exactly: json))
    case .i8: .signed(Int64(try Int8(exactly: json)))
    case .i16: .signed(Int64(try Int16(exactly: json)))
    case .i32: .signed(Int64(try Int32(exactly: json)))
    case .f32: .float32(try Float(json: json).bitPattern)
    case .f64: .float64(try Double(json: json).bitPattern)
    case .bool: .bool(try Bool(json: json))
    case .str: .string(try String(json: json))
    case .void: try void(of: json)
    }
  }

  private func void(of json: JSONValue) throws(JSONMappingError) -> DynamicValue {
    guard case .null = json else { throw JSONMappingError(expected: "null", met: json) }
    return .void
  }

  private func data(
    of json: JSONValue, byteCount: UInt64?
  ) throws(JSONMappingError) -> DynamicValue {
    let bytes = try Bytes(json: json)
    if let byteCount, UInt64(bytes.count) != byteCount {
      throw JSONMappingError(expected: "\(byteCount) bytes", met: "\(bytes.count)")
    }
    return .data(bytes)
  }

  private func optional(
    of json: JSONValue, _ wrapped: SchemaType
  ) throws(JSONMappingError) -> DynamicValue {
    if case .null = json { return .none }
    guard schema.mayBeNull(wrapped) else { return .some(try value(of: json, as: wrapped)) }
    let fields = [Field(name: "some", type: wrapped, span: SourceSpan(start: 0, end: 0))]
    guard case .structure(let values) = try structure(of: json, fields), let value = values.first
    else { return .none }
    return .some(value)
  }

  private func list(
    of json: JSONValue, _ element: SchemaType, count: UInt64?
  ) throws(JSONMappingError) -> DynamicValue {
    guard case .array(let elements) = json else {
      throw JSONMappingError(expected: "an array", met: json)
    }
    if let count, UInt64(elements.count) != count {
      throw JSONMappingError(expected: "\(count) elements", met: "\(elements.count)")
    }
    var values: [DynamicValue] = []
    for (index, part) in elements.enumerated() {
      values.append(try inside(.index(index), part, as: element))
    }
    return .list(values)
  }

  private func map(
    of json: JSONValue, _ key: SchemaType, _ value: SchemaType
  ) throws(JSONMappingError) -> DynamicValue {
    guard case .array(let pairs) = json else {
      throw JSONMappingError(expected: "an array of [key, value]", met: json)
    }
    var keys = KeyIndex(schema: schema, type: key)
    var parts: [DynamicValue] = []
    for (index, pair) in pairs.enumerated() {
      do throws(JSONMappingError) {
        guard case .array(let both) = pair, both.count == 2 else {
          throw JSONMappingError(expected: "[key, value]", met: pair)
        }
        let keyValue = try inside(.index(0), both[0], as: key)
        try insert(keyValue, into: &keys)
        parts += [keyValue, try inside(.index(1), both[1], as: value)]
      } catch {
        throw error.inside(.index(index))
      }
    }
    return .map(parts)
  }

  private func insert(
    _ key: DynamicValue, into keys: inout KeyIndex
  ) throws(JSONMappingError) {
    do throws(BareError) {
      try keys.insert(key, at: nil)
    } catch {
      throw JSONMappingError(expected: "each key once", met: "a key again")
    }
  }

  private func enumeration(
    of json: JSONValue, _ values: [EnumValue]
  ) throws(JSONMappingError) -> DynamicValue {
    guard case .string(let name) = json,
      let index = values.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) })
    else {
      let names = values.map { "`\($0.name)`" }.joined(separator: ", ")
      throw JSONMappingError(expected: "one of \(names)", met: json)
    }
    return .enumeration(index: index)
  }

  private func structure(
    of json: JSONValue, _ fields: [Field]
  ) throws(JSONMappingError) -> DynamicValue {
    var object = try JSONFields(json)
    var values: [DynamicValue] = []
    for field in fields {
      values.append(try inside(.key(field.name), try object.take(field.name), as: field.type))
    }
    try object.finish()
    return .structure(values)
  }

  private func union(
    of json: JSONValue, _ members: [UnionMember]
  ) throws(JSONMappingError) -> DynamicValue {
    let member = try JSONMember(json)
    guard let index = members.firstIndex(where: { $0.type.compactText == member.name }) else {
      throw member.unknown()
    }
    let value = try inside(.key(member.name), member.value, as: members[index].type)
    return .union(index: index, value)
  }

  private func inside(
    _ component: JSONPath.Component, _ json: JSONValue, as type: SchemaType
  ) throws(JSONMappingError) -> DynamicValue {
    do throws(JSONMappingError) {
      return try value(of: json, as: type)
    } catch {
      throw error.inside(component)
    }
  }
}
