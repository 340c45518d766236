/// What a person is told who asks about a code.
public struct DiagnosticPage: Sendable {
  /// The code.
  public let code: DiagnosticCode

  /// Why there is such a code, in lines of at most 78 columns.
  public let cause: String

  /// A small schema to which the compiler says the code, and no other.
  public let example: SchemaExample

  /// What to do about it, in lines of at most 76 columns.
  public let advice: String

  /// The example without the fault.
  public let fixed: SchemaExample

  init(
    _ code: DiagnosticCode, cause: String, example: SchemaExample, advice: String,
    fixed: SchemaExample
  ) {
    self.code = code
    self.cause = cause
    self.example = example
    self.advice = advice
    self.fixed = fixed
  }

  /// The pages of all codes, in the order of the codes.
  public static let all =
    ofReport + ofCharacters + ofSyntax + ofNumbers + ofKinds + ofNames + ofWarnings + ofOldSyntax
    + ofOtherLanguages + ofSwiftNames + ofLocks + ofLint
}

extension DiagnosticCode {
  /// What there is to tell about the code; a test holds that every code has a page.
  public var page: DiagnosticPage? { DiagnosticPage.all.first { $0.code == self } }
}

/// A schema to look at.
public struct SchemaExample: Sendable, ExpressibleByStringLiteral {
  /// As it is shown.
  public let text: String

  /// As the compiler gets it: what is shown, but for what a page cannot show.
  public let bytes: [UInt8]

  /// A schema that is shown as it is.
  public init(stringLiteral text: String) {
    self.init(text, bytes: Array(text.utf8))
  }

  init(_ text: String, bytes: [UInt8]) {
    self.text = text
    self.bytes = bytes
  }
}
