extension DiagnosticPage {
  /// About what people write who come from other languages.
  static let ofOtherLanguages: [DiagnosticPage] = [
    DiagnosticPage(
      .mapWithComma,
      cause: "Key and value of a map have angle brackets of their own.",
      example: "type Ages map<str, u8>",
      advice: "Write `map<K><V>`.",
      fixed: "type Ages map<str><u8>"),
    DiagnosticPage(
      .foreignComment,
      cause: "A comment runs from `#` to the end of its line. There is no other form.",
      example: "type Age u8 // in years",
      advice: "Write `#`, on every line of a long comment.",
      fixed: "type Age u8 # in years"),
    DiagnosticPage(
      .separator,
      cause: "White space alone separates definitions, fields and values.",
      example: "type Person struct { age: u8, height: u16 }",
      advice: "Remove the comma or semicolon.",
      fixed: "type Person struct { age: u8 height: u16 }"),
    DiagnosticPage(
      .parameterWithoutAngles,
      cause: """
        The type in an optional or a list stands in angle brackets. A question mark
        makes no optional.
        """,
      example: "type Age u8?",
      advice: "Write `optional<T>` or `list<T>`.",
      fixed: "type Age optional<u8>"),
    DiagnosticPage(
      .equalsInDefinition,
      cause: "A definition is `type`, the name and the type, with nothing between.",
      example: "type Age = u8",
      advice: "Remove the `=`.",
      fixed: "type Age u8"),
    DiagnosticPage(
      .pipeOutsideUnion,
      cause: """
        `|` separates the members of unions. The values of an enum need white space
        only.
        """,
      example: "type Level enum { LOW | HIGH }",
      advice: "Remove the `|`, or make it a union if the parts are types.",
      fixed: "type Level enum { LOW HIGH }"),
  ]
}
