public import BareRuntime

/// A message of one of a protocol's versions that has a JSON form: that of its version.
public protocol VersionedJSONMessage: VersionedMessage {
  /// Reads the JSON form in a version.
  ///
  /// - Throws: what was expected and met, and the path to it.
  init(version: Version, json: JSONValue) throws(JSONMappingError)

  /// The JSON form in the version that the value is of.
  var json: JSONValue { get }
}

/// One root type of a protocol in all its versions, at run time.
///
/// Generated code with `--emit json` holds a table of these by type name.
public struct VersionedJSONCodec: Sendable {
  /// Reads the JSON form of a message in one version and gives that of another, by their numbers.
  ///
  /// - Throws: `BareError` of class `version` for a number of no version, ``JSONMappingError``, or
  ///   `IncompatibleVersion`.
  public let convert: @Sendable (JSONValue, _ from: UInt16, _ to: UInt16) throws -> JSONValue

  /// Messages behind the number of their version (`ENVOY-2.1`); their JSON form is an object whose
  /// only key is the version, such as `{"v2": …}`.
  public let embedded: BareJSONCodec

  /// The codec of a type.
  public init<Message: VersionedJSONMessage>(_ type: Message.Type) {
    convert = { json, from, to in
      let source = try Message.Version(number: from)
      let target = try Message.Version(number: to)
      return try Message(version: source, json: json).converted(to: target).json
    }
    embedded = BareJSONCodec(EmbeddedMessage<Message>.self)
  }
}

/// A message behind its version, as one value.
private struct EmbeddedMessage<Message: VersionedJSONMessage>: BareJSONCodable {
  let message: Message

  init(json: JSONValue) throws(JSONMappingError) {
    let member = try JSONMember(json)
    guard let number = UInt16(member.name.dropFirst()), member.name == "v\(number)",
      let version = Message.Version(rawValue: number)
    else { throw member.unknown() }
    do throws(JSONMappingError) {
      message = try Message(version: version, json: member.value)
    } catch {
      throw error.inside(.key(member.name))
    }
  }

  var json: JSONValue { .object([("v\(message.version.rawValue)", message.json)]) }

  static var minimumByteCount: Int { MemoryLayout<UInt16>.size }

  init(decoding reader: inout BareReader) throws(BareError) {
    message = try Message.decodeEmbedded(from: &reader)
  }

  var encodedByteCount: Int { Self.minimumByteCount + message.encodedByteCount }

  func encode(into writer: inout BareWriter) throws(BareError) {
    try message.encodeEmbedded(into: &writer)
  }
}
