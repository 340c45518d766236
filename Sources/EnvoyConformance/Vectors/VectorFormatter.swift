import BareJSON

/// The order and layout of vector files, so that their changes read well.
enum VectorFormatter {
  /// How deep keys always get lines of their own: file, `groups`, group, `vectors`, vector.
  static let brokenDepth = 4

  /// What is put on one line where it fits, although it is not deep.
  static func isCompact(_ path: JSONPath) -> Bool {
    guard case .key(let key, _) = path.components.last else { return false }
    return ["source", "notes", "summary"].contains(key)
  }

  /// The file with the keys of each part in their order; keys that are not known come last.
  static func ordered(_ json: JSONValue) -> JSONValue {
    let file = reordered(json, ["format", "schema", "type", "summary", "notes", "groups"])
    return mapping("groups", of: file) { group in
      let group = reordered(group, ["source", "level", "vectors"])
      return mapping("vectors", of: group) { vector in
        reordered(
          vector,
          [
            "id", "since", "kind", "result", "rules", "error", "at", "comment", "flags", "from",
            "to", "value", "valueFrom", "converted", "unsupported", "bytes", "bytesFrom",
            "withdrawn",
          ])
      }
    }
  }

  private static func mapping(
    _ key: String, of json: JSONValue, _ transform: (JSONValue) -> JSONValue
  ) -> JSONValue {
    guard case .object(let object) = json else { return json }
    return .object(
      JSONObject(
        object.map { member in
          guard member.key == key, case .array(let elements) = member.value else {
            return (member.key, member.value)
          }
          return (member.key, .array(elements.map(transform)))
        }))
  }

  private static func reordered(_ json: JSONValue, _ keys: [String]) -> JSONValue {
    guard case .object(let object) = json else { return json }
    let known = keys.flatMap { key in object.filter { $0.key == key } }
    let unknown = object.filter { !keys.contains($0.key) }
    return .object(JSONObject((known + unknown).map { ($0.key, $0.value) }))
  }
}
