extension RawRepresentable where Self: CaseIterable, RawValue == String {
  /// The case that a command line names; the error says which there are, and the nearest.
  public init(argument: String, of name: String) throws(UsageError) {
    guard let choice = Self(rawValue: argument) else {
      throw UsageError(name, expects: Self.allCases.map(\.rawValue), met: argument)
    }
    self = choice
  }
}

extension UsageError {
  /// One of some words has to follow a name; nil where nothing does.
  init(_ name: String, expects words: [String], met word: String?) {
    let start = words.dropLast().joined(separator: ", ")
    let list = [start, words.last ?? "nothing"].filter { !$0.isEmpty }.joined(separator: " or ")
    let hint = word.flatMap { suggestion(for: $0, among: words) }.map { "; " + $0 } ?? ""
    self.init("`\(name)` expects \(list)" + (word.map { ", not `\($0)`\(hint)" } ?? ""))
  }
}

extension ArgumentScanner {
  /// Takes the value of an option that is one of some words; nil without it.
  public mutating func choice<Choice>(
    _ name: String, of type: Choice.Type
  ) throws(UsageError) -> Choice? where Choice: CaseIterable & RawRepresentable<String> {
    guard let text = try value(name) else { return nil }
    return try Choice(argument: text, of: name)
  }
}
