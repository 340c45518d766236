extension DiagnosticPage {
  /// About the order of words and signs.
  static let ofSyntax: [DiagnosticPage] = [
    DiagnosticPage(
      .definitionExpected,
      cause: """
        A schema is a row of definitions, each of which starts with `type`. Nothing
        else may stand between them: there are no imports and no options.
        """,
      example: "import a",
      advice: "Remove it, or write the definition that was meant.",
      fixed: "type A u8"),
    DiagnosticPage(
      .typeNameExpected,
      cause: "After `type` the name of the new type has to come.",
      example: "type struct { age: u8 }",
      advice: "Name the type, with a capital first.",
      fixed: "type Person struct { age: u8 }"),
    DiagnosticPage(
      .typeExpected,
      cause: "At this place a type has to stand, and there is none.",
      example: "type Person struct { age: }",
      advice: "Write the type: a built-in one, a block, or the name of one above.",
      fixed: "type Person struct { age: u8 }"),
    DiagnosticPage(
      .itemExpected,
      cause: """
        A struct holds fields, `name: type`, and an enum holds names of values. What
        stands here is the start of neither.
        """,
      example: "type Level enum { 1 }",
      advice: "Give the field or the value a name; a number comes behind `=`.",
      fixed: "type Level enum { LOW = 1 }"),
    DiagnosticPage(
      .punctuationExpected,
      cause: "A sign without which the type is not complete is missing.",
      example: "type Names list<str",
      advice: "Add it; the report says which sign was expected.",
      fixed: "type Names list<str>"),
    DiagnosticPage(
      .blockNotClosed,
      cause: "The file or the next definition comes before the closing brace of a block.",
      example: "type Person struct { age: u8",
      advice: "Add the brace; the report shows where the block was opened.",
      fixed: "type Person struct { age: u8 }"),
    DiagnosticPage(
      .colonMissing,
      cause: "A field is a name, a colon and a type. The colon is missing.",
      example: "type Person struct { age u8 }",
      advice: "Put a colon behind the field's name.",
      fixed: "type Person struct { age: u8 }"),
    DiagnosticPage(
      .pipeMissing,
      cause: """
        The members of a union are separated by `|`. Here two stand side by side
        without it.
        """,
      example: "type Answer union { u8 str }",
      advice: "Put `|` between them.",
      fixed: "type Answer union { u8 | str }"),
    DiagnosticPage(
      .whiteSpaceMissing,
      cause: """
        White space ends a definition, a field and a value. Without it the next one
        grows on to the one before.
        """,
      example: "type A data[4]type B u8",
      advice: "Put a space or a line feed between them.",
      fixed: "type A data[4]\ntype B u8"),
    DiagnosticPage(
      .nestingTooDeep,
      cause: """
        Codecs go down a level of their stack for each type within a type, so the
        compiler follows 100 levels in one definition, and 1000 through names.
        """,
      example: SchemaExample(
        "type Deep optional<optional<optional<… 101 levels …>>>",
        bytes: Array(
          ("type Deep " + String(repeating: "optional<", count: 101) + "u8"
            + String(repeating: ">", count: 101)).utf8)),
      advice: "Make the type flatter, or give inner types names of their own.",
      fixed: "type Deep optional<optional<u8>>"),
    DiagnosticPage(
      .schemaEmpty,
      cause: "The file declares no type, so no message can be read or written by it.",
      example: "# types will follow",
      advice: "Declare at least one type.",
      fixed: "type Person struct { age: u8 }"),
  ]
}
