import BareSchema
import Foundation
import Testing

/// Every invalid schema of the corpus has the diagnostics that stand beside it, byte for byte, and
/// is formatted as the text beside it if the parser can read it.
///
/// `BARE_REFRESH=1 swift test --filter Golden` writes the texts of all corpora anew, and fails.
struct GoldenDiagnosticsTests {
  @Test("diagnostics and formatted texts are byte for byte those of the corpus")
  func corpus() throws {
    let texts = try InvalidCase.all().flatMap { $0.texts() }
    let differences = try InvalidCase.folder.differences(
      from: Dictionary(uniqueKeysWithValues: texts))
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test("the corpus has at least 150 schemas and every code at least one")
  func coverage() throws {
    let cases = try InvalidCase.all()
    #expect(cases.count >= 150)
    let met = Set(cases.flatMap { $0.diagnostics.map(\.code) })
    // Those about Swift's names, about locks and of the linter have corpora of their own.
    let missing = DiagnosticCode.allCases.filter { code in
      let isOfOthers = ["BARE06", "BARE07", "BARE08"].contains { code.rawValue.hasPrefix($0) }
      return !isOfOthers && !met.contains(code)
    }
    #expect(missing.isEmpty, "codes without a case: \(missing.map(\.rawValue))")
  }

  @Test("a schema is there exactly if there is no error")
  func schemaOrError() throws {
    let wrong = try InvalidCase.all().filter { testCase in
      let hasError = testCase.diagnostics.contains { $0.severity == .error }
      return hasError == (testCase.schema != nil)
        || testCase.diagnostics.isEmpty
    }
    #expect(wrong.isEmpty, "\(wrong.map(\.name))")
  }

  @Test("the repairs of a hint, made together, give a valid schema")
  func fixes() throws {
    var failures: [String] = []
    for testCase in try InvalidCase.all() where testCase.name.hasPrefix("hint-") {
      var source = testCase.source
      for _ in 0..<4 {
        source = source.applying(SchemaCompiler.compile(source).diagnostics)
      }
      let rest = SchemaCompiler.compile(source)
      guard rest.schema == nil else { continue }
      let text = source.text(of: SourceSpan(start: 0, end: source.bytes.count))
      let report = DiagnosticFormat.plain.render(rest.diagnostics, in: source)
      failures.append("\(testCase.name):\n\(text)\(report)")
    }
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test("messages start small, end without a full stop, and have no line feed")
  func style() throws {
    let messages = try InvalidCase.all().flatMap { $0.diagnostics.map(\.message) }
    let wrong = messages.filter { message in
      let start = message.unicodeScalars.first.map { $0.properties.isUppercase } ?? true
      return start || message.hasSuffix(".") || message.contains("\n")
    }
    #expect(wrong.isEmpty, "\(wrong)")
  }

  @Test("codes are unique, well formed and explained in one line")
  func codes() {
    let wrong = DiagnosticCode.allCases.filter { code in
      let digits = code.rawValue.dropFirst(4)
      return !code.rawValue.hasPrefix("BARE") || digits.count != 4 || Int(digits) == nil
        || code.summary == code.rawValue || code.summary.contains("\n")
    }
    #expect(wrong.isEmpty, "\(wrong)")
    #expect(Set(DiagnosticCode.allCases.map(\.summary)).count == DiagnosticCode.allCases.count)
  }
}
