import BareSchema
import BareSwiftGenerator
import Foundation
import Testing

/// Every schema of `Cases/names` has the findings about Swift's names that stand beside it, and
/// each code about them has a page that is true.
///
/// `BARE_REFRESH=1 swift test --filter NameCorpusTests` writes the findings anew, and fails.
struct NameCorpusTests {
  private static let codes = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("BARE06") }
  private static let names = ["meeting", "poor"]

  private func findings(_ text: String) throws -> [Diagnostic] {
    let input = try GeneratorInput(text)
    return NameChecker(schema: input.schema, options: GeneratorOptions()).check()
  }

  private func text(_ name: String) throws -> String {
    let file = GoldenCase.folder.appending(path: "names/\(name).bare")
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test("findings are word for word those of the corpus")
  func corpus() throws {
    for name in Self.names {
      let text = try text(name)
      let source = SourceFile(path: name + ".bare", text: text)
      let met = DiagnosticFormat.plain.render(try findings(text), in: source)
      let file = GoldenCase.folder.appending(path: "names/\(name).plain.txt")
      #expect(met == (try? String(contentsOf: file, encoding: .utf8)), "\(name)")
      guard ProcessInfo.processInfo.environment["BARE_REFRESH"] != nil else { continue }
      try Data(met.utf8).write(to: file)
      Issue.record("\(name) was written anew")
    }
  }

  @Test("each code about Swift's names has a schema")
  func coverage() throws {
    let met = Set(try Self.names.flatMap { try findings(text($0)).map(\.code) })
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
