import BareRuntime

/// The member of a union, taken from a JSON object with one key.
public struct JSONMember {
  /// The name of the member: its type's, or an in-place type's text.
  public let name: String

  /// Its value.
  public let value: JSONValue

  /// Takes the only member of an object.
  ///
  /// - Throws: where the value is no object, or has no or several members.
  public init(_ json: JSONValue) throws(JSONMappingError) {
    guard case .object(let object) = json, object.count == 1, let member = object.first else {
      let met =
        if case .object(let object) = json { "\(object.count) keys" } else { json.kindName }
      throw JSONMappingError(expected: "an object with one key, the member of a union", met: met)
    }
    name = member.key
    value = member.value
    // Names of schemas are ASCII, and `==` takes some other characters for letters of ASCII.
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else { throw unknown() }
  }

  /// Reads the value.
  ///
  /// - Throws: where it is not of the type.
  public func decode<Value: BareJSONCodable>(
    as type: Value.Type = Value.self
  ) throws(JSONMappingError) -> Value {
    do throws(JSONMappingError) {
      return try Value(json: value)
    } catch {
      throw error.inside(.key(name))
    }
  }

  /// Reads the value of a void member, which is `null`.
  ///
  /// - Throws: where it is something else.
  public func decodeVoid() throws(JSONMappingError) {
    _ = try decode(as: BareVoid.self)
  }

  /// The error for a name that the union does not have.
  public func unknown() -> JSONMappingError {
    JSONMappingError(expected: "a member of the union", met: "`\(name)`").atKey(name)
  }
}
