import BareJSON
import Foundation
import Testing

@testable import EnvoyConformance

/// Results as other programs read them, and held against what is expected.
@Suite struct ReportTests {
  private static func result(
    _ id: String, _ outcome: CaseResult.Outcome, _ message: String = ""
  ) -> CaseResult {
    CaseResult(
      name: id, id: id, level: "must", rules: ["KV-A5"], about: "about", outcome: outcome,
      message: message, trace: outcome == .fail ? ["+1 ms <sent>"] : [], reproduction: "again")
  }

  private static let results = [
    result("kv/a", .pass), result("kv/b", .fail, "expected \"1\" & 2, got <3>"),
    result("kv/c", .skip, "no admin # side"), result("sqlite/d", .couldNotRun, "it died"),
    result("sqlite/e", .expectedFail, "known"), result("sqlite/f", .unexpectedPass, "remove"),
  ]

  @Test("JSON Lines have a result each, which reads back")
  func jsonLines() throws {
    let lines = SuiteReport.jsonl.text(Self.results, suite: "server").split(separator: "\n")
    #expect(lines.count == Self.results.count)
    let second = try JSONValue(parsing: String(lines[1]))
    #expect(second["kind"] == "case")
    #expect(second["payload"]?["outcome"] == "fail")
    #expect(second["payload"]?["message"] == "expected \"1\" & 2, got <3>")
  }

  @Test("JUnit is XML, and counts failures, errors and what was skipped")
  func junit() throws {
    let text = SuiteReport.junit.text(Self.results, suite: "server")
    #expect(
      text.contains(
        "<testsuite name=\"server\" tests=\"6\" failures=\"2\" errors=\"1\" skipped=\"2\">"))
    #expect(text.contains("message=\"expected &quot;1&quot; &amp; 2, got &lt;3&gt;\""))
    #expect(text.contains("+1 ms &lt;sent&gt;\nagain: again</failure>"))
    let openCount = text.components(separatedBy: "<testcase").count
    #expect(openCount - 1 == 6)
    #expect(text.hasSuffix("</testsuite>\n"))
  }

  @Test("TAP numbers its lines and marks what is skipped or known")
  func tap() {
    let lines = SuiteReport.tap.text(Self.results, suite: "server").split(separator: "\n")
    #expect(lines[1] == "1..6")
    #expect(lines[2] == "ok 1 - kv/a")
    #expect(lines[3] == "not ok 2 - kv/b")
    #expect(lines[5] == "ok 3 - kv/c # SKIP no admin \\# side")
    #expect(lines[7] == "not ok 5 - sqlite/e # TO" + "DO known")
  }

  @Test("annotations are for what is not as expected alone")
  func github() {
    let lines = SuiteReport.github.text(Self.results, suite: "server").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0] == "::error title=kv/b::expected \"1\" & 2, got <3>")
  }

  @Test("a badge counts what passed of what was judged")
  func badge() {
    let text = SuiteReport.badge.text(Self.results, suite: "server")
    #expect(text.contains(">1/5<"))
  }

  /// Holds results against a list; gives outcomes and the lines that were told.
  private func hold(
    _ list: String, _ results: [CaseResult]
  ) -> (outcomes: [CaseResult.Outcome], lines: [String], ending: SuiteEnding) {
    var lines: [String] = []
    let log = SuiteLog(expected: ExpectedFailures(parsing: list), rules: [:]) { lines.append($0) }
    for result in results { log.add(result) }
    let ending = log.finish("server")
    return (log.results.map(\.outcome), lines, ending)
  }

  @Test("a failure that is listed is expected, by its pattern and the beginning of its message")
  func expected() {
    let failure = Self.result("kv/b", .fail, "step 3: no reply")
    for list in ["kv/*", "kv/b  # step 3  @https://x/1", "# a comment\n\nkv/b # step 3: no reply"] {
      let (outcomes, lines, ending) = hold(list, [failure])
      #expect(outcomes == [.expectedFail], "\(list)")
      #expect(lines == [Self.summary(0, 0, 1, 0)])
      #expect(ending == .passed)
    }
    let (outcomes, _, ending) = hold("kv/b # step 4", [failure])
    #expect(outcomes == [.fail])
    #expect(ending == .failed)
  }

  @Test("a pass that is listed, and a line that matches nothing or too much, are findings")
  func rot() {
    let pass = hold("kv/a", [Self.result("kv/a", .pass)])
    #expect(pass.outcomes == [.unexpectedPass])
    #expect(pass.ending == .failed)
    let nothing = hold("kv/x", [Self.result("kv/a", .pass)])
    #expect(nothing.lines.first == "expected failures: line 1: `kv/x` matches no case")
    #expect(nothing.ending == .failed)
    let many = hold("kv/*", (0..<21).map { Self.result("kv/\($0)", .fail) })
    #expect(many.lines.first?.contains("stands for 21 cases") == true)
  }

  private static func summary(_ passed: Int, _ failed: Int, _ known: Int, _ others: Int) -> String {
    "server: \(passed) passed, \(failed) failed, \(known) expected failures, "
      + "\(others) unexpected passes, 0 skipped, 0 could not run"
  }
}
