import BareJSON

/// Compares what came with what a scenario allows.
///
/// Values are exact, but of an object only the members that are named are looked at. Functions
/// allow more: `$any`, `$bind`, `$contains`, `$between`, `$anyOf`, `$unordered`, `$count`.
struct ScenarioMatcher {
  var values: ScenarioValues

  /// Where something is not as expected.
  struct Mismatch: Error, CustomStringConvertible {
    var path: String
    let expected: String
    let met: String

    var description: String { "\(path): expected \(expected), got \(met)" }
  }

  /// Compares, and gives names to what `$bind` says.
  mutating func match(
    _ expected: JSONValue, _ met: JSONValue, at path: String
  ) throws(Mismatch) {
    switch expected {
    case .object(let object):
      if let first = object.first, object.count == 1, first.key.hasPrefix("$") {
        return try call(first.key, first.value, met, at: path)
      }
      guard let members = met.objectValue else { throw mismatch(path, expected, met) }
      for member in object {
        guard let value = members[member.key] else {
          let there = members.members.map { "`\($0.key)`" }.joined(separator: ", ")
          throw Mismatch(path: path, expected: "`\(member.key)`", met: there)
        }
        try match(member.value, value, at: "\(path).\(member.key)")
      }
    case .array(let elements):
      guard let found = met.arrayValue else { throw mismatch(path, expected, met) }
      guard found.count == elements.count else {
        throw Mismatch(
          path: path, expected: "\(elements.count) elements", met: "\(found.count)")
      }
      for (index, pair) in zip(elements, found).enumerated() {
        try match(pair.0, pair.1, at: "\(path)[\(index)]")
      }
    default: try matchPlain(expected, met, at: path)
    }
  }

  private mutating func call(
    _ name: String, _ argument: JSONValue, _ met: JSONValue, at path: String
  ) throws(Mismatch) {
    switch name {
    case "$any": return
    case "$bind": values.set(argument.stringValue ?? "", met)
    case "$contains":
      let part = try evaluated(argument, path).stringValue ?? ""
      guard let text = met.stringValue, part.isEmpty || text.contains(part) else {
        throw Mismatch(path: path, expected: "a text with `\(part)`", met: Self.shown(met))
      }
    case "$count":
      let count = met.arrayValue?.count ?? met.stringValue.map { $0.utf8.count / 2 }
      try match(argument, .number(JSONNumber(count ?? -1)), at: "\(path), its count")
    case "$between":
      let bounds = try evaluated(argument, path)
      let numbers = (bounds.arrayValue ?? []).compactMap(Self.number)
      guard numbers.count == 2, let number = Self.number(met),
        numbers[0]...max(numbers[0], numbers[1]) ~= number
      else { throw mismatch(path, bounds, met) }
    case "$anyOf": try matchAny(argument.arrayValue ?? [], met, at: path)
    case "$unordered": try matchUnordered(argument.arrayValue ?? [], met, at: path)
    default: try matchPlain(.object([(name, argument)]), met, at: path)
    }
  }

  /// A number, or one that is written as a text because it may have 64 bits.
  private static func number(_ json: JSONValue) -> Int64? {
    Int64(json.numberValue?.text ?? json.stringValue ?? "")
  }

  private mutating func matchAny(
    _ alternatives: [JSONValue], _ met: JSONValue, at path: String
  ) throws(Mismatch) {
    var mismatches: [String] = []
    for alternative in alternatives {
      var attempt = self
      do throws(Mismatch) {
        try attempt.match(alternative, met, at: path)
        self = attempt
        return
      } catch {
        mismatches.append("\(error)")
      }
    }
    throw Mismatch(
      path: path, expected: "one of \(alternatives.count) alternatives",
      met: mismatches.joined(separator: "; "))
  }

  private mutating func matchUnordered(
    _ wanted: [JSONValue], _ met: JSONValue, at path: String
  ) throws(Mismatch) {
    guard var left = met.arrayValue, left.count == wanted.count else {
      throw Mismatch(
        path: path, expected: "\(wanted.count) elements", met: "\(met.arrayValue?.count ?? 0)")
    }
    for element in wanted {
      let index = left.firstIndex { found in
        var attempt = self
        return (try? attempt.match(element, found, at: path)) != nil
      }
      guard let index else { throw mismatch(path, element, met) }
      try match(element, left.remove(at: index), at: "\(path)[\(index)]")
    }
  }

  private func matchPlain(
    _ expected: JSONValue, _ met: JSONValue, at path: String
  ) throws(Mismatch) {
    let wanted = try evaluated(expected, path)
    guard wanted == met else { throw mismatch(path, wanted, met) }
  }

  private func evaluated(_ json: JSONValue, _ path: String) throws(Mismatch) -> JSONValue {
    do throws(ScenarioValues.Refusal) {
      return try values.evaluate(json)
    } catch {
      throw Mismatch(path: path, expected: "a value that can be made", met: "\(error)")
    }
  }

  private func mismatch(_ path: String, _ expected: JSONValue, _ met: JSONValue) -> Mismatch {
    guard let wanted = expected.stringValue, let got = met.stringValue,
      max(wanted.count, got.count) > Self.shownCharacterCount
    else { return Mismatch(path: path, expected: Self.shown(expected), met: Self.shown(met)) }
    let index = zip(wanted, got).prefix { $0 == $1 }.count
    func part(_ text: String) -> String {
      let start = text.dropFirst(index / 2 * 2).prefix(16)
      return "`\(start)…` at byte \(index / 2) of \(text.count / 2)"
    }
    return Mismatch(path: path, expected: part(wanted), met: part(got))
  }

  private static let shownCharacterCount = 160

  private static func shown(_ json: JSONValue) -> String {
    let text = json.compactText
    return text.count > shownCharacterCount ? text.prefix(shownCharacterCount) + "…" : text
  }
}
