import BareJSON
import BareRuntime

/// One type by one codec: bytes to JSON and back.
enum MessageCodec {
  case generated(BareJSONCodec, typeName: String)
  case dynamic(ReferenceCodec)

  /// The JSON of a message.
  ///
  /// - Throws: what is wrong with the bytes, its path from the type's name on.
  func decode(_ message: Bytes) throws(BareError) -> JSONValue {
    switch self {
    case .generated(let codec, let typeName):
      do throws(BareError) {
        return try codec.json(decoding: message)
      } catch {
        throw Self.rooted(error, typeName)
      }
    case .dynamic(let codec): return codec.json(of: try codec.decode(message))
    }
  }

  /// The message of the value of a message, without a detour over JSON.
  ///
  /// - Throws: `BareError`.
  func recode(_ message: Bytes) throws(BareError) -> [UInt8] {
    switch self {
    case .generated(let codec, let typeName):
      do throws(BareError) {
        return try codec.bytes(recoding: message)
      } catch {
        throw Self.rooted(error, typeName)
      }
    case .dynamic(let codec):
      return try codec.encode(try codec.decode(message), reservingByteCount: message.count)
    }
  }

  /// The message of a JSON form.
  ///
  /// - Throws: `BareError`, `BareJSONError` or `JSONMappingError`.
  func encode(_ json: JSONValue) throws -> Bytes {
    switch self {
    case .generated(let codec, _): try Bytes(try codec.bytes(encoding: json))
    case .dynamic(let codec): try Bytes(try codec.encode(try codec.value(of: json)))
    }
  }

  /// A table of codecs does not tell them their names; what is behind the message has no path.
  private static func rooted(_ error: BareError, _ typeName: String) -> BareError {
    error.errorClass == .trailing ? error : error.inside(.name(typeName))
  }
}
