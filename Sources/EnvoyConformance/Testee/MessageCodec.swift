import BareDynamic
import BareJSON
import BareRuntime
import BareSchema

/// One type by one codec: bytes to JSON and back.
enum MessageCodec {
  case generated(BareJSONCodec)
  case dynamic(DynamicCodec, TypeDefinition)

  /// The JSON of a message.
  ///
  /// - Throws: `BareError`.
  func decode(_ message: Bytes) throws -> JSONValue {
    switch self {
    case .generated(let codec): try codec.json(decoding: message)
    case .dynamic(let codec, let type):
      codec.json(of: try codec.decode(message, as: type), as: type)
    }
  }

  /// The message of the value of a message, without a detour over JSON.
  ///
  /// - Throws: `BareError`.
  func recode(_ message: Bytes) throws(BareError) -> [UInt8] {
    switch self {
    case .generated(let codec): try codec.bytes(recoding: message)
    case .dynamic(let codec, let type):
      try codec.encode(
        try codec.decode(message, as: type), as: type, reservingByteCount: message.count)
    }
  }

  /// The message of a JSON form.
  ///
  /// - Throws: `BareError`, `BareJSONError` or `JSONMappingError`.
  func encode(_ json: JSONValue) throws -> Bytes {
    switch self {
    case .generated(let codec): try Bytes(try codec.bytes(encoding: json))
    case .dynamic(let codec, let type):
      try Bytes(try codec.encode(try codec.value(of: json, as: type), as: type))
    }
  }
}
