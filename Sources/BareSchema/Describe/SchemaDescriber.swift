/// Describes the types of a schema.
public struct SchemaDescriber {
  private let schema: Schema
  private let rootNames: Set<String>
  private let fingerprintByName: [String: Fingerprint]
  private let maximumByteCountByName: [String: UInt64]

  /// Names and fingerprints of each version up to that of the schema.
  private let history: [(version: Int, fingerprintByName: [String: Fingerprint])]

  /// Takes a schema and, where it is of a family, its version and the earlier ones.
  public init(_ schema: Schema, version: Int? = nil, earlier: [Int: Schema] = [:]) {
    self.schema = schema
    rootNames = Set(schema.roots.map(\.name))
    let fingerprints = schema.fingerprintByName
    fingerprintByName = fingerprints
    maximumByteCountByName = schema.maximumByteCountByName
    let before = earlier.sorted { $0.key < $1.key }.map { ($0.key, $0.value.fingerprintByName) }
    history = before + (version.map { [($0, fingerprints)] } ?? [])
  }

  /// All types, in the order of the schema.
  public func types() -> [TypeDescription] {
    schema.types.map(type)
  }

  /// One type that the schema declares.
  public func type(_ definition: TypeDefinition) -> TypeDescription {
    let name = definition.name
    let fingerprint = fingerprintByName[name] ?? Fingerprint(value: 0)
    return TypeDescription(
      name: name, kind: kind(of: definition.type), layout: layout(of: definition.type),
      comment: definition.comment, isRoot: rootNames.contains(name),
      size: size(of: definition.type),
      fingerprint: fingerprint,
      sinceVersion: history.first { $0.fingerprintByName[name] != nil }?.version,
      shapeSinceVersion: history.reversed().prefix { $0.fingerprintByName[name] == fingerprint }
        .last?.version, parts: parts(of: definition.type))
  }

  private func kind(of type: SchemaType) -> String {
    switch type {
    case .structure: "struct"
    case .enumeration: "enum"
    case .union: "union"
    default: type.compactText
    }
  }

  private func size(of type: SchemaType) -> TypeDescription.ByteRange {
    TypeDescription.ByteRange(
      minimum: schema.minimumByteCount(of: type),
      maximum: schema.maximumByteCount(of: type, known: maximumByteCountByName))
  }

  private func parts(of type: SchemaType) -> [TypeDescription.Part] {
    switch type {
    case .structure(let fields): parts(of: fields)
    case .enumeration(let values):
      values.map {
        let byteCount = Schema.varintByteCount($0.number)
        return TypeDescription.Part(
          name: $0.name, number: $0.number, offset: nil,
          size: TypeDescription.ByteRange(minimum: byteCount, maximum: byteCount), type: nil,
          layout: nil, comment: $0.comment)
      }
    case .union(let members):
      members.map {
        TypeDescription.Part(
          name: $0.type.compactText, number: $0.tag, offset: nil,
          size: size(of: .union([$0])), type: $0.type.compactText,
          layout: layout(of: $0.type), comment: $0.comment)
      }
    default: []
    }
  }

  private func parts(of fields: [Field]) -> [TypeDescription.Part] {
    var offset: UInt64? = 0
    return fields.map { field in
      let size = size(of: field.type)
      let part = TypeDescription.Part(
        name: field.name, number: nil, offset: offset, size: size, type: field.type.compactText,
        layout: layout(of: field.type), comment: field.comment)
      let (end, overflow) = (offset ?? 0).addingReportingOverflow(size.minimum)
      offset = offset == nil || overflow || size.maximum != size.minimum ? nil : end
      return part
    }
  }

  private func layout(of type: SchemaType) -> String {
    switch schema.resolved(type) {
    case .primitive(let primitive): layout(of: primitive)
    case .data(nil): "varint length, then the bytes"
    case .data(let byteCount?): "\(byteCount) bytes, no length"
    case .optional: "0, or 1 and the value"
    case .list(_, nil): "varint count, then the elements"
    case .list(_, let count?): "\(count) elements, no count"
    case .map: "varint count, then keys and values"
    case .enumeration: "varint number"
    case .structure: "the fields in order"
    case .union: "varint tag, then the member"
    case .named(let name): name
    }
  }

  private func layout(of primitive: Primitive) -> String {
    switch primitive {
    case .uint: "varint"
    case .int: "varint, zig-zag"
    case .u8: "1 byte"
    case .i8: "1 byte, two's complement"
    case .u16, .u32, .u64: "little-endian"
    case .i16, .i32, .i64: "little-endian, two's complement"
    case .f32, .f64: "little-endian IEEE 754"
    case .bool: "1 byte, 0 or 1"
    case .str: "varint length, then UTF-8"
    case .void: "no bytes"
    }
  }
}
