import BareRuntime
import BareSchema

/// Reads values by walking the schema.
struct DynamicDecoder {
  let schema: Schema

  /// Reads one value; `name` is that of the nearest type or field, by which an error in a union
  /// names the member.
  func decode(
    _ type: SchemaType, name: String, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    switch type {
    case .primitive(let primitive): return try decode(primitive, from: &reader)
    case .data(nil): return .data(try reader.decodeData())
    case .data(let byteCount?): return .data(try reader.decodeData(byteCount: byteCount))
    case .optional(let wrapped): return try decodeOptional(wrapped, name: name, from: &reader)
    case .list(let element, let count):
      return try decodeList(element, count: count, name: name, from: &reader)
    case .map(let key, let value): return try decodeMap(key, value, name: name, from: &reader)
    case .enumeration(let values): return try decodeEnum(values, from: &reader)
    case .structure(let fields): return try decodeStruct(fields, from: &reader)
    case .union(let members): return try decodeUnion(members, name: name, from: &reader)
    case .named(let named):
      guard let definition = schema[named] else { return .void }
      return try decode(definition.type, name: named, from: &reader)
    }
  }

  private func decode(
    _ primitive: Primitive, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    switch primitive {
    case .uint: .unsigned(try reader.decodeUint())
    case .u8: .unsigned(UInt64(try reader.decodeFixed(UInt8.self)))
    case .u16: .unsigned(UInt64(try reader.decodeFixed(UInt16.self)))
    case .u32: .unsigned(UInt64(try reader.decodeFixed(UInt32.self)))
    case .u64: .unsigned(try reader.decodeFixed())
    case .int: .signed(try reader.decodeInt())
    case .i8: .signed(Int64(try reader.decodeFixed(Int8.self)))
    case .i16: .signed(Int64(try reader.decodeFixed(Int16.self)))
    case .i32: .signed(Int64(try reader.decodeFixed(Int32.self)))
    case .i64: .signed(try reader.decodeFixed())
    case .f32: .float32(try reader.decodeFixed())
    case .f64: .float64(try reader.decodeFixed())
    case .bool: .bool(try reader.decodeBool())
    case .str: .string(try reader.decodeString())
    case .void: .void
    }
  }

  private func decodeOptional(
    _ wrapped: SchemaType, name: String, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    let byteOffset = reader.byteOffset
    switch try reader.decodeFixed(UInt8.self) {
    case 0: return .none
    case 1: return .some(try decode(wrapped, name: name, from: &reader))
    case let byte: throw BareError(.optional(byte), byteOffset: byteOffset)
    }
  }

  private func decodeList(
    _ element: SchemaType, count: UInt64?, name: String, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    let minimum = schema.minimumByteCount(of: element)
    let claimed = if let count { count } else { try reader.decodeUint() }
    let count = try Self.fitting(claimed, minimum, reader)
    var elements: [DynamicValue] = []
    for index in 0..<count {
      do throws(BareError) {
        elements.append(try decode(element, name: name, from: &reader))
      } catch {
        throw error.inside(.index(index))
      }
    }
    return .list(elements)
  }

  private func decodeMap(
    _ key: SchemaType, _ value: SchemaType, name: String, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    let (minimum, overflow) = schema.minimumByteCount(of: key)
      .addingReportingOverflow(schema.minimumByteCount(of: value))
    let count = try Self.fitting(try reader.decodeUint(), overflow ? .max : minimum, reader)
    var keys = KeyIndex(schema: schema, type: key)
    var parts: [DynamicValue] = []
    for index in 0..<count {
      do throws(BareError) {
        let byteOffset = reader.byteOffset
        let keyValue = try part("key", key, name: name, from: &reader)
        try keys.insert(keyValue, at: byteOffset)
        parts.append(keyValue)
        parts.append(try part("value", value, name: name, from: &reader))
      } catch {
        throw error.inside(.index(index))
      }
    }
    return .map(parts)
  }

  private func part(
    _ part: String, _ type: SchemaType, name: String, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    do throws(BareError) {
      return try decode(type, name: name, from: &reader)
    } catch {
      throw error.inside(.name(part))
    }
  }

  private func decodeEnum(
    _ values: [EnumValue], from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    let byteOffset = reader.byteOffset
    let number = try reader.decodeUint()
    guard let index = values.firstIndex(where: { $0.number == number }) else {
      throw BareError(.enumNumber(number), byteOffset: byteOffset)
    }
    return .enumeration(index: index)
  }

  private func decodeStruct(
    _ fields: [Field], from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    var values: [DynamicValue] = []
    values.reserveCapacity(fields.count)
    for field in fields {
      do throws(BareError) {
        values.append(try decode(field.type, name: field.name, from: &reader))
      } catch {
        throw error.inside(.name(field.name))
      }
    }
    return .structure(values)
  }

  private func decodeUnion(
    _ members: [UnionMember], name: String, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    let byteOffset = reader.byteOffset
    let tag = try reader.decodeUint()
    guard let index = members.firstIndex(where: { $0.tag == tag }) else {
      throw BareError(.unionTag(tag), byteOffset: byteOffset)
    }
    do throws(BareError) {
      return .union(index: index, try decode(members[index].type, name: "", from: &reader))
    } catch {
      throw error.inside(.name(members[index].label(in: name)))
    }
  }

  /// A count that the rest of the message can hold.
  static func fitting(
    _ count: UInt64, _ minimum: UInt64, _ reader: borrowing BareReader
  ) throws(BareError) -> Int {
    let remaining = reader.remainingByteCount
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: minimum)
    guard !overflow, byteCount <= UInt64(remaining) else {
      throw BareError(
        .truncatedCount(
          count: count, minimumElementByteCount: Int(clamping: minimum),
          remainingByteCount: remaining),
        byteOffset: reader.byteOffset)
    }
    return Int(count)
  }
}
