import BareSchema
import Testing

/// What is told of a code is true: its example has the fault, and the repaired one has none.
struct DiagnosticPageTests {
  /// Codes that are found by others than the compiler: about Swift's names, and about locks.
  private static let foreign: Set<DiagnosticCode> = [
    .swiftNamesMeet, .swiftNamePoor, .notLocked, .lockBroken,
  ]

  private func codes(_ example: SchemaExample) -> Set<DiagnosticCode> {
    let source = SourceFile(path: "a.bare", bytes: example.bytes)
    let compilation = SchemaCompiler.compile(source, options: .init(isPedantic: true))
    return Set(compilation.diagnostics.map(\.code))
  }

  private func lint(_ example: SchemaExample) throws -> [DiagnosticCode] {
    try LintSubject(example.text, isPublished: true).findings.map(\.code)
  }

  /// Numbers are stated where they are the point; elsewhere a published schema would say no more.
  private func lint(_ page: DiagnosticPage) throws -> (example: [DiagnosticCode], fixed: Bool) {
    let others: Set<DiagnosticCode> = page.code == .numberImplied ? [] : [.numberImplied]
    let example = try lint(page.example).filter { !others.contains($0) }
    return (example, try lint(page.fixed).allSatisfy(others.contains))
  }

  @Test("every code has one page, in the order of the codes within a group")
  func pages() {
    #expect(DiagnosticCode.allCases.filter { $0.page == nil } == [])
    #expect(DiagnosticPage.all.count == DiagnosticCode.allCases.count)
  }

  @Test("an example has its code and no other")
  func examples() throws {
    for page in DiagnosticPage.all where !Self.foreign.contains(page.code) && !isLint(page) {
      let others: Set<DiagnosticCode> = page.code == .moreErrors ? [.typeNotDeclared] : []
      #expect(codes(page.example).subtracting(others) == [page.code], "\(page.code.rawValue)")
    }
  }

  @Test("the repaired example is a schema without any finding")
  func fixed() {
    for page in DiagnosticPage.all {
      #expect(codes(page.fixed) == [], "\(page.code.rawValue)")
    }
  }

  private func isLint(_ page: DiagnosticPage) -> Bool { page.code.rawValue.hasPrefix("BARE08") }

  @Test("an example of the linter has its code once and no other, and repaired none")
  func lintExamples() throws {
    for page in DiagnosticPage.all.filter(isLint) {
      let found = try lint(page)
      #expect(found.example == [page.code] && found.fixed, "\(page.code.rawValue)")
    }
  }

  @Test("the examples of locks break them, and the repaired ones do not")
  func locks() throws {
    func schema(_ example: SchemaExample) throws -> Schema {
      try #require(SchemaCompiler.compile(SourceFile(path: "a.bare", bytes: example.bytes)).schema)
    }
    let missing = try #require(DiagnosticCode.notLocked.page)
    let fingerprint = try schema(missing.fixed).fingerprint
    let (empty, lock) = (try SchemaLock(parsing: ""), try SchemaLock(parsing: "a \(fingerprint)"))
    let found = empty.findings(try schema(missing.example), name: "a")
    #expect(found.map(\.code) == [.notLocked])
    #expect(lock.findings(try schema(missing.fixed), name: "a").isEmpty)
    let broken = try #require(DiagnosticCode.lockBroken.page)
    #expect(lock.findings(try schema(broken.example), name: "a").map(\.code) == [.lockBroken])
    #expect(lock.findings(try schema(broken.fixed), name: "a").isEmpty)
  }

  @Test("pages are short, and end in a full stop")
  func style() {
    for page in DiagnosticPage.all {
      let lines = [page.cause, page.advice].flatMap { $0.split(separator: "\n") }
      #expect(lines.count <= 6, "\(page.code.rawValue)")
      #expect(lines.allSatisfy { $0.count <= 80 }, "\(page.code.rawValue)")
      #expect(page.cause.hasSuffix(".") && page.advice.hasSuffix("."), "\(page.code.rawValue)")
      let examples = [page.example, page.fixed].flatMap { $0.text.split(separator: "\n") }
      #expect(examples.allSatisfy { $0.count <= 78 } && examples.count <= 6)
    }
  }
}
