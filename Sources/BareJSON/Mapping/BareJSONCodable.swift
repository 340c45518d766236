public import BareRuntime

/// A value with a BARE encoding and a JSON form.
///
/// The form depends on the type, never on the value, so every language reads it without loss:
/// 64-bit integers are decimal strings, `data` is hex, a union names its member.
public protocol BareJSONCodable: BareDecodable, BareEncodable, Sendable {
  /// Reads the JSON form.
  ///
  /// - Throws: what was expected and met, and the path to it; a field that is unknown, missing or
  ///   repeated is an error.
  init(json: JSONValue) throws(JSONMappingError)

  /// The JSON form; fields stand in the order of the schema.
  var json: JSONValue { get }

  /// Whether a value may itself be `null`, so that an optional has to wrap it in `{"some": value}`.
  static var mayBeNull: Bool { get }
}

extension BareJSONCodable {
  /// No: only `void` and `optional` values are `null`.
  public static var mayBeNull: Bool { false }
}

/// An enum whose JSON form is the name of the value.
public protocol BareJSONEnum: BareEnum, BareJSONCodable {
  /// The name in the schema.
  var jsonName: String { get }
}

extension BareJSONEnum {
  /// Reads the name of a value.
  ///
  /// - Throws: where it is none of the names, which the error lists.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard case .string(let name) = json,
      let value = Self.allCases.first(where: { $0.jsonName.hasSameBytes(as: name) })
    else {
      let names = Self.allCases.map { "`\($0.jsonName)`" }.joined(separator: ", ")
      throw JSONMappingError(expected: "one of \(names)", met: json)
    }
    self = value
  }

  /// The name of the value.
  public var json: JSONValue { .string(jsonName) }
}
