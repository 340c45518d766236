import BareSchema
import Testing

/// What changes of a schema are called, and how bad they are.
struct BreakingTests {
  private static func changes(_ old: String, _ new: String) throws -> [BreakingChange] {
    func schema(_ text: String) throws -> Schema {
      try #require(SchemaCompiler.compile(SourceFile(path: "a.bare", text: text)).schema)
    }
    var comparison = SchemaComparison(old: try schema(old), new: try schema(new))
    return comparison.changes()
  }

  /// Old, new, and each change as `level code`, but for the message as a whole.
  private static let cases: [(String, String, [String])] = [
    (
      "type A struct { a: u8 b: u8 }", "type A struct { b: u8 a: u8 }",
      ["silent field-moved", "silent field-moved"]
    ),
    ("type A struct { a: u8 }", "type A struct { a: i8 }", ["silent field-retyped"]),
    ("type A struct { a: u32 }", "type A struct { a: f32 }", ["silent field-retyped"]),
    ("type A struct { a: uint }", "type A struct { a: int }", ["silent field-retyped"]),
    ("type A struct { a: u16 }", "type A struct { a: data[2] }", ["silent field-retyped"]),
    ("type A struct { a: u8 }", "type A struct { a: u16 }", ["wire field-retyped"]),
    ("type A struct { a: str }", "type A struct { a: data }", ["wire field-retyped"]),
    ("type A struct { a: data }", "type A struct { a: list<u8> }", ["source field-retyped"]),
    ("type A struct { a: u8 }", "type A struct { b: u8 }", ["source field-renamed"]),
    ("type A struct { a: u8 }", "type A struct { a: u8 b: u8 }", ["wire field-added"]),
    ("type A struct { a: u8 b: u8 }", "type A struct { a: u8 }", ["wire field-removed"]),
    (
      "type A enum { X Y }", "type A enum { W X Y }",
      ["wire value-added", "silent value-renumbered", "silent value-renumbered"]
    ),
    ("type A enum { X Y }", "type A enum { X Y Z }", ["wire value-added"]),
    ("type A enum { X Y }", "type A enum { X }", ["wire value-removed"]),
    ("type A enum { X Y }", "type A enum { X Z }", ["source value-renamed"]),
    ("type A union { u8 | str }", "type A union { u8 | str | i8 }", ["wire member-added"]),
    ("type A union { u8 | str }", "type A union { u8 }", ["wire member-removed"]),
    (
      "type A union { u8 | i8 }", "type A union { i8 | u8 }",
      ["silent member-moved", "silent member-moved"]
    ),
    ("type A union { u8 | u16 }", "type A union { u8 | data[2] }", ["silent member-renamed"]),
    ("type A u8", "type A enum { X = 3 }", ["wire type-changed"]),
    ("type A struct { a: u8 }", "type A u8", ["source type-changed"]),
    (
      "type A optional<u8>", "type V void type A union { V | u8 }",
      ["source type-added", "source type-changed"]
    ),
    ("type A list<u8>[1]", "type A struct { a: struct { b: u8 } }", ["source type-changed"]),
    ("type A u8", "type B u8", ["source type-renamed"]),
    ("type A u8", "type B u16", ["source type-added", "wire type-removed"]),
  ]

  @Test("each kind of change has its code and its level")
  func levels() throws {
    var seen: Set<String> = []
    for (old, new, expected) in Self.cases {
      let changes = try Self.changes(old, new).filter { $0.code != .messageChanged }
      #expect(
        changes.map { "\($0.level.rawValue) \($0.code.rawValue)" } == expected, "\(old) -> \(new)")
      seen.formUnion(changes.map(\.code.rawValue))
    }
    let missing = Set(BreakingCode.allCases.map(\.rawValue)).subtracting(seen)
    #expect(missing == ["message-changed"])
  }

  @Test("a change deep inside shows at each message that holds it, and nowhere between")
  func messages() throws {
    let old = "type A struct { a: u8 } type B struct { a: A } type C list<B> type D list<u8>"
    let changes = try Self.changes(old, old.replacing("a: u8", with: "a: i8"))
    #expect(changes.map(\.code) == [.fieldRetyped, .messageChanged])
    #expect(changes.map(\.typeName) == ["A", "C"])
    #expect(changes.allSatisfy { $0.level == .silent })
  }

  @Test("the sentence says what happens either way")
  func sentences() throws {
    let changes = try Self.changes("type A union { u8 }", "type A union { u8 | str }")
    #expect(
      changes.map(\.message) == [
        "in `A`, member `str` is new at tag 1: old readers refuse some new messages, "
          + "new readers understand old messages",
        "message `A` is not what it was: old readers refuse some new messages, "
          + "new readers understand old messages",
      ])
    #expect(changes[0].oldSpan == nil && changes[0].newSpan?.start == 20)
  }

  @Test("a schema against itself, comments and order aside, has no change")
  func same() throws {
    #expect(try Self.changes("type A u8 type B str", "# c\ntype B str\ntype A u8").isEmpty)
  }

  @Test("schemas of nested pairs, and of long repetitions, are compared in no time")
  func size() throws {
    func pairs(_ leaf: String) -> String {
      (1...60).reduce("type T0 struct { a: \(leaf) b: str }") {
        $0 + "\ntype T\($1) struct { a: T\($1 - 1) b: T\($1 - 1) }"
      } + "\ntype L list<\(leaf)>[18446744073709551615]"
    }
    #expect(try Self.changes(pairs("u8"), pairs("u8")).isEmpty)
    let changes = try Self.changes(pairs("u8"), pairs("u16"))
    #expect(changes.contains { $0.level >= .wire && $0.typeName == "T0" })
  }

  @Test(
    "an enum and a struct that are turned around are compared in no time", .timeLimit(.minutes(1)))
  func order() throws {
    func text(_ numbers: some Sequence<Int>) -> String {
      "type A enum { \(numbers.map { "V\($0)" }.joined(separator: " ")) }\n"
        + "type B struct { \(numbers.map { "f\($0): u8" }.joined(separator: " ")) }"
    }
    let count = 40_000
    let changes = try Self.changes(text(0..<count), text((0..<count).reversed()))
    #expect(changes.count { $0.code == .valueRenumbered } == count)
    #expect(changes.count { $0.code == .fieldMoved } == count)
  }
}
