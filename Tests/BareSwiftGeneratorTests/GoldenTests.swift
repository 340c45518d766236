import Foundation
import Testing

/// Every schema of `Cases` becomes the Swift beside it, byte for byte.
///
/// `BARE_REFRESH=1 swift test --filter GoldenTests` writes the Swift anew. That run fails all the
/// same, so that nobody takes it for a pass: read what changed.
struct GoldenTests {
  private let isRefreshing = ProcessInfo.processInfo.environment["BARE_REFRESH"] != nil

  @Test("generated Swift is byte for byte that of the cases")
  func cases() throws {
    let failures = try GoldenCase.all().compactMap(failure)
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  private func failure(of testCase: GoldenCase) throws -> String? {
    let file = testCase.expectationFile
    let expected = try? String(contentsOf: file, encoding: .utf8)
    if testCase.generated == expected { return nil }
    if isRefreshing {
      try Data(testCase.generated.utf8).write(to: file)
      return "\(testCase.name) was written anew"
    }
    return "\(testCase.name): \(firstDifference(expected ?? "", testCase.generated))"
  }

  private func firstDifference(_ expected: String, _ met: String) -> String {
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let met = met.split(separator: "\n", omittingEmptySubsequences: false)
    let index = zip(expected, met).prefix { $0 == $1 }.count
    func line(_ lines: [Substring]) -> Substring { index < lines.count ? lines[index] : "(end)" }
    return "line \(index + 1): expected\n\(line(expected))\nmet\n\(line(met))"
  }

  @Test("there are at least 25 cases, and none has lost its schema")
  func coverage() throws {
    let names = Set(try GoldenCase.all().map { $0.expectationFile.lastPathComponent })
    #expect(names.count >= 25)
    let files = try FileManager.default.contentsOfDirectory(atPath: GoldenCase.folder.path)
    let orphans = files.filter { $0.hasSuffix(".swift.txt") && !names.contains($0) }
    #expect(orphans.isEmpty, "\(orphans)")
  }

  @Test("the same input gives the same bytes")
  func determinism() throws {
    let pairs = zip(try GoldenCase.all(), try GoldenCase.all())
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
