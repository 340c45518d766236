extension DiagnosticPage {
  /// About names: what they refer to, and how they are written.
  static let ofNames: [DiagnosticPage] = [
    DiagnosticPage(
      .typeUsedBeforeDeclared,
      cause: "A type may only use types that are declared above it in the file.",
      example: "type Person struct { age: Age }\ntype Age u8",
      advice: "Move the declaration up.",
      fixed: "type Age u8\ntype Person struct { age: Age }"),
    DiagnosticPage(
      .typeNotDeclared,
      cause: """
        The name is neither a built-in type nor declared in this file, and a schema
        is one file: there are no imports.
        """,
      example: "type Person struct { age: Age }",
      advice: "Declare it above, or correct the spelling.",
      fixed: "type Age u8\ntype Person struct { age: Age }"),
    DiagnosticPage(
      .typeRepeated,
      cause: "Two types have one name.",
      example: "type Age u8\ntype Age u16",
      advice: "Rename or remove one of them.",
      fixed: "type Age u8\ntype LongAge u16"),
    DiagnosticPage(
      .typeNameMalformed,
      cause: """
        A type's name is a capital, then letters and digits. So nobody takes it for a
        built-in type or a field.
        """,
      example: "type person u8",
      advice: "Write it in UpperCamelCase; names are not in messages.",
      fixed: "type Person u8"),
    DiagnosticPage(
      .enumValueNameMalformed,
      cause: """
        The name of an enum's value is a capital, then capitals, digits and
        underscores.
        """,
      example: "type Level enum { low }",
      advice: "Write it in CONSTANT_CASE; names are not in messages.",
      fixed: "type Level enum { LOW }"),
    DiagnosticPage(
      .fieldNameMalformed,
      cause: "A field's name is a small letter, then letters, digits and underscores.",
      example: "type Person struct { Age: u8 }",
      advice: "Write its first letter small; names are not in messages.",
      fixed: "type Person struct { age: u8 }"),
  ]
}
