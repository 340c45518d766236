import BareJSON
import BareRuntime
import LTX

/// The values that names stand for while a scenario runs, and what is made of them.
///
/// A string `$name` is the value of a name. An object with one key that starts with `$` is a
/// function: `$page`, `$repeat`, `$concat`, `$text`, `$add`, `$string`, `$list`, `$ltx`.
struct ScenarioValues {
  private var values: [String: JSONValue]

  init(_ values: [String: JSONValue]) { self.values = values }

  /// A step asks for something that cannot be made.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  mutating func set(_ name: String, _ value: JSONValue) { values[name] = value }

  func value(of name: String) -> JSONValue? { values[name] }

  /// A text with names in it: `/namespaces/$namespace`.
  func text(_ text: String) -> String {
    values.sorted { $0.key.count > $1.key.count }.reduce(text) { text, pair in
      text.replacing("$\(pair.key)", with: pair.value.stringValue ?? pair.value.compactText)
    }
  }

  /// A value with all names and functions done.
  func evaluate(_ json: JSONValue) throws(Refusal) -> JSONValue {
    switch json {
    case .string(let text) where text.hasPrefix("$"):
      guard let value = values[String(text.dropFirst())] else {
        throw Refusal("nothing is called `\(text)`")
      }
      return value
    case .array(let elements):
      var results: [JSONValue] = []
      for element in elements { results.append(try evaluate(element)) }
      return .array(results)
    case .object(let object):
      if let first = object.first, object.count == 1, first.key.hasPrefix("$") {
        return try call(first.key, first.value)
      }
      var members: [(String, JSONValue)] = []
      for member in object { members.append((member.key, try evaluate(member.value))) }
      return .object(JSONObject(members))
    default: return json
    }
  }

  private func call(_ name: String, _ argument: JSONValue) throws(Refusal) -> JSONValue {
    switch name {
    case "$page":
      let byte = try number(argument)
      return .string(Self.hex([UInt8](repeating: UInt8(truncatingIfNeeded: byte), count: 4096)))
    case "$repeat":
      let parts = try array(argument, count: 2)
      let text = try evaluate(parts[0]).stringValue ?? ""
      return .string(String(repeating: text, count: Int(try number(parts[1]))))
    case "$concat":
      var text = ""
      for part in argument.arrayValue ?? [] { text += try evaluate(part).stringValue ?? "" }
      return .string(text)
    case "$text": return .string(Self.hex(Array((try evaluate(argument).stringValue ?? "").utf8)))
    case "$add":
      let parts = try array(argument, count: 2)
      return .string("\(try number(parts[0]) &+ (try number(parts[1])))")
    case "$number": return .number(JSONNumber(try number(argument)))
    case "$string": return .string("\(try number(argument))")
    case "$list": return try list(argument)
    case "$ltx": return try blob(argument)
    default: throw Refusal("there is no function `\(name)`")
    }
  }

  /// A number that may be written as a string, or as a name.
  private func number(_ json: JSONValue) throws(Refusal) -> Int64 {
    let value = try evaluate(json)
    let text = value.numberValue?.text ?? value.stringValue ?? ""
    if let number = Int64(text) { return number }
    guard let number = UInt64(text) else { throw Refusal("`\(text)` is not a number") }
    return Int64(bitPattern: number)
  }

  private func array(_ json: JSONValue, count: Int) throws(Refusal) -> [JSONValue] {
    guard let values = json.arrayValue, values.count == count else {
      throw Refusal("expected \(count) values, met \(json.compactText)")
    }
    return values
  }

  /// `{"count", "from"?, "each"}`: as many of one value, `$i` being each one's number.
  private func list(_ json: JSONValue) throws(Refusal) -> JSONValue {
    let count = try number(json["count"] ?? 0)
    let first = try json["from"].map { value throws(Refusal) in try number(value) } ?? 1
    var elements: [JSONValue] = []
    for index in 0..<max(0, count) {
      var inner = self
      inner.set("i", .number(JSONNumber(first + index)))
      elements.append(try inner.evaluate(json["each"] ?? .null))
    }
    return .array(elements)
  }

  /// `{"txid", "size", "pages": [[number, byte]...], "edits"?: [[offset, hex]...],
  /// "cut"?: [from, to]}`: a blob, with other bytes at places, or a part of it. Offsets below 0
  /// count from the end.
  private func blob(_ json: JSONValue) throws(Refusal) -> JSONValue {
    let header = LTXHeader(
      transactionID: UInt64(bitPattern: try number(json["txid"] ?? 1)),
      databasePageCount: UInt32(truncatingIfNeeded: try number(json["size"] ?? 1)),
      timestampMilliseconds: 1_700_000_000_000)
    let listed = try evaluate(json["pages"] ?? .array([]))
    var pages: [LTXPage] = []
    for pair in listed.arrayValue ?? [] {
      let parts = try array(pair, count: 2)
      let byte = UInt8(truncatingIfNeeded: try number(parts[1]))
      pages.append(
        LTXPage(
          number: UInt32(truncatingIfNeeded: try number(parts[0])),
          bytes: [UInt8](repeating: byte, count: 4096)))
    }
    guard let file = try? LTXFile(header: header, pages: pages) else {
      throw Refusal("these pages make no blob: \(json.compactText)")
    }
    var bytes = try edited(file.encoded(), json["edits"]?.arrayValue ?? [])[...]
    if let cut = json["cut"] {
      let parts = try array(cut, count: 2)
      let range = Int(try number(parts[0]))..<min(bytes.count, Int(try number(parts[1])))
      bytes = bytes[range]
    }
    return .string(Self.hex(Array(bytes)))
  }

  private func edited(
    _ bytes: [UInt8], _ edits: [JSONValue]
  ) throws(Refusal) -> [UInt8] {
    var bytes = bytes
    for edit in edits {
      let parts = try array(edit, count: 2)
      let offset = Int(try number(parts[0]))
      let start = offset < 0 ? bytes.count + offset : offset
      let patch = Bytes(hex: try evaluate(parts[1]).stringValue ?? "x").map(Array.init)
      guard let patch, start >= 0, start + patch.count <= bytes.count else {
        throw Refusal("an edit that does not fit into \(bytes.count) bytes: \(edit.compactText)")
      }
      bytes.replaceSubrange(start..<start + patch.count, with: patch)
    }
    return bytes
  }

  private static func hex(_ bytes: [UInt8]) -> String { (try? Bytes(bytes))?.hex ?? "" }
}
