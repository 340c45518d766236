import BareSchema
import Testing

/// Any bytes end in a schema or in diagnostics, in time linear in their number: the square of a
/// megabyte would take hours, which the limit shows on the slowest machine.
@Suite(.timeLimit(.minutes(5)))
struct HostileInputTests {
  private func compile(_ bytes: [UInt8]) -> SchemaCompilation {
    SchemaCompiler.compile(SourceFile(path: "hostile.bare", bytes: bytes))
  }

  private func compile(_ text: String) -> SchemaCompilation { compile(Array(text.utf8)) }

  /// Nothing is both, nothing is neither, places lie in the text, and every format can say it.
  private func isSound(_ compilation: SchemaCompilation, _ source: SourceFile) -> Bool {
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    let spans = compilation.diagnostics.flatMap {
      [$0.span] + $0.related.map(\.span) + $0.fixes.map(\.span)
    }
    let areInside = spans.allSatisfy { $0.start >= 0 && $0.end <= source.bytes.count }
    let areRendered = DiagnosticFormat.allCases.allSatisfy {
      $0.render(compilation.diagnostics, in: source).isEmpty == compilation.diagnostics.isEmpty
    }
    return errors.isEmpty == (compilation.schema != nil) && errors.count <= 20 && areInside
      && areRendered
  }

  private func unsound(among inputs: some Sequence<[UInt8]>) -> [String] {
    inputs.compactMap { bytes in
      let source = SourceFile(path: "hostile.bare", bytes: bytes)
      let compilation = SchemaCompiler.compile(source)
      return isSound(compilation, source) ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }

  private func errorCount(_ text: String) -> Int {
    compile(text).diagnostics.count { $0.severity == .error }
  }

  @Test("a megabyte of brackets ends in at most 20 errors", arguments: ["{", "<", "A{a:", "list("])
  func megabyte(pattern: String) {
    let text = "type A " + String(repeating: pattern, count: 1_000_000 / pattern.utf8.count)
    #expect((1...20).contains(errorCount(text)))
  }

  @Test("repeated text ends in at most 20 errors, in linear time")
  func repetitions() {
    let patterns = [
      "}", "[", "(", "|", ",", ":", "=", "?", "-", "9", "a", "A ", "\u{7F}", "\"", "é", "#", "#\n",
      "\n", "\r", "\r\n", "//", "/*", "type ", "type A ", "type A u8 ", "type a u8 ", "type A {",
      "type A struct{a:", "a:u8 ", "A=1 ", "A,", "u8|", "type A list<B> type B u8 ", "\u{FEFF}",
      "\u{A0}", "{}", "a:B ", "a{", "a-", "a-b ", "\"a\" ", "\"a", "'", "1.5 ", "=1.5 ", "=\"a\" ",
      "1a ", "| ", "|\n", "A(", "A<", "list(", "# a\n|\n",
    ]
    for pattern in patterns {
      for prefix in ["type A struct { a: ", "type A union { ", "type A enum { "] {
        let count = 20_000 / pattern.utf8.count
        let text = prefix + String(repeating: pattern, count: count)
        #expect(errorCount(text) <= 20, "\(prefix)\(pattern)")
      }
    }
  }

  @Test("ten thousand nested types are one error, whatever they are made of")
  func nesting() {
    let patterns = [
      "optional<", "list<", "map<u8><", "map<", "struct { a: ", "union { ", "[]", "?", "(",
      "map[str]", "optional ", "list<list<", "list(",
    ]
    for pattern in patterns {
      let text = "type A " + String(repeating: pattern, count: 10_000) + "\ntype B Missing\n"
      let codes = compile(text).diagnostics.map(\.code)
      #expect(codes.contains(.nestingTooDeep), "\(pattern)")
      #expect(codes.count { $0 == .nestingTooDeep } == 1, "\(pattern)")
      #expect(codes.contains(.typeNotDeclared), "\(pattern)")
    }
  }

  @Test("a hundred nested types are a schema, a hundred and one are not")
  func nestingLimit() {
    func nested(_ count: Int) -> String {
      "type A " + String(repeating: "list<", count: count) + "u8"
        + String(repeating: ">", count: count)
    }
    #expect(compile(nested(99)).schema != nil)
    #expect(compile(nested(100)).schema == nil)
  }

  @Test("every text of one or two bytes behind `type A ` is judged")
  func shortTexts() {
    let bytes = UInt8.min...UInt8.max
    let ones = bytes.map { Array("type A ".utf8) + [$0] }
    // Beyond ASCII, the ends of the classes that UTF-8 has stand for the others.
    let seconds = Array(0..<0x80 as Range<UInt8>) + [0x80, 0xbf, 0xc2, 0xff]
    let twos = bytes.lazy.flatMap { first in
      seconds.map { Array("type A ".utf8) + [first, $0] }
    }
    #expect(unsound(among: ones).isEmpty)
    let wrong = unsound(among: twos)
    #expect(wrong.isEmpty, "\(wrong.prefix(10))")
  }

  @Test("random bytes and random tokens are judged")
  func randomTexts() {
    var random = SplitMix(state: 42)
    let pieces = [
      "type ", "A ", "B ", "u8 ", "str ", "list<", "map<", "optional<", "data", "[4]", ">", "<",
      "struct {", "enum {", "union {", "}", "|", "=", " 3 ", "a: ", "b:", "\n", "# c\n", ",", "(",
      ")", "?", "-1", "void ", "é", "\u{FEFF}", "[]", "ONE ", "type A struct { a: u8 }\n",
    ]
    let texts = (0..<2_000).map { _ in
      let count = Int.random(in: 0..<40, using: &random)
      return Array(
        (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined().utf8)
    }
    let noise = (0..<500).map { _ in
      let count = Int.random(in: 0..<200, using: &random)
      return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    let wrong = unsound(among: texts + noise)
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test("every prefix of a valid schema is judged, and so is it without any one byte")
  func mutilations() {
    let schema = Array(DraftSchemas.company.utf8)
    let prefixes = schema.indices.map { Array(schema[..<$0]) }
    let holes = schema.indices.map { Array(schema[..<$0] + schema[($0 + 1)...]) }
    let wrong = unsound(among: prefixes + holes)
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test("long chains of definitions and names do not exhaust the stack")
  func chains() {
    let count = 20_000
    let forward = (0..<count).map { "type T\($0) T\($0 + 1)\n" }.joined() + "type T\(count) u8\n"
    #expect(compile(forward).schema == nil)
    let cycle = (0..<count).map { "type T\($0) list<T\(($0 + 1) % count)>\n" }.joined()
    #expect(compile(cycle).diagnostics.map(\.code) == [.typeRecursive])
    let backward = "type T0 u8\n" + (1...count).map { "type T\($0) T\($0 - 1)\n" }.joined()
    #expect(Set(compile(backward).diagnostics.map(\.code)) == [.nestingTooDeep])
  }

  @Test("values that are nested deep by names are refused once, and at the limit they are not")
  func deepValues() {
    func chain(_ count: Int) -> String {
      "type T0 u8\n" + (1...count).map { "type T\($0) optional<T\($0 - 1)>\n" }.joined()
    }
    #expect(compile(chain(500)).schema != nil)
    #expect(compile(chain(800)).diagnostics.map(\.code) == [.nestingTooDeep])
    #expect(compile(chain(20_000)).schema == nil)
  }
}

/// A generator whose numbers follow from its seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
