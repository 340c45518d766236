import BareSchema
import BareSwiftGenerator
import Foundation
import GoldenFiles
import Testing

/// Every schema of `Cases/names` has the findings about Swift's names that stand beside it, and
/// each code about them has a page that is true.
///
/// `BARE_REFRESH=1 swift test --filter Golden` writes the findings anew, and fails.
struct GoldenNameTests {
  private static let codes = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("BARE06") }
  private static let folder = GoldenFolder(
    GoldenCase.cases.appending(path: "names"), endings: [SchemaTexts.ending(.plain)])

  private func findings(_ text: String) throws -> [Diagnostic] {
    let input = try GeneratorInput(text)
    return NameChecker(schema: input.schema, options: GeneratorOptions()).check()
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Self.folder.schema(name), as: UTF8.self)
  }

  @Test("findings are word for word those of the corpus")
  func corpus() throws {
    var texts: [String: String] = [:]
    for name in try Self.folder.schemaNames() {
      let text = try text(name)
      let source = SourceFile(path: name + ".bare", text: text)
      texts[name + SchemaTexts.ending(.plain)] = DiagnosticFormat.plain.render(
        try findings(text), in: source)
    }
    let differences = try Self.folder.differences(from: texts)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test("each code about Swift's names has a schema")
  func coverage() throws {
    let met = Set(try Self.folder.schemaNames().flatMap { try findings(text($0)).map(\.code) })
    #expect(met == Set(Self.codes))
  }

  @Test("the example of each code's page has that code, and the repaired one has none")
  func pages() throws {
    for code in Self.codes {
      let page = try #require(code.page)
      #expect(try findings(page.example.text).map(\.code) == [code], "\(code.rawValue)")
      #expect(try findings(page.fixed.text).isEmpty, "\(code.rawValue)")
    }
  }
}
