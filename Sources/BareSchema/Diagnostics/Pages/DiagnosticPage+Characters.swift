extension DiagnosticPage {
  /// About the report itself.
  static let ofReport: [DiagnosticPage] = [
    DiagnosticPage(
      .moreErrors,
      cause: """
        After 20 errors in one file the rest is only counted: most of them would be
        gone once the first ones are repaired. Of all that is found in a file 1000
        places are shown.
        """,
      example: SchemaExample(
        "type A Missing0\ntype B Missing1\n… and so on, 21 times",
        bytes: (0..<21).flatMap { Array("type A\($0) Missing\($0)\n".utf8) }),
      advice: "Repair the errors that are shown, and run the check again.",
      fixed: "type A u8\ntype B u8")
  ]

  /// About the bytes and characters of a schema.
  static let ofCharacters: [DiagnosticPage] = [
    DiagnosticPage(
      .notUTF8,
      cause: """
        A schema is UTF-8, its comments too. Bytes of another encoding, such as
        Latin-1, have no meaning in it.
        """,
      example: SchemaExample(
        "type A u8 # caf<E9>, where <E9> is one byte of Latin-1",
        bytes: Array("type A u8 # caf".utf8) + [0xe9]),
      advice: "Save the file as UTF-8.",
      fixed: "type A u8 # café"),
    DiagnosticPage(
      .byteOrderMark,
      cause: """
        Some editors put the character U+FEFF in front of UTF-8. The language has no
        place for it, and other tools fail on it.
        """,
      example: SchemaExample(
        "<U+FEFF>type A u8", bytes: Array("\u{feff}type A u8".utf8)),
      advice: "Save the file as UTF-8 without a byte order mark.",
      fixed: "type A u8"),
    DiagnosticPage(
      .foreignWhiteSpace,
      cause: """
        Only the space, the tab and the line feed separate things. A no-break space
        or a form feed looks like one of them and is none.
        """,
      example: SchemaExample(
        "type A<U+00A0>u8", bytes: Array("type A\u{a0}u8".utf8)),
      advice: "Type a plain space in its place; such characters come with pasted text.",
      fixed: "type A u8"),
    DiagnosticPage(
      .controlCharacter,
      cause: """
        A character that is not seen, such as a zero-width joiner, stands between the
        words. It is allowed in comments only.
        """,
      example: SchemaExample(
        "type A <U+200D>u8", bytes: Array("type A \u{200d}u8".utf8)),
      advice: "Delete the character; the report says at which column it is.",
      fixed: "type A u8"),
    DiagnosticPage(
      .strangeCharacter,
      cause: "The character starts nothing that a schema can have.",
      example: "type A u8 $",
      advice: "Delete it, or put `#` before it if it was meant as a comment.",
      fixed: "type A u8 # $"),
    DiagnosticPage(
      .nameNotASCII,
      cause: """
        Names have letters from A to Z, digits and, some of them, underscores, so
        that every language can write them.
        """,
      example: "type Größe u8",
      advice: "Spell the name with ASCII letters; comments may have any.",
      fixed: "type Groesse u8 # Größe"),
  ]
}
