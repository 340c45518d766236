extension DiagnosticPage {
  /// About how numbers are written.
  static let ofNumbers: [DiagnosticPage] = [
    DiagnosticPage(
      .numberExpected,
      cause: """
        A length, an enum's value or a tag is a number in digits. The language has no
        constants.
        """,
      example: "type Hash data[SIZE]",
      advice: "Write the number itself.",
      fixed: "type Hash data[32] # SIZE"),
    DiagnosticPage(
      .numberNegative,
      cause: """
        Lengths, tags and the values of enums are unsigned in messages, so none of
        them can be below 0.
        """,
      example: "type Level enum { LOW = -1 }",
      advice: "Use a number from 0 on.",
      fixed: "type Level enum { LOW = 1 }"),
    DiagnosticPage(
      .numberNotDecimal,
      cause: "Numbers are plain decimal digits, without prefix, sign or separator.",
      example: "type Hash data[0x20]",
      advice: "Write the number in decimal.",
      fixed: "type Hash data[32]"),
  ]
}
