extension DiagnosticPage {
  /// About what the linter finds.
  static let ofLint: [DiagnosticPage] = ofMessages + ofItems + ofExceptions

  private static let ofMessages: [DiagnosticPage] = [
    DiagnosticPage(
      .typeUnused,
      cause: """
        No other type uses this one, and by itself it is hardly a message. It was
        forgotten, or the type that should use it was.
        """,
      example: """
        type Level enum { LOW HIGH }
        type Reading union { u8 | u16 }
        """,
      advice: "Remove it, use it, or leave it out: `# barec:ignore unused-type: why`.",
      fixed: """
        type Level enum { LOW HIGH }
        type Reading union { u8 | Level }
        """),
    DiagnosticPage(
      .messageNotUnion,
      cause: """
        A struct has no room for change: whoever reads it knows its fields and no
        others. In a union a new form is a new member, which its tag announces.
        """,
      example: "type Reading struct { celsius: f32 }",
      advice: """
        Put a union around it before it is published, even one of a single member.
        What is stored or sent under a version needs none.
        """,
      fixed: """
        type Celsius struct { degrees: f32 }
        type Reading union { Celsius }
        """),
    DiagnosticPage(
      .aliasChained,
      cause: """
        A name stands for a name that stands for a name. Each step has to be looked
        up, and tells the reader nothing.
        """,
      example: """
        type Text str
        type Title Text
        type Heading Title
        """,
      advice: "Let the name stand for the last one at once.",
      fixed: """
        type Text str
        type Heading Text
        """),
  ]

  private static let ofItems: [DiagnosticPage] = [
    DiagnosticPage(
      .lengthKnown,
      cause: """
        The type takes any length, while its name or its comment knows the one that
        it has. Written down, it is checked by every reader and not sent.
        """,
      example: """
        type File struct { sha256: data }
        type Message union { File }
        """,
      advice: "Write the length: `data[32]`; in a new version if the schema is published.",
      fixed: """
        type File struct { sha256: data[32] }
        type Message union { File }
        """),
    DiagnosticPage(
      .numberImplied,
      cause: """
        The schema is published, so its numbers must stay, and they are counted: an
        item that is added anywhere but last shifts all that follow.
        """,
      example: "type Reading union { f32 | f64 }",
      advice: "State each of them; `barec check --lock FILE --fix` writes what counts today.",
      fixed: "type Reading union { f32 = 0 | f64 = 1 }"),
    DiagnosticPage(
      .optionalNested,
      cause: """
        An optional of an optional is absent in two ways, which most languages cannot
        tell apart once it is decoded.
        """,
      example: "type Reading union { optional<optional<u8>> }",
      advice: "Write one optional, or a union that names the ways.",
      fixed: "type Reading union { optional<u8> }"),
  ]

  private static let ofExceptions: [DiagnosticPage] = [
    DiagnosticPage(
      .ruleUnknown,
      cause: """
        A comment leaves a rule out by an id that no rule has, so it does nothing.
        """,
      example: """
        # barec:ignore unused-tipe
        type Reading union { u8 }
        """,
      advice: "`barec lint --list` shows the ids; a code such as BARE0801 does as well.",
      fixed: """
        # The temperature.
        type Reading union { u8 }
        """),
    DiagnosticPage(
      .exceptionIdle,
      cause: """
        A comment leaves a rule out where it finds nothing. What was wrong has gone,
        or the comment stands in another place than meant.
        """,
      example: """
        # barec:ignore unused-type
        type Reading union { u8 }
        """,
      advice: """
        Remove it; or move it above the definition, field, value or member that it is
        about, or to the head of the file, with a blank line behind it.
        """,
      fixed: """
        # The temperature.
        type Reading union { u8 }
        """),
  ]
}
