public import BareRuntime

/// One type of a schema, at run time: from bytes to JSON and back.
///
/// Generated code with `--emit json` holds a table of these by type name.
public struct BareJSONCodec: Sendable {
  /// Reads one value and gives its JSON form; throws what is wrong with the bytes.
  public let decode: @Sendable (inout BareReader) throws(BareError) -> JSONValue

  /// Reads one value and writes it again, without a detour over JSON; throws what is wrong with
  /// the bytes.
  public let recode: @Sendable (inout BareReader, inout BareWriter) throws(BareError) -> Void

  /// Writes the value of a JSON form; throws where it stands for none, or the value has no
  /// encoding.
  public let encode: @Sendable (JSONValue, inout BareWriter) throws(BareJSONError) -> Void

  /// The codec of a type that codes itself.
  public init<Value: BareJSONCodable>(_ type: Value.Type) {
    self.init(
      decode: { (reader) throws(BareError) in try Value(decoding: &reader) },
      encode: { (value: Value, writer) throws(BareError) in try value.encode(into: &writer) })
  }

  /// The codec of a type that is coded by functions, since its Swift type alone does not tell how.
  public init<Value: BareJSONCodable>(
    decode: @escaping @Sendable (inout BareReader) throws(BareError) -> Value,
    encode: @escaping @Sendable (Value, inout BareWriter) throws(BareError) -> Void
  ) {
    self.decode = { (reader) throws(BareError) in try decode(&reader).json }
    recode = { (reader, writer) throws(BareError) in try encode(try decode(&reader), &writer) }
    self.encode = { (json, writer) throws(BareJSONError) in
      let value: Value
      do throws(JSONMappingError) {
        value = try Value(json: json)
      } catch {
        throw .mapping(error)
      }
      do throws(BareError) {
        try encode(value, &writer)
      } catch {
        throw .encoding(error)
      }
    }
  }

  /// The JSON form of a whole message.
  ///
  /// - Throws: what is wrong with the bytes.
  public func json(decoding message: Bytes) throws(BareError) -> JSONValue {
    try BareReader.readMessage(message, decode)
  }

  /// The message of the value of a message: the same bytes, where the codec is right.
  ///
  /// - Throws: what is wrong with the bytes.
  public func bytes(recoding message: Bytes) throws(BareError) -> [UInt8] {
    var writer = BareWriter(reservingByteCount: message.count)
    try BareReader.readMessage(message) { (reader) throws(BareError) in
      try recode(&reader, &writer)
    }
    return writer.bytes
  }

  /// The message of a JSON form.
  ///
  /// - Throws: where it does not stand for a value of the type, or the value has no encoding.
  public func bytes(encoding json: JSONValue) throws(BareJSONError) -> [UInt8] {
    var writer = BareWriter()
    try encode(json, &writer)
    return writer.bytes
  }
}

/// Why a JSON form has no bytes.
public enum BareJSONError: Error, Sendable, CustomStringConvertible {
  /// It does not stand for a value of the type.
  case mapping(JSONMappingError)

  /// The value has no encoding.
  case encoding(BareError)

  /// What was expected and met, and where.
  public var description: String {
    switch self {
    case .mapping(let error): error.description
    case .encoding(let error): error.description
    }
  }
}
