import BareJSON
import BareRuntime

/// Large payloads in small files: what is repeated is written once, with a count.
enum Repetition {
  /// The most bytes or elements that one repetition may stand for, so that a typing mistake in a
  /// file does not fill the memory.
  static let maximumCount = 64 * 1024 * 1024

  /// Replaces every `{"$repeat": X, "count": N}`: by X N times over where X is a string, by an
  /// array of X's elements N times over where it is an array.
  ///
  /// - Throws: where a repetition is not of this form.
  static func expand(_ json: JSONValue) throws(JSONMappingError) -> JSONValue {
    switch json {
    case .object(let object):
      if object["$repeat"] != nil { return try repeated(json) }
      var members: [(String, JSONValue)] = []
      for member in object { members.append((member.key, try expand(member.value))) }
      return .object(JSONObject(members))
    case .array(let elements):
      var expanded: [JSONValue] = []
      for element in elements { expanded.append(try expand(element)) }
      return .array(expanded)
    default: return json
    }
  }

  /// The bytes of `bytesFrom`: an array of hex strings and `{"repeat": HEX, "count": N}`.
  ///
  /// - Throws: where a part is neither.
  static func bytes(from json: JSONValue) throws(JSONMappingError) -> Bytes {
    guard case .array(let parts) = json else {
      throw JSONMappingError(expected: "an array of hex and repetitions", met: json)
    }
    var bytes: [UInt8] = []
    for part in parts {
      if case .string = part {
        bytes += try Bytes(json: part)
      } else {
        var fields = try JSONFields(part)
        let repeated = try fields.decode("repeat", as: Bytes.self)
        let count = try count(of: &fields, unitCount: repeated.count)
        try fields.finish()
        repeated.withUnsafeBytes { unit in
          for _ in 0..<count { bytes += unit }
        }
      }
    }
    do throws(BareError) {
      return try Bytes(bytes)
    } catch {
      throw JSONMappingError(expected: "a shorter message", met: error.reason)
    }
  }

  private static func repeated(_ json: JSONValue) throws(JSONMappingError) -> JSONValue {
    var fields = try JSONFields(json)
    let unit = try fields.take("$repeat")
    switch unit {
    case .string(let text):
      let count = try count(of: &fields, unitCount: text.utf8.count)
      try fields.finish()
      return .string(String(repeating: text, count: count))
    case .array(let elements):
      let count = try count(of: &fields, unitCount: elements.count)
      try fields.finish()
      let expanded = try expand(unit).arrayValue ?? []
      return .array((0..<count).flatMap { _ in expanded })
    default: throw JSONMappingError(expected: "a string or an array to repeat", met: unit)
    }
  }

  private static func count(
    of fields: inout JSONFields, unitCount: Int
  ) throws(JSONMappingError) -> Int {
    let count = Int(try fields.decode("count", as: UInt32.self))
    guard count.multipliedReportingOverflow(by: max(1, unitCount)).partialValue <= maximumCount,
      unitCount <= maximumCount
    else { throw JSONMappingError(expected: "at most \(maximumCount) in all", met: "\(count)") }
    return count
  }
}
