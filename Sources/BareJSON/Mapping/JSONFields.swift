/// The fields of a struct, taken one by one from a JSON object.
public struct JSONFields {
  private let object: JSONObject
  private var taken: Set<Int> = []
  private var names: [String] = []

  /// Starts with an object.
  ///
  /// - Throws: where the value is something else.
  public init(_ json: JSONValue) throws(JSONMappingError) {
    guard case .object(let object) = json else {
      throw JSONMappingError(expected: "an object with the fields of a struct", met: json)
    }
    self.object = object
  }

  /// Takes a field.
  ///
  /// - Throws: where it is missing, or its value is not of the type.
  public mutating func decode<Value: BareJSONCodable>(
    _ name: String, as type: Value.Type = Value.self
  ) throws(JSONMappingError) -> Value {
    let json = try take(name)
    do throws(JSONMappingError) {
      return try Value(json: json)
    } catch {
      throw error.inside(.key(name))
    }
  }

  /// Takes the JSON of a field.
  ///
  /// - Throws: where it is missing.
  public mutating func take(_ name: String) throws(JSONMappingError) -> JSONValue {
    names.append(name)
    guard let index = object.members.firstIndex(where: { $0.key.hasSameBytes(as: name) }) else {
      throw JSONMappingError(expected: "a field `\(name)`", met: "none")
    }
    taken.insert(index)
    return object[index].value
  }

  /// Ends the struct.
  ///
  /// - Throws: where a field is left, being unknown or repeated.
  public func finish() throws(JSONMappingError) {
    guard taken.count < object.count,
      let index = object.indices.first(where: { !taken.contains($0) })
    else { return }
    let key = object[index].key
    let occurrence = object[..<index].count { $0.key.hasSameBytes(as: key) }
    if occurrence > 0 {
      throw JSONMappingError(expected: "each field once", met: "`\(key)` again")
        .atKey(key, occurrence: occurrence)
    }
    let known = names.map { "`\($0)`" }.joined(separator: ", ")
    throw JSONMappingError(expected: "no field but \(known)", met: "`\(key)`").atKey(key)
  }
}
