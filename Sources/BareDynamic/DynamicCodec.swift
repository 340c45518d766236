public import BareJSON
public import BareRuntime
public import BareSchema

/// Decodes, encodes and maps to JSON the values of a schema that is read at run time.
///
/// It shares only the primitives of `BareRuntime` with generated code: the composition of types is
/// walked here a second time, so that each checks the other.
public struct DynamicCodec: Sendable {
  /// The schema.
  public let schema: Schema

  /// A codec for a checked schema.
  public init(schema: Schema) {
    self.schema = schema
  }

  /// Decodes a whole message of a declared type.
  ///
  /// - Throws: what is wrong with the bytes; class `trailing` where some are left.
  public func decode(_ message: Bytes, as type: TypeDefinition) throws(BareError) -> DynamicValue {
    try BareReader.readMessage(message) { (reader) throws(BareError) in
      try decode(type, from: &reader)
    }
  }

  /// Decodes a value of a declared type where the reader stands, as part of something larger.
  ///
  /// - Throws: what is wrong with the bytes; the path starts with the type.
  public func decode(
    _ type: TypeDefinition, from reader: inout BareReader
  ) throws(BareError) -> DynamicValue {
    do throws(BareError) {
      return try DynamicDecoder(schema: schema).decode(type.type, name: type.name, from: &reader)
    } catch {
      throw error.inside(.name(type.name))
    }
  }

  /// Encodes a whole message of a declared type, with memory for so many bytes from the start.
  ///
  /// - Throws: class `value` where the value is not one of the type.
  public func encode(
    _ value: DynamicValue, as type: TypeDefinition, reservingByteCount: Int = 0
  ) throws(BareError) -> [UInt8] {
    var encoder = DynamicEncoder(schema: schema, reservingByteCount: reservingByteCount)
    do throws(BareError) {
      try encoder.encode(value, as: type.type, name: type.name)
    } catch {
      throw error.inside(.name(type.name))
    }
    return encoder.writer.bytes
  }

  /// The JSON form of a value of a declared type.
  public func json(of value: DynamicValue, as type: TypeDefinition) -> JSONValue {
    DynamicJSONWriter(schema: schema).json(of: value, as: type.type)
  }

  /// The value of a declared type that a JSON form stands for.
  ///
  /// - Throws: what was expected and met, and the path to it.
  public func value(
    of json: JSONValue, as type: TypeDefinition
  ) throws(JSONMappingError) -> DynamicValue {
    try DynamicJSONReader(schema: schema).value(of: json, as: type.type)
  }
}
