import BareJSON
import BareRuntime
import BareSchema

/// Gives the JSON form of values; what is not a value of its type becomes `null`.
struct DynamicJSONWriter {
  let schema: Schema

  func json(of value: DynamicValue, as type: SchemaType) -> JSONValue {
    switch (schema.resolved(type), value) {
    case (.primitive(let primitive), _): json(of: value, as: primitive)
    case (.data, .data(let bytes)): .string(bytes.hex)
    case (.optional(let wrapped), .some(let value)):
      schema.mayBeNull(wrapped)
        ? ["some": json(of: value, as: wrapped)] : json(of: value, as: wrapped)
    case (.list(let element, _), .list(let elements)):
      .array(elements.map { json(of: $0, as: element) })
    case (.map(let key, let value), .map(let parts)):
      .array(
        stride(from: 0, to: parts.count - 1, by: 2).map { index in
          [json(of: parts[index], as: key), json(of: parts[index + 1], as: value)]
        })
    case (.enumeration(let values), .enumeration(let index)) where values.indices.contains(index):
      .string(values[index].name)
    case (.structure(let fields), .structure(let values)):
      .object(
        JSONObject(
          zip(fields, values).map { ($0.name, json(of: $1, as: $0.type)) }))
    case (.union(let members), .union(let index, let value)) where members.indices.contains(index):
      .object([(members[index].type.compactText, json(of: value, as: members[index].type))])
    default: .null
    }
  }

  private func json(of value: DynamicValue, as primitive: Primitive) -> JSONValue {
    switch (primitive, value) {
    case (.u64, .unsigned(let value)), (.uint, .unsigned(let value)): .string("\(value)")
    case (_, .unsigned(let value)): .number(JSONNumber(value))
    case (.i64, .signed(let value)), (.int, .signed(let value)): .string("\(value)")
    case (_, .signed(let value)): .number(JSONNumber(value))
    case (_, .float32(let bits)): Float(bitPattern: bits).json
    case (_, .float64(let bits)): Double(bitPattern: bits).json
    case (_, .bool(let value)): .bool(value)
    case (_, .string(let value)): .string(value)
    default: .null
    }
  }
}

extension Schema {
  /// Whether a value of the type can be `null` in JSON.
  func mayBeNull(_ type: SchemaType) -> Bool {
    switch resolved(type) {
    case .optional, .primitive(.void): true
    default: false
    }
  }
}
