public import BareJSON

/// A text that is no rule, and what is wrong with it.
public struct FaultRuleError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

extension FaultRule {
  /// Reads `{"name", "when": {"type"?, "namespace"?, "actor"?, "nth"?}, "at", "do", "times"?,
  /// "percent"?}` and what the act needs beside it: `milliseconds`, `code`, `bytes`, `bit` or
  /// `value`.
  public init(json: JSONValue) throws(FaultRuleError) {
    let known = [
      "name", "when", "at", "do", "times", "percent", "milliseconds", "code", "bytes", "bit",
      "value",
    ]
    try FaultRule.checkMembers(of: json, known, "the rule")
    guard let name = json["name"]?.stringValue, !name.isEmpty else {
      throw FaultRuleError("`name` is missing")
    }
    guard let point = json["at"]?.stringValue.flatMap(Point.init(rawValue:)) else {
      let points = Point.allCases.map(\.rawValue).joined(separator: ", ")
      throw FaultRuleError("`at` is not one of \(points)")
    }
    self.init(name: name, point: point, act: try FaultRule.act(json))
    times = try FaultRule.number("times", in: json)
    percent = try FaultRule.number("percent", in: json) ?? 100
    guard let when = json["when"] else { return }
    try FaultRule.checkMembers(of: when, ["type", "namespace", "actor", "nth"], "`when`")
    type = FaultRule.pattern("type", in: when)
    namespace = FaultRule.pattern("namespace", in: when)
    actor = FaultRule.pattern("actor", in: when)
    nth = try FaultRule.number("nth", in: when)
  }

  private static func checkMembers(
    of json: JSONValue, _ known: [String], _ place: String
  ) throws(FaultRuleError) {
    guard let object = json.objectValue else { throw FaultRuleError("\(place) is no object") }
    if let member = object.members.first(where: { !known.contains($0.key) }) {
      throw FaultRuleError(
        "\(place) has no `\(member.key)`; there are \(known.joined(separator: ", "))")
    }
  }

  private static func act(_ json: JSONValue) throws(FaultRuleError) -> Act {
    func needed(_ name: String) throws(FaultRuleError) -> Int {
      guard let number = try number(name, in: json) else {
        throw FaultRuleError("`\(name)` is missing beside `do`")
      }
      return number
    }
    switch json["do"]?.stringValue {
    case "drop": return .drop
    case "delay": return .delay(milliseconds: Int64(try needed("milliseconds")))
    case "duplicate": return .duplicate
    case "reorder": return .reorder
    case "close": return .close(code: UInt16(clamping: try number("code", in: json) ?? 1011))
    case "reset": return .reset
    case "truncate": return .truncate(byteCount: try needed("bytes"))
    case "slice": return .slice(byteCount: max(1, try needed("bytes")))
    case "corrupt": return .corrupt(bit: try needed("bit"))
    case "answer":
      guard let value = json["value"] else {
        throw FaultRuleError("`value` is missing beside `do`")
      }
      return .answer(json: value.compactText)
    case "bump-generation": return .bumpGeneration
    default:
      throw FaultRuleError(
        "`do` is not one of drop, delay, duplicate, reorder, close, reset, truncate, slice, "
          + "corrupt, answer, bump-generation")
    }
  }

  private static func pattern(_ name: String, in json: JSONValue) -> String? {
    json[name]?.stringValue.flatMap { $0 == "*" ? nil : $0 }
  }

  private static func number(_ name: String, in json: JSONValue) throws(FaultRuleError) -> Int? {
    guard let value = json[name] else { return nil }
    let text = value.stringValue ?? value.numberValue?.text
    guard let number = text.flatMap({ Int($0) }), number >= 0 else {
      throw FaultRuleError("`\(name)` is not a number from 0 on")
    }
    return number
  }

  /// The rule as it can be read again.
  public var json: JSONValue {
    var when: JSONObject = []
    if let type { when.append("type", .string(type)) }
    if let namespace { when.append("namespace", .string(namespace)) }
    if let actor { when.append("actor", .string(actor)) }
    if let nth { when.append("nth", .number(JSONNumber(nth))) }
    var object: JSONObject = ["name": .string(name), "when": .object(when)]
    object.append("at", .string(point.rawValue))
    for (name, value) in act.members { object.append(name, value) }
    if let times { object.append("times", .number(JSONNumber(times))) }
    if percent < 100 { object.append("percent", .number(JSONNumber(percent))) }
    return .object(object)
  }
}

extension FaultRule.Act {
  fileprivate var members: [(String, JSONValue)] {
    switch self {
    case .drop: [("do", "drop")]
    case .delay(let time): [("do", "delay"), ("milliseconds", .number(JSONNumber(time)))]
    case .duplicate: [("do", "duplicate")]
    case .reorder: [("do", "reorder")]
    case .close(let code): [("do", "close"), ("code", .number(JSONNumber(code)))]
    case .reset: [("do", "reset")]
    case .truncate(let count): [("do", "truncate"), ("bytes", .number(JSONNumber(count)))]
    case .slice(let count): [("do", "slice"), ("bytes", .number(JSONNumber(count)))]
    case .corrupt(let bit): [("do", "corrupt"), ("bit", .number(JSONNumber(bit)))]
    case .answer(let text):
      [("do", "answer"), ("value", (try? JSONValue(parsing: text)) ?? .null)]
    case .bumpGeneration: [("do", "bump-generation")]
    }
  }
}
