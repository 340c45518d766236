import BareSchema
import Testing

/// What the formatter makes of a text, case by case.
struct SchemaFormatterTests {
  /// A text and what becomes of it.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let before: String
    let after: String

    init(_ testDescription: String, _ before: String, _ after: String) {
      self.testDescription = testDescription
      self.before = before
      self.after = after
    }
  }

  @Test("a text is formatted as stated", arguments: spacing + blocks + unions + comments + groups)
  func format(_ testCase: Case) throws {
    let judge = try FormatJudge(Array(testCase.before.utf8))
    #expect(judge.text == testCase.after)
    #expect(judge.findings() == [])
  }

  static let spacing = [
    Case(
      "one space, or none", "type\tA   map <u8 >\t< list<\nstr> [ 4\n] >",
      "type A map<u8><list<str>[4]>\n"),
    Case(
      "numbers stay as they are", "type A enum{A=007 B\n=\n8}",
      "type A enum {\n  A = 007\n  B = 8\n}\n"),
    Case(
      "CR LF becomes LF", "# a \r\ntype A u8\r\n\r\n\r\ntype B u8",
      "# a\ntype A u8\n\ntype B u8\n"),
    Case(
      "a definition a line", "type A u8 type B data[ 3 ] type C A",
      "type A u8\ntype B data[3]\ntype C A\n"),
    Case(
      "keywords are field names", "type A struct { type :u8 struct: struct { enum:u8 } }",
      "type A struct { type: u8 struct: struct { enum: u8 } }\n"),
    Case("nothing but a type", "type A\nu8", "type A u8\n"),
  ]

  static let blocks = [
    Case(
      "one line stays one line", "type A struct{a:u8 b:enum{X Y=2}}",
      "type A struct { a: u8 b: enum { X Y = 2 } }\n"),
    Case(
      "several lines are a line an item", "type A struct { a: u8\nb: str c: data }",
      "type A struct {\n  a: u8\n  b: str\n  c: data\n}\n"),
    Case(
      "a block on one line in one on several", "type A struct {\na: enum{X Y}\n}",
      "type A struct {\n  a: enum { X Y }\n}\n"),
    Case(
      "blocks of one type open together", "type A map<enum{X\nY}><struct{a:u8}>",
      "type A map<enum {\n  X\n  Y\n}><struct {\n  a: u8\n}>\n"),
    Case(
      "100 columns are one line", "type A enum { \(wide(84)) }", "type A enum { \(wide(84)) }\n"),
    Case("101 columns are not", "type A enum { \(wide(85)) }", "type A enum {\n  \(wide(85))\n}\n"),
    Case(
      "the outer block opens first", "type A list<struct { a: enum { \(wide(80)) } }>",
      "type A list<struct {\n  a: enum { \(wide(80)) }\n}>\n"),
    Case(
      "the inner one if it has to", "type A struct { a: enum { \(wide(90)) } }",
      "type A struct {\n  a: enum {\n    \(wide(90))\n  }\n}\n"),
    Case("no block, no break", "type A \(wide(120))", "type A \(wide(120))\n"),
    Case(
      "an empty block", "type A struct\n{\n\n} type B struct{#c\n}",
      "type A struct {}\ntype B struct { #c\n}\n"),
  ]

  static let unions = [
    Case(
      "pipes stand between members on one line", "type A union { |u8|str = 3| }",
      "type A union { u8 | str = 3 }\n"),
    Case(
      "and before each on several", "type A union {\n  u8 |\n  str =3\n|}",
      "type A union {\n  | u8\n  | str = 3\n}\n"),
    Case(
      "a comment behind a pipe is the member's before it", "type A union { u8 | # a\n str # b\n }",
      "type A union {\n  | u8 # a\n  | str # b\n}\n"),
    Case(
      "comments around a pipe keep their order", "type A union { u8\n# a\n|\n# b\nstr }",
      "type A union {\n  | u8\n  # a\n  # b\n  | str\n}\n"),
    Case(
      "a comment behind a pipe in front is the member's behind it",
      "type A union {\n | # a\n u8\n | # b\n str }",
      "type A union {\n  # a\n  | u8\n  # b\n  | str\n}\n"),
    Case(
      "a brace on a line of its own keeps its comment", "type A\nunion\n{ | # a\n u8\n}",
      "type A union { # a\n  | u8\n}\n"),
    Case(
      "a member with a block", "type A union { struct { a: u8\n } | union { u8 | str } = 7 }",
      "type A union {\n  | struct {\n    a: u8\n  }\n  | union { u8 | str } = 7\n}\n"),
    Case(
      "a pipe on a line of its own is no blank line", "type A union { u8\n|\nstr\n\n|\nA }",
      "type A union {\n  | u8\n  | str\n\n  | A\n}\n"),
    Case(
      "100 columns with the pipe", "type A union {\n struct { a: enum { \(wide(73)) } } | u8 }",
      "type A union {\n  | struct { a: enum { \(wide(73)) } }\n  | u8\n}\n"),
    Case(
      "101 with it are too many", "type A union {\n struct { a: enum { \(wide(74)) } } | u8 }",
      "type A union {\n  | struct {\n    a: enum { \(wide(74)) }\n  }\n  | u8\n}\n"),
  ]

  /// A name of so many columns.
  private static func wide(_ count: Int) -> String { String(repeating: "A", count: count) }
}

// Comments and blank lines.
extension SchemaFormatterTests {
  static let comments = [
    Case(
      "above, behind and at the end", "  # a\ntype A u8# b  \n #c\n", "# a\ntype A u8 # b\n#c\n"),
    Case(
      "a comment behind a brace", "type A struct { # a\n# b\nx: u8 }# c",
      "type A struct { # a\n  # b\n  x: u8\n} # c\n"),
    Case(
      "a comment at the end of a block", "type A struct {\nx: u8\n\n    # a\n}",
      "type A struct {\n  x: u8\n\n  # a\n}\n"),
    Case(
      "behind a field, others following", "type A struct { x: u8 y: u8 # y\n z: u8 }",
      "type A struct {\n  x: u8\n  y: u8 # y\n  z: u8\n}\n"),
    Case("between name and type", "type # a\nA # b\n# c\nu8", "type # a\n  A # b\n  # c\n  u8\n"),
    Case(
      "between name and block", "type A # a\nstruct { x: u8 }", "type A # a\n  struct { x: u8 }\n"),
    Case(
      "a block goes on from its line", "type A # a\nstruct {\nx: u8\n}",
      "type A # a\n  struct {\n    x: u8\n  }\n"),
    Case(
      "within a type", "type A struct { x: list< # a\n u8 # b\n> [ # c\n4] }",
      "type A struct {\n  x: list< # a\n    u8 # b\n  >[ # c\n    4]\n}\n"),
    Case(
      "within types in types", "type A list< # a\nmap< # b\nu8\n# c\n> # d\n<u8>\n# e\n> # f",
      "type A list< # a\n  map< # b\n    u8\n    # c\n  > # d\n  <u8>\n  # e\n> # f\n"),
    Case(
      "within an item", "type A enum { X # a\n = # b\n 3 }",
      "type A enum {\n  X # a\n    = # b\n    3\n}\n"),
    Case(
      "a long comment makes no line too long", "type A struct { x: u8 } # \(wide(100))",
      "type A struct { x: u8 } # \(wide(100))\n"),
    Case("what looks like a schema", "type A u8 # type B { |\n", "type A u8 # type B { |\n"),
  ]

  static let groups = [
    Case(
      "one blank line at most", "\n\ntype A u8\n\n\n\ntype B u8\n \n\t\n",
      "type A u8\n\ntype B u8\n"),
    Case(
      "none at the ends of a block", "type A struct {\n\n\nx: u8\n\n\ny: u8\n\n}",
      "type A struct {\n  x: u8\n\n  y: u8\n}\n"),
    Case(
      "between comments", "# a\n\n\n# b\n# c\n\ntype A u8\n\n\n# d\n\n",
      "# a\n\n# b\n# c\n\ntype A u8\n\n# d\n"),
    Case(
      "none within an item", "type A struct {\n x\n\n:\n\n u8\n}", "type A struct {\n  x: u8\n}\n"),
    Case(
      "behind the comment at a brace", "type A struct { # a\n\nx: u8\n}",
      "type A struct { # a\n  x: u8\n}\n"),
  ]

  @Test("a text with syntax errors is refused, with all that the compiler says of its syntax")
  func syntaxErrors() {
    for text in ["", "# a\n", "type A", "type A list<u8", "type A struct { a u8, }", "a\r\n", "é"] {
      let source = SourceFile(path: "a.bare", text: text)
      let error = #expect(throws: SchemaSyntaxError.self) { try SchemaFormatter.format(source) }
      let expected = SchemaCompiler.compile(source).diagnostics
      #expect(error?.diagnostics.map(\.message) == expected.map(\.message), "\(text)")
    }
  }

  @Test("what the checker finds is no reason to refuse")
  func checkerErrors() throws {
    let judge = try FormatJudge(Array("type A list<B> type A struct{}".utf8))
    #expect(judge.text == "type A list<B>\ntype A struct {}\n")
  }

  @Test("a comment of any UTF-8 is kept, but for white space behind it")
  func anyComment() throws {
    let comment = "# é 名\u{2028}\u{0}\r\u{B} \\ # `"
    let judge = try FormatJudge(Array("\(comment)\t \r\r\ntype A u8 \(comment)".utf8))
    #expect(judge.text == "\(comment)\ntype A u8 \(comment)\n")
  }

  @Test("large and deep texts are formatted in linear time", .timeLimit(.minutes(5)))
  func large() throws {
    let count = 5_000
    let texts = [
      "type A enum {" + (0..<count).map { " V\($0)" }.joined() + "}",
      "type A union {" + (0..<count).map { "u8=\($0)|\n\n# a\n" }.joined() + "}",
      (0..<count).map { "type T\($0) struct{a:u8}" }.joined(separator: " "),
      (0..<count).map { "# \($0)\n" }.joined() + "type A u8",
      "type A " + String(repeating: "struct { a: ", count: 99) + "u8"
        + String(repeating: "}", count: 99),
    ]
    for text in texts {
      #expect(try FormatJudge(Array(text.utf8)).findings() == [], "\(text.prefix(20))")
    }
  }
}
