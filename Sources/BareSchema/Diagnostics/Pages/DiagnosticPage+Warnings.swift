extension DiagnosticPage {
  /// About what is allowed and hardly meant.
  static let ofWarnings: [DiagnosticPage] = [
    DiagnosticPage(
      .fixedLengthHuge,
      cause: """
        With this fixed length a value takes 2^63 bytes or more. The language allows
        it, and no machine has so much memory.
        """,
      example: "type Hash data[9223372036854775808]",
      advice: "Correct the length.",
      fixed: "type Hash data[32]"),
    DiagnosticPage(
      .carriageReturn,
      cause: """
        Lines end in CR LF, where the language knows LF. This compiler takes both,
        another one may not; only a pedantic run says it.
        """,
      example: SchemaExample("type A u8<CR>", bytes: Array("type A u8\r\n".utf8)),
      advice: "Save the file with LF line ends.",
      fixed: "type A u8"),
  ]

  /// About the names that generated Swift has.
  static let ofSwiftNames: [DiagnosticPage] = [
    DiagnosticPage(
      .swiftNamesMeet,
      cause: """
        Two names that the schema tells apart are one in Swift's spelling. The schema
        is fine; Swift cannot be generated for it.
        """,
      example: "type Level enum { A_B A__B }",
      advice: """
        Give one of them a Swift name: `--name 'Level.A__B=aDoubleB'`, or `names` in
        bare.json; or rename it in the schema.
        """,
      fixed: "type Level enum { A_B A_DOUBLE_B }"),
    DiagnosticPage(
      .swiftNamePoor,
      cause: """
        The name is a word of Swift that can be said in backticks only. Generated
        code does so; whoever uses it has to as well.
        """,
      example: "type Level enum { NONE }",
      advice: """
        Give it a Swift name: `--name 'Level.NONE=nothing'`, or `names` in bare.json;
        or rename it in the schema; or live with the backticks.
        """,
      fixed: "type Level enum { NOTHING }"),
  ]

  /// About schemas that are published.
  static let ofLocks: [DiagnosticPage] = [
    DiagnosticPage(
      .notLocked,
      cause: """
        The lock that `barec check --lock` compares with has no line for the schema,
        so a change of it would pass unseen.
        """,
      example: "type Person struct { age: u8 }",
      advice: "Once the schema is published, add the line that the report shows.",
      fixed: "type Person struct { age: u8 }"),
    DiagnosticPage(
      .lockBroken,
      cause: """
        The schema is published, and its messages no longer look as its line in the
        lock says. Programs that have the old one would misread the new.
        """,
      example: "type Person struct { age: u16 }",
      advice: """
        Undo the change, here to u8, and make it in a new version.
        `barec breaking OLD NEW` tells what it does to messages.
        """,
      fixed: "type Person struct { age: u8 }"),
  ]
}
