import BareSchema
import BareSwiftGenerator
import Testing

/// Names that are fine in BARE and meet, or read badly, in Swift.
struct NameCheckerTests {
  private func findings(
    _ text: String, emission: GeneratorOptions.Emission = .codec, names: [String: String] = [:]
  ) throws -> [String] {
    var options = GeneratorOptions()
    options.emission = emission
    options.names = names
    let input = try GeneratorInput(text)
    return NameChecker(schema: input.schema, options: options).check().map {
      "\($0.code.rawValue) \($0.message)"
    }
  }

  @Test("two values that Swift names alike are said, with the place of the first and a way out")
  func values() throws {
    let text = "type E enum { A_B A__B }"
    let input = try GeneratorInput(text)
    let found = NameChecker(schema: input.schema, options: GeneratorOptions()).check()
    let first = try #require(found.first)
    #expect(found.count == 1)
    #expect(first.code == .swiftNamesMeet)
    #expect(first.severity == .warning)
    #expect(first.message == "`A_B` and `A__B` are both `aB` in Swift")
    #expect(first.span.start == 18)
    #expect(first.related.map(\.span.start) == [14])
    #expect(
      first.help == "give it another name: `--name 'E.A__B=newName'`, or by `names` in bare.json")
  }

  @Test("a name of the user's choice ends the meeting, and may begin another")
  func overrides() throws {
    let text = "type E enum { A_B A__B }"
    #expect(try findings(text, names: ["E.A__B": "aDoubleB"]).isEmpty)
    #expect(try findings(text, names: ["E.A_B": "other"]).isEmpty)
    #expect(
      try findings("type S struct { a: u8 b: u8 }", names: ["S.b": "a"])
        == ["BARE0601 `a` and `b` are both `a` in Swift"])
  }

  @Test("two members that Swift names alike are said")
  func members() throws {
    #expect(
      try findings("type KvGet u8\ntype KVGet u16\ntype Kv union { KvGet | KVGet }")
        .isEmpty)
    #expect(
      try findings("type ToGet u8\ntype Get u16\ntype To union { ToGet | Get }")
        == ["BARE0601 `ToGet` and `Get` are both `get` in Swift"])
    #expect(
      try findings("type U8 u16\ntype U union { u8 | U8 }")
        == ["BARE0601 `u8` and `U8` are both `u8` in Swift"])
  }

  @Test("a name that generated code declares is said")
  func generatedNames() throws {
    #expect(
      try findings("type S struct { encodedByteCount: u8 hashValue: u8 }") == [
        "BARE0601 `encodedByteCount` meets `encodedByteCount`, which generated code declares",
        "BARE0601 `hashValue` meets `hashValue`, which generated code declares",
      ])
    #expect(
      try findings("type E enum { ALL_CASES }")
        == ["BARE0601 `ALL_CASES` meets `allCases`, which generated code declares"])
  }

  @Test("a field `json` is fine, but for code that declares `json` itself")
  func jsonField() throws {
    let text = "type S struct { json: u8 }"
    #expect(try findings(text).isEmpty)
    #expect(
      try findings(text, emission: .json)
        == ["BARE0601 `json` meets `json`, which generated code declares"])
  }

  @Test("a name that Swift can say only in backticks is said")
  func poorNames() throws {
    #expect(
      try findings("type S struct { self: u8 }\ntype E enum { INIT NONE }") == [
        "BARE0602 `self` is a word of Swift itself, which needs backticks as a name",
        "BARE0602 `INIT` becomes `init`, a word of Swift itself, which needs backticks as a name",
        "BARE0602 `NONE` becomes `none`, a word of Swift itself, which needs backticks as a name",
      ])
    #expect(try findings("type S struct { default: u8 in: u8 type: u8 }").isEmpty)
    #expect(try findings("type TalkInit void\ntype Talk union { TalkInit | u8 }").isEmpty)
  }

  @Test("names inside in-place types are checked by their path")
  func inPlace() throws {
    let text = "type S struct { part: list<struct { kind: enum { A_B A__B } }> }"
    #expect(try findings(text) == ["BARE0601 `A_B` and `A__B` are both `aB` in Swift"])
    #expect(try findings(text, names: ["S.Part.Kind.A__B": "other"]).isEmpty)
  }

  @Test("in-place types that become one Swift type are said")
  func inPlaceTypes() throws {
    let meeting = [
      "type S struct { a_b: struct { x: u8 } aB: struct { y: u8 } }",
      "type S struct { index: map<enum { A }><u8> indexKey: struct { y: u8 } }",
      "type LogElement struct { a: u8 }\ntype Log list<struct { line: str }>",
      "type Log list<struct { line: str }>\ntype LogElement struct { a: u8 }",
    ]
    let missed = try meeting.filter { text in
      try !findings(text).contains { $0.hasPrefix("BARE0601 ") }
    }
    #expect(missed.isEmpty, "\(missed.joined(separator: "\n"))")
  }

  @Test("the schemas of the protocols have no finding")
  func protocols() throws {
    for name in ["envoy/v1", "envoy/v2", "envoy/v6", "envoy/v2-pr4673", "kv-channel/v1"] {
      let found = try findings(RepositorySchemas.text(name), emission: .json)
      #expect(found.isEmpty, "\(name): \(found)")
    }
  }
}
