extension RawRepresentable where Self: CaseIterable, RawValue == String {
  /// The case that a command line names; the error says which there are, and the nearest.
  public init(argument: String, of name: String) throws(UsageError) {
    let words = Self.allCases.map(\.rawValue)
    guard let choice = Self(rawValue: argument) else {
      let list = words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "nothing")
      let hint = suggestion(for: argument, among: words).map { "; " + $0 } ?? ""
      throw UsageError("`\(name)` expects \(list), not `\(argument)`\(hint)")
    }
    self = choice
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
