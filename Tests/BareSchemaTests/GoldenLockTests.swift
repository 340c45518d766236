import BareSchema
import Foundation
import GoldenFiles
import Testing

/// Every schema of `Cases/locked` breaks the lock there in the words that stand beside it.
///
/// `BARE_REFRESH=1 swift test --filter Golden` writes the words anew, and fails.
struct GoldenLockTests {
  private static let folder = GoldenFolder(
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/locked"),
    endings: [SchemaTexts.ending(.plain)])

  private func findings(_ name: String) throws -> ([Diagnostic], SourceFile) {
    let text = try String(
      contentsOf: Self.folder.url.appending(path: "schemas.lock"), encoding: .utf8)
    let source = SourceFile(path: name + ".bare", bytes: try Self.folder.schema(name))
    let schema = try #require(SchemaCompiler.compile(source).schema)
    return (try SchemaLock(parsing: text).findings(schema, name: name), source)
  }

  @Test("diagnostics are word for word those of the corpus")
  func corpus() throws {
    var texts: [String: String] = [:]
    for name in try Self.folder.schemaNames() {
      let (diagnostics, source) = try findings(name)
      texts[name + SchemaTexts.ending(.plain)] = DiagnosticFormat.plain.render(
        diagnostics, in: source)
    }
    let differences = try Self.folder.differences(from: texts)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test("each code about locks has a schema")
  func coverage() throws {
    let met = Set(try Self.folder.schemaNames().flatMap { try findings($0).0.map(\.code) })
    #expect(met == Set(DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("BARE07") }))
  }
}
