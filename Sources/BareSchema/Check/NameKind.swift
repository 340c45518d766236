/// What a name is the name of, which says how it is spelled (`BARE-M15`).
public enum NameKind: CaseIterable, Sendable {
  /// A declared type.
  case type
  /// A field of a struct.
  case field
  /// A value of an enum.
  case value

  /// Whether a text is spelled as names of this kind are.
  public func allows(_ name: String) -> Bool {
    guard let first = name.utf8.first, isFirst(first) else { return false }
    return name.utf8.dropFirst().allSatisfy(isRest)
  }

  /// How such names are spelled, in a few words.
  public var spelling: String {
    switch self {
    case .type: "a capital, then letters and digits"
    case .field: "a small letter, then letters, digits and `_`"
    case .value: "a capital, then capitals, digits and `_`"
    }
  }

  private func isFirst(_ letter: UInt8) -> Bool {
    self == .field ? ASCII.isLower(letter) : ASCII.isUpper(letter)
  }

  private func isRest(_ letter: UInt8) -> Bool {
    let isUnderscore = letter == UInt8(ascii: "_")
    return switch self {
    case .type: ASCII.isWord(letter) && !isUnderscore
    case .field: ASCII.isWord(letter)
    case .value: ASCII.isUpper(letter) || ASCII.isDigit(letter) || isUnderscore
    }
  }
}
