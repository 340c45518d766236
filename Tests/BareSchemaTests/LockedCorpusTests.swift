import BareSchema
import Foundation
import Testing

/// Every schema of `Cases/locked` breaks the lock there in the words that stand beside it.
///
/// `BARE_REFRESH=1 swift test --filter LockedCorpusTests` writes the words anew, and fails.
struct LockedCorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Cases/locked")
  private static let names = ["changed", "missing"]

  private func findings(_ name: String) throws -> ([Diagnostic], SourceFile) {
    let text = try String(
      contentsOf: Self.folder.appending(path: "schemas.lock"), encoding: .utf8)
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name + ".bare")))
    let source = SourceFile(path: name + ".bare", bytes: bytes)
    let schema = try #require(SchemaCompiler.compile(source).schema)
    return (try SchemaLock(parsing: text).findings(schema, name: name), source)
  }

  @Test("diagnostics are word for word those of the corpus")
  func corpus() throws {
    for name in Self.names {
      let (diagnostics, source) = try findings(name)
      let met = DiagnosticFormat.plain.render(diagnostics, in: source)
      let file = Self.folder.appending(path: name + ".plain.txt")
      #expect(met == (try? String(contentsOf: file, encoding: .utf8)), "\(name)")
      guard ProcessInfo.processInfo.environment["BARE_REFRESH"] != nil else { continue }
      try Data(met.utf8).write(to: file)
      Issue.record("\(name) was written anew")
    }
  }

  @Test("each code about locks has a schema")
  func coverage() throws {
    let met = Set(try Self.names.flatMap { try findings($0).0.map(\.code) })
    #expect(met == Set(DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("BARE07") }))
  }
}
