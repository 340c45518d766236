import BareDynamic
import BareJSON
import BareRuntime
import BareSchema

/// One type by the codec that walks schemas at run time, which judges the answers of testees.
enum ReferenceCodec: Sendable {
  /// A type of one schema.
  case plain(DynamicCodec, TypeDefinition)

  /// A type behind the number of its version.
  case embedded(EmbeddedCodec)

  var typeName: String {
    switch self {
    case .plain(_, let type): type.name
    case .embedded(let codec): codec.typeName
    }
  }

  func decode(_ message: Bytes) throws(BareError) -> DynamicValue {
    switch self {
    case .plain(let codec, let type): try codec.decode(message, as: type)
    case .embedded(let codec): try codec.decode(message)
    }
  }

  func encode(
    _ value: DynamicValue, reservingByteCount: Int = 0
  ) throws(BareError) -> [UInt8] {
    switch self {
    case .plain(let codec, let type):
      try codec.encode(value, as: type, reservingByteCount: reservingByteCount)
    case .embedded(let codec): try codec.encode(value)
    }
  }

  func json(of value: DynamicValue) -> JSONValue {
    switch self {
    case .plain(let codec, let type): codec.json(of: value, as: type)
    case .embedded(let codec): codec.json(of: value)
    }
  }

  func value(of json: JSONValue) throws(JSONMappingError) -> DynamicValue {
    switch self {
    case .plain(let codec, let type): try codec.value(of: json, as: type)
    case .embedded(let codec): try codec.value(of: json)
    }
  }
}
