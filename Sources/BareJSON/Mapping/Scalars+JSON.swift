public import BareRuntime

extension Bool: BareJSONCodable {
  /// Reads `true` or `false`.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard case .bool(let value) = json else {
      throw JSONMappingError(expected: "true or false", met: json)
    }
    self = value
  }

  /// `true` or `false`.
  public var json: JSONValue { .bool(self) }
}

extension String: BareJSONCodable {
  /// Reads a string.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard case .string(let value) = json else {
      throw JSONMappingError(expected: "a string", met: json)
    }
    self = value
  }

  /// The string.
  public var json: JSONValue { .string(self) }
}

extension Bytes: BareJSONCodable {
  /// Reads a string of hex digits.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard case .string(let text) = json, let bytes = Bytes(hex: text) else {
      throw JSONMappingError(expected: "a string of hex digits, two a byte", met: json)
    }
    self = bytes
  }

  /// A string of lower-case hex digits.
  public var json: JSONValue { .string(hex) }
}

extension BareVoid: BareJSONCodable {
  /// Reads `null`.
  public init(json: JSONValue) throws(JSONMappingError) {
    guard case .null = json else { throw JSONMappingError(expected: "null", met: json) }
    self.init()
  }

  /// `null`.
  public var json: JSONValue { .null }

  /// Yes.
  public static var mayBeNull: Bool { true }
}
