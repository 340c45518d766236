import BareJSON

/// Where two values of one type first differ, as their JSON has it.
struct ValueDifference: CustomStringConvertible {
  /// The way to the part that differs: `ToRivet.data.pages[1].bytes`.
  let path: String

  private let expected: String
  private let got: String

  /// - Parameter root: what stands before the way.
  init(expected: JSONValue, got: JSONValue, root: String) {
    var (expected, got, path) = (expected, got, root)
    while let step = Self.step(expected, got) {
      (expected, got) = (step.expected, step.got)
      path += step.path
    }
    self.path = path
    self.expected = Self.shown(expected, beside: got)
    self.got = Self.shown(got, beside: expected)
  }

  var description: String { "\(path): expected \(expected), got \(got)" }

  /// One level down to the first part that differs; nil where the whole does.
  private static func step(
    _ expected: JSONValue, _ got: JSONValue
  ) -> (path: String, expected: JSONValue, got: JSONValue)? {
    switch (expected, got) {
    case (.object(let expected), .object(let got)):
      guard expected.members.map(\.key) == got.members.map(\.key) else { return nil }
      for (left, right) in zip(expected.members, got.members) where left.value != right.value {
        return (".\(left.key)", left.value, right.value)
      }
    case (.array(let expected), .array(let got)):
      guard expected.count == got.count else { return nil }
      for (index, pair) in zip(expected, got).enumerated() where pair.0 != pair.1 {
        return ("[\(index)]", pair.0, pair.1)
      }
    default: break
    }
    return nil
  }

  /// A part, or of a long text what stands where it begins to differ.
  private static func shown(_ json: JSONValue, beside other: JSONValue) -> String {
    let shownCharacterCount = 80
    let text = json.compactText
    guard text.count > shownCharacterCount else { return text }
    let sameCount = zip(text, other.compactText).prefix { $0 == $1 }.count
    let start = max(0, min(sameCount - 16, text.count - shownCharacterCount))
    return (start > 0 ? "…" : "") + text.dropFirst(start).prefix(shownCharacterCount) + "…"
      + (json.arrayValue.map { " (\($0.count) elements)" } ?? "")
  }
}
