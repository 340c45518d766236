import BareJSON

extension JSONValue {
  /// The value with what is at a path changed, the path's keys being separated by dots; itself
  /// where there is nothing.
  func changing(_ path: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    changing(path.split(separator: ".").map(String.init)[...], change)
  }

  private func changing(_ keys: ArraySlice<String>, _ change: (JSONValue) -> JSONValue) -> JSONValue
  {
    guard let key = keys.first else { return change(self) }
    switch self {
    case .object(let object):
      return .object(
        JSONObject(
          object.map { member in
            (
              member.key,
              member.key == key ? member.value.changing(keys.dropFirst(), change) : member.value
            )
          }))
    case .array(let elements) where key == "*":
      return .array(elements.map { $0.changing(keys.dropFirst(), change) })
    default: return self
    }
  }

  /// What is at a path; nil for nothing.
  func at(_ path: String) -> JSONValue? {
    var value: JSONValue? = self
    for key in path.split(separator: ".") { value = value?[String(key)] }
    return value
  }

  /// The number with something added, written as it was.
  func adding(_ number: Int64) -> JSONValue {
    switch self {
    case .number(let text): .number(JSONNumber((Int64(text.text) ?? 0) &+ number))
    case .string(let text): .string("\((Int64(text) ?? 0) &+ number)")
    default: self
    }
  }

  /// The array with its elements changed as a whole.
  func elements(_ change: ([JSONValue]) -> [JSONValue]) -> JSONValue {
    arrayValue.map { .array(change($0)) } ?? self
  }
}
