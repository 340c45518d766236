import BareSchema
import Foundation
import Testing

/// All schemas of the repository: what we publish is formatted, and every other can be.
struct FormatCorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func schemas(below path: String) throws -> [(path: String, bytes: [UInt8])] {
    let folder = Self.folder.appending(path: path)
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".bare") && !$0.contains(".build/") }.sorted()
      .map { ("\(path)/\($0)", Array(try Data(contentsOf: folder.appending(path: $0)))) }
  }

  @Test("our schemas are formatted: else run `barec format schemas/*/*.bare`")
  func published() throws {
    let schemas = try schemas(below: "schemas")
    #expect(schemas.count >= 24)
    let others = try schemas.filter { try FormatJudge($0.bytes).formatted.bytes != $0.bytes }
    #expect(others.map(\.path) == [])
  }

  @Test(
    "formatting keeps all that matters of every schema there is, whatever the tests need it for")
  func everySchema() throws {
    var count = 0
    for schema in try schemas(below: "schemas") + schemas(below: "Tests") {
      guard let judge = try? FormatJudge(schema.bytes) else { continue }
      count += 1
      #expect(judge.findings() == [], "\(schema.path)")
    }
    #expect(count >= 250)
  }

  @Test("what does not parse is refused or formatted, never both, and never traps")
  func mutilations() {
    let schema = Array(DraftSchemas.company.utf8)
    let prefixes = schema.indices.map { Array(schema[..<$0]) }
    let holes = schema.indices.map { Array(schema[..<$0] + schema[($0 + 1)...]) }
    for bytes in prefixes + holes {
      guard let judge = try? FormatJudge(bytes) else { continue }
      #expect(judge.findings() == [], "\(judge.text)")
    }
  }
}
