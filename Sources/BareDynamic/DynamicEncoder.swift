import BareRuntime
import BareSchema

/// Writes values by walking the schema.
struct DynamicEncoder: ~Copyable {
  let schema: Schema
  var writer: BareWriter

  init(schema: Schema, reservingByteCount: Int = 0) {
    self.schema = schema
    writer = BareWriter(reservingByteCount: reservingByteCount)
  }

  /// Writes one value; `name` is that of the nearest type or field, by which an error in a union
  /// names the member.
  ///
  /// - Throws: class `value` where it is not one of the type.
  mutating func encode(
    _ value: DynamicValue, as type: SchemaType, name: String
  ) throws(BareError) {
    switch (type, value) {
    case (.named(let named), _):
      guard let definition = schema[named] else { throw Self.mismatch(type) }
      try encode(value, as: definition.type, name: named)
    case (.primitive(let primitive), _): try encode(value, as: primitive)
    case (.data(nil), .data(let bytes)): writer.encodeData(bytes)
    case (.data(let byteCount?), .data(let bytes)):
      try writer.encodeData(bytes, byteCount: byteCount)
    case (.optional, .none): writer.encodeFixed(UInt8(0))
    case (.optional(let wrapped), .some(let value)):
      writer.encodeFixed(UInt8(1))
      try encode(value, as: wrapped, name: name)
    case (.list(let element, let count), .list(let elements)):
      try encode(elements, as: element, count: count, name: name)
    case (.map(let key, let value), .map(let parts)):
      try encode(parts, key: key, value: value, name: name)
    case (.enumeration(let values), .enumeration(let index)) where values.indices.contains(index):
      writer.encodeUint(values[index].number)
    case (.structure(let fields), .structure(let values)) where values.count == fields.count:
      try encode(values, as: fields)
    case (.union(let members), .union(let index, let value)) where members.indices.contains(index):
      try encode(value, as: members[index], of: name)
    default: throw Self.mismatch(type)
    }
  }

  private mutating func encode(
    _ value: DynamicValue, as primitive: Primitive
  ) throws(BareError) {
    switch (primitive, value) {
    case (.uint, .unsigned(let value)): writer.encodeUint(value)
    case (.u8, .unsigned(let value)): try encodeFixed(UInt8(exactly: value), primitive)
    case (.u16, .unsigned(let value)): try encodeFixed(UInt16(exactly: value), primitive)
    case (.u32, .unsigned(let value)): try encodeFixed(UInt32(exactly: value), primitive)
    case (.u64, .unsigned(let value)): writer.encodeFixed(value)
    case (.int, .signed(let value)): writer.encodeInt(value)
    case (.i8, .signed(let value)): try encodeFixed(Int8(exactly: value), primitive)
    case (.i16, .signed(let value)): try encodeFixed(Int16(exactly: value), primitive)
    case (.i32, .signed(let value)): try encodeFixed(Int32(exactly: value), primitive)
    case (.i64, .signed(let value)): writer.encodeFixed(value)
    case (.f32, .float32(let bits)): writer.encodeFixed(bits)
    case (.f64, .float64(let bits)): writer.encodeFixed(bits)
    case (.bool, .bool(let value)): writer.encodeFixed(UInt8(value ? 1 : 0))
    case (.str, .string(let value)): writer.encodeString(value)
    case (.void, .void): break
    default: throw Self.mismatch(.primitive(primitive))
    }
  }

  private mutating func encodeFixed<Integer: FixedWidthInteger>(
    _ value: Integer?, _ primitive: Primitive
  ) throws(BareError) {
    guard let value else { throw Self.mismatch(.primitive(primitive)) }
    writer.encodeFixed(value)
  }

  private mutating func encode(
    _ elements: [DynamicValue], as type: SchemaType, count: UInt64?, name: String
  ) throws(BareError) {
    if let count {
      guard UInt64(elements.count) == count else {
        throw BareError(.value(expected: "\(count) elements", met: "\(elements.count)"))
      }
    } else {
      writer.encodeUint(UInt64(elements.count))
    }
    for (index, element) in elements.enumerated() {
      do throws(BareError) {
        try encode(element, as: type, name: name)
      } catch {
        throw error.inside(.index(index))
      }
    }
  }

  private mutating func encode(
    _ parts: [DynamicValue], key: SchemaType, value: SchemaType, name: String
  ) throws(BareError) {
    guard parts.count.isMultiple(of: 2) else { throw Self.mismatch(.map(key: key, value: value)) }
    var keys = KeyIndex(schema: schema, type: key)
    writer.encodeUint(UInt64(parts.count / 2))
    for index in 0..<(parts.count / 2) {
      do throws(BareError) {
        try keys.insert(parts[2 * index], at: nil)
        try encode(parts[2 * index], as: key, name: name)
        try encode(parts[2 * index + 1], as: value, name: name)
      } catch {
        throw error.inside(.index(index))
      }
    }
  }

  private mutating func encode(
    _ values: [DynamicValue], as fields: [Field]
  ) throws(BareError) {
    for (field, value) in zip(fields, values) {
      do throws(BareError) {
        try encode(value, as: field.type, name: field.name)
      } catch {
        throw error.inside(.name(field.name))
      }
    }
  }

  private mutating func encode(
    _ value: DynamicValue, as member: UnionMember, of union: String
  ) throws(BareError) {
    writer.encodeUint(member.tag)
    do throws(BareError) {
      try encode(value, as: member.type, name: "")
    } catch {
      throw error.inside(.name(member.label(in: union)))
    }
  }

  private static func mismatch(_ type: SchemaType) -> BareError {
    BareError(.value(expected: "a value of type `\(type.compactText)`", met: "another"))
  }
}
