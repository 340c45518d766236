import BareSchema
import Foundation
import GoldenFiles
import Testing

/// Every schema of `Cases/valid` becomes the Swift beside it, is formatted as the text beside it,
/// and has the diagnostics beside it, if any: byte for byte. Every family becomes its Swift.
///
/// `BARE_REFRESH=1 swift test --filter Golden` writes the texts of all corpora anew, and fails.
struct GoldenTests {
  @Test("Swift, formatted texts and diagnostics are byte for byte those of the cases")
  func cases() throws {
    let differences = try GoldenCase.folders().flatMap { folder, cases in
      try folder.differences(
        from: Dictionary(uniqueKeysWithValues: cases.flatMap { $0.texts }))
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test("there are at least 120 cases, all formatted, and some with diagnostics in every form")
  func coverage() throws {
    let cases = try GoldenCase.all()
    #expect(cases.count >= 120)
    let kinds = cases.flatMap(\.texts).filter { !$0.value.isEmpty }
    for ending in SchemaTexts.endings {
      #expect(kinds.contains { $0.key.hasSuffix(ending) }, "\(ending)")
    }
  }

  @Test("every code of the linter has a case")
  func lintCoverage() throws {
    let told = try GoldenCase.all().flatMap(\.texts).filter { $0.key.hasSuffix(".plain.txt") }
    let missing = DiagnosticCode.allCases.map(\.rawValue).filter { code in
      code.hasPrefix("BARE08") && !told.contains { $0.value.contains("[\(code)]") }
    }
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test("the same input gives the same bytes")
  func determinism() throws {
    let pairs = zip(try GoldenCase.all(), try GoldenCase.folders().flatMap(\.cases))
    let different = pairs.filter { $0.generated != $1.generated }.map(\.0.name)
    #expect(different.isEmpty, "\(different)")
  }

  @Test("no line ends in white space, and no two lines in a row are empty")
  func whiteSpace() throws {
    let wrong = try GoldenCase.all().filter { testCase in
      let lines = testCase.generated.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.contains { $0.last?.isWhitespace == true }
        || testCase.generated.contains("\n\n\n") || !testCase.generated.hasSuffix("}\n")
    }
    #expect(wrong.isEmpty, "\(wrong.map(\.name))")
  }
}
