extension DiagnosticPage {
  /// About the rules of each kind of type.
  static let ofKinds: [DiagnosticPage] = [
    DiagnosticPage(
      .voidHasNoPlace,
      cause: """
        `void`, or a name for it, takes no bytes and says nothing. Only a union has a
        use for it: the tag alone is the message.
        """,
      example: "type Person struct { nothing: void }",
      advice: "Remove the field, or use `bool`, or a union with a void member.",
      fixed: "type Person struct { known: bool }"),
    DiagnosticPage(
      .enumEmpty,
      cause: "An enum without a value can be neither written nor read.",
      example: "type Level enum { }",
      advice: "Name at least one value.",
      fixed: "type Level enum { LOW }"),
    DiagnosticPage(
      .enumValueRepeated,
      cause: "One name in an enum would stand for two numbers.",
      example: "type Level enum { LOW LOW }",
      advice: "Rename or remove one of the two.",
      fixed: "type Level enum { LOW HIGH }"),
    DiagnosticPage(
      .lengthOutOfRange,
      cause: """
        A fixed length is at least 1: a value of length 0 would take no bytes. It is
        at most 2^64-1.
        """,
      example: "type Hash data[0]",
      advice: "Write the true length, or leave it out if it varies.",
      fixed: "type Hash data[32]"),
    DiagnosticPage(
      .mapKeyNotAllowed,
      cause: """
        A key must be found again by its bytes, so it is an integer, a bool, a str,
        data or an enum. Floats and types made of other types are none.
        """,
      example: "type Prices map<f64><str>",
      advice: "Take another key, or a list of structs.",
      fixed: "type Prices list<struct { price: f64 name: str }>"),
    DiagnosticPage(
      .unionEmpty,
      cause: "A union without a member can be neither written nor read.",
      example: "type Answer union { }",
      advice: "List at least one member; `void` is one.",
      fixed: "type Answer union { void }"),
    DiagnosticPage(
      .unionMemberRepeated,
      cause: """
        A value is found in a union by its type, so the second of two equal members
        could never be told from the first.
        """,
      example: "type Answer union { u8 | u8 }",
      advice: "Remove one, or give one a name of its own.",
      fixed: "type Grade u8\ntype Answer union { u8 | Grade }"),
    DiagnosticPage(
      .numberRepeated,
      cause: "Two values of an enum or two members of a union have one number.",
      example: "type Level enum { LOW = 1 HIGH = 1 }",
      advice: "Give the second a greater number.",
      fixed: "type Level enum { LOW = 1 HIGH = 2 }"),
    DiagnosticPage(
      .structEmpty,
      cause: "A struct without a field takes no bytes and says nothing.",
      example: "type Ping struct { }",
      advice: "Add a field, or make it `void` if it is a member of a union.",
      fixed: "type Ping void"),
    DiagnosticPage(
      .fieldRepeated,
      cause: "A struct names one field twice, so a name would not tell which is meant.",
      example: "type Person struct { age: u8 age: u16 }",
      advice: "Rename or remove one of the two.",
      fixed: "type Person struct { age: u8 height: u16 }"),
    DiagnosticPage(
      .typeRecursive,
      cause: """
        A value of the type would contain another one of it, and so on: every message
        has an end, and the language has no types that go on.
        """,
      example: "type Tree struct { left: optional<Tree> }",
      advice: """
        Put the parts in a list, and let them name each other by index; or hold the
        inner message as data.
        """,
      fixed: "type Tree list<struct { left: optional<uint> }>"),
    DiagnosticPage(
      .enumCountOverflows,
      cause: """
        A value without a number gets that of the one before and one more. After
        2^64-1 there is none.
        """,
      example: "type Level enum { LOW = 18446744073709551615 HIGH }",
      advice: "Give the value before a smaller number.",
      fixed: "type Level enum { LOW = 1 HIGH }"),
    DiagnosticPage(
      .unionCountOverflows,
      cause: """
        A member without a tag gets that of the one before and one more. After 2^64-1
        there is none.
        """,
      example: "type Answer union { u8 = 18446744073709551615 | str }",
      advice: "Give the member before a smaller tag.",
      fixed: "type Answer union { u8 = 1 | str }"),
    DiagnosticPage(
      .numberNotAscending,
      cause: """
        The numbers of an enum and the tags of a union rise from one to the next, so
        that a reader sees at once which are free.
        """,
      example: "type Level enum { HIGH = 2 LOW = 1 }",
      advice: "Put them in the order of their numbers. Messages stay the same.",
      fixed: "type Level enum { LOW = 1 HIGH = 2 }"),
    DiagnosticPage(
      .numberTooLarge,
      cause: "A number or tag is written in at most 64 bits, so it ends at 2^64-1.",
      example: "type Level enum { LOW = 18446744073709551616 }",
      advice: "Use a smaller number.",
      fixed: "type Level enum { LOW = 18446744073709551615 }"),
  ]
}
