import BareSchema
import Testing

/// Each rule of the linter finds what it is for, where it stands, and nothing else.
struct LintRuleTests {
  @Test("a rule finds its kind of place, and none beside it", arguments: LintRuleCase.all)
  func rule(_ testCase: LintRuleCase) throws {
    let subject = try LintSubject(testCase.text, isPublished: testCase.isPublished)
    #expect(subject.places == testCase.places)
  }

  @Test("ids are unique and lower case, codes are warnings or notes with a page")
  func ids() {
    for rule in LintRule.allCases {
      #expect(rule.rawValue.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule)")
      #expect(rule.code.severity != .error, "\(rule)")
      #expect(rule.code.page != nil, "\(rule)")
    }
    #expect(Set(LintRule.allCases.map(\.code)).count == LintRule.allCases.count)
  }

  @Test("the lengths that are known are written as the type would be")
  func lengths() throws {
    let subject = try LintSubject(
      """
      type Key data  # always 8 bytes
      type Sha256 data
      type File union { struct {
        fileMd5: optional<data>
        # Exactly 3 numbers.
        place: list<Key>
        hash: Sha256
      } }
      """)
    #expect(
      subject.findings.compactMap(\.help).map { $0.split(separator: "`")[1] }
        == ["data[8]", "data[32]", "optional<data[16]>", "list<Key>[3]"])
  }

  @Test("the tags that are stated by repair are those that counted, and the shape stays")
  func stating() throws {
    let text = """
      type Level enum { LOW HIGH = 7 TOP }
      type Message union { Level | u8 = 3 | union { str | data } }

      """
    let subject = try LintSubject(text, isPublished: true)
    let repaired = subject.source.applying(subject.findings)
    #expect(
      repaired.text(of: SourceSpan(start: 0, end: repaired.bytes.count)) == """
        type Level enum { LOW = 0 HIGH = 7 TOP = 8 }
        type Message union { Level = 0 | u8 = 3 | union { str = 0 | data = 1 } = 4 }

        """)
    let old = try #require(SchemaCompiler.compile(subject.source).schema)
    let new = try #require(SchemaCompiler.compile(repaired).schema)
    #expect(new.fingerprint == old.fingerprint)
    #expect(
      try LintSubject(String(decoding: repaired.bytes, as: UTF8.self), isPublished: true)
        .findings.isEmpty)
  }

  @Test("of thousands of findings those that stand first are shown, and how many more there are")
  func many() throws {
    let findings = try LintSubject((0..<1_500).map { "type A\($0) u8\n" }.joined()).findings
    let shown = findings.dropLast()
    #expect(shown.count == 1_000)
    #expect(shown.allSatisfy { $0.code == .typeUnused })
    #expect(shown.last?.message.contains("`A999`") == true)
    #expect(findings.last?.code == .moreErrors)
    #expect(findings.last?.message == "500 more findings are not shown")
  }
}

/// A schema and the places where rules find something.
struct LintRuleCase: Sendable, CustomTestStringConvertible {
  let text: String
  var isPublished = false
  let places: [String]

  var testDescription: String { text }

  static let all: [LintRuleCase] = [
    LintRuleCase(text: "type A u8", places: []),
    LintRuleCase(text: "type A u8\ntype B union { u8 }", places: ["1:6 unused-type"]),
    LintRuleCase(
      text: "type A enum { X }\ntype B list<str>",
      places: [
        "1:6 unused-type", "2:6 unused-type",
      ]),
    LintRuleCase(text: "type A enum { X }\ntype B union { A }", places: []),
    LintRuleCase(text: "type A union { u8 }\ntype B A\ntype C union { str }", places: []),
    LintRuleCase(text: "type A struct { x: u8 }", places: ["1:6 union-message"]),
    LintRuleCase(text: "type A struct { x: u8 }\ntype B A", places: ["2:6 union-message"]),
    LintRuleCase(text: "type A struct { x: u8 }\ntype B union { A }", places: []),
    LintRuleCase(text: "type A u8\ntype B A\ntype C union { B }", places: []),
    LintRuleCase(
      text: "type A u8\ntype B A\ntype C B\ntype D C\ntype E union { D }",
      places: ["3:6 alias-chain", "4:6 alias-chain"]),
    LintRuleCase(text: "type A optional<optional<u8>>", places: ["1:6 nested-optional"]),
    LintRuleCase(text: "type A optional<list<optional<u8>>>", places: []),
    LintRuleCase(
      text: "type A optional<u8>\ntype B A\ntype C union { struct { x: optional<B> } }",
      places: ["3:25 nested-optional"]),
    LintRuleCase(
      text: "type A union { str | map<u8><optional<optional<u8>>> }",
      places: [
        "1:22 nested-optional"
      ]),
    LintRuleCase(text: "type A union { struct { sha256: data } }", places: ["1:25 known-length"]),
    LintRuleCase(text: "type A union { struct { sha256: data[32] sha256s: data } }", places: []),
    LintRuleCase(text: "type A union { struct { key: data # At most 8 bytes\n } }", places: []),
    LintRuleCase(text: "type A union { struct { key: str # always 8 bytes\n } }", places: []),
    LintRuleCase(text: "type A union { struct { key: data # always 0 bytes\n } }", places: []),
    LintRuleCase(text: "type A union { u8 | str }", places: []),
    LintRuleCase(
      text: "type A union { u8 | str = 4 | enum { X Y } }", isPublished: true,
      places: ["1:16 implied-number", "1:38 implied-number"]),
    LintRuleCase(
      text: "type A union { u8 = 0 | enum { X = 1 } = 2 }", isPublished: true, places: []),
    LintRuleCase(
      text: "type A union { data[9223372036854775808] }", places: ["1:16 huge-length"]),
  ]
}
