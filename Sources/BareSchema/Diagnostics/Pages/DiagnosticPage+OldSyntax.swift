extension DiagnosticPage {
  /// About what earlier drafts of the language wrote otherwise.
  static let ofOldSyntax: [DiagnosticPage] = [
    DiagnosticPage(
      .stringOldName,
      cause: "Earlier drafts called text `string`. It is `str` today; messages are equal.",
      example: "type Name string",
      advice: "Write `str`.",
      fixed: "type Name str"),
    DiagnosticPage(
      .dataLengthInAngles,
      cause: "Earlier drafts wrote the length of data in angle brackets.",
      example: "type Hash data<32>",
      advice: "Write it in square brackets; messages stay the same.",
      fixed: "type Hash data[32]"),
    DiagnosticPage(
      .listInBrackets,
      cause: "Earlier drafts wrote lists with square brackets before the element.",
      example: "type Names []str",
      advice: "Write `list<T>`, and `list<T>[4]` for four elements.",
      fixed: "type Names list<str>"),
    DiagnosticPage(
      .mapKeyInBrackets,
      cause: "Earlier drafts wrote the key of a map in square brackets.",
      example: "type Ages map[str]u8",
      advice: "Write `map<K><V>`; messages stay the same.",
      fixed: "type Ages map<str><u8>"),
    DiagnosticPage(
      .unionInParentheses,
      cause: "Earlier drafts wrote unions in parentheses.",
      example: "type Answer (u8 | str)",
      advice: "Write `union { A | B }`; messages stay the same.",
      fixed: "type Answer union { u8 | str }"),
    DiagnosticPage(
      .structKeywordMissing,
      cause: "Earlier drafts wrote a struct as a block alone. Today its keyword is written.",
      example: "type Person { age: u8 }",
      advice: "Write `struct` before the brace.",
      fixed: "type Person struct { age: u8 }"),
    DiagnosticPage(
      .kindBeforeName,
      cause: """
        Earlier drafts and other languages put the keyword before the name. Here a
        definition starts with `type`, whatever is defined.
        """,
      example: "enum Level { LOW HIGH }",
      advice: "Write `type NAME KEYWORD { … }`.",
      fixed: "type Level enum { LOW HIGH }"),
  ]
}
