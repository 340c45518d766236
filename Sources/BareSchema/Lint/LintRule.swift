/// What is looked for in a schema that is valid: each rule has an id, by which comments leave it
/// out, and the code of what it finds.
public enum LintRule: String, CaseIterable, Sendable {
  /// Fixed lengths that no message can hold.
  case hugeLength = "huge-length"

  /// Names that are one in Swift.
  case swiftNames = "swift-names"

  /// Names that need backticks in Swift.
  case swiftKeywords = "swift-keywords"

  /// Types that nobody uses.
  case unusedType = "unused-type"

  /// Types of any length where the length is known.
  case knownLength = "known-length"

  /// Tags and numbers of a published schema that are counted.
  case impliedNumber = "implied-number"

  /// Optionals of optionals.
  case nestedOptional = "nested-optional"

  /// Names of names of names.
  case aliasChain = "alias-chain"

  /// Messages that are structs.
  case unionMessage = "union-message"

  /// The code of what the rule finds; it says the severity and has a page.
  public var code: DiagnosticCode {
    switch self {
    case .hugeLength: .fixedLengthHuge
    case .swiftNames: .swiftNamesMeet
    case .swiftKeywords: .swiftNamePoor
    case .unusedType: .typeUnused
    case .knownLength: .lengthKnown
    case .impliedNumber: .numberImplied
    case .nestedOptional: .optionalNested
    case .aliasChain: .aliasChained
    case .unionMessage: .messageNotUnion
    }
  }

  /// The rule that finds a code; nil for codes of others than the linter.
  init?(_ code: DiagnosticCode) {
    guard let rule = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = rule
  }
}
