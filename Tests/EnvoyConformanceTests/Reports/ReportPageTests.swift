import Foundation
import Testing

@testable import EnvoyConformance

/// The page of results in a real browser, where the machine has one.
@Suite struct ReportPageTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Testees/report_page.js")

  /// Runs a program of the `PATH`; gives its status and what it said.
  private static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    // Where Debian keeps modules for Node; a Node of another origin does not look there by itself.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["NODE_PATH": "/usr/share/nodejs"]) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  private static let hasBrowser =
    (try? run(["chromium", "--version"]).status) == 0
    && (try? run(["node", "-e", "require('ws')"]).status) == 0

  private static func result(
    _ id: String, in schema: String = "", _ outcome: CaseResult.Outcome, message: String = "",
    trace: [String] = [], difference: CaseResult.Difference? = nil
  ) -> CaseResult {
    CaseResult(
      name: id + schema, id: id, level: "must", rules: ["KV-A5"], about: "it does <b>so</b>",
      outcome: outcome, message: message, trace: trace, difference: difference,
      reproduction: "envoykit conform server --run '\(id)'")
  }

  private static let trace = [
    "+0 ms c connects: /kv/connect?namespace=n",
    "+3 ms c <- {\"ToServerRequest\":{\"requestId\":1}}",
    "+12 ms c -> {\"ToClientResponse\":{\"text\":\"<img src=x onerror=wasRun=1>\"}}",
    "+14 ms admin: POST /namespaces/n", "+15 ms c breaks off", "+16 ms a line of another kind",
  ]

  private static let difference = CaseResult.Difference(
    expected: String(repeating: "0176", count: 66),
    got: String(repeating: "0176", count: 33)
      + "0177" + String(repeating: "0176", count: 32), start: 240, expectedCount: 614,
    gotCount: 614, byteOffset: 307, path: "ToRivet.kvRequest.data")

  /// As many passes as a whole run has, and a few others.
  private static var results: [CaseResult] {
    let passes = (0..<7000).map { index in
      result("envoy/\(index % 7)/case-\(index)", in: " (envoy/v\(index % 2 + 1))", .pass)
    }
    return passes + [
      result(
        "kv/open/locked", in: " (kv-channel/v1)", .fail,
        message: "</script><script>wasRun = 1</script> " + String(repeating: "x", count: 300),
        trace: trace),
      result(
        "envoy/v6/to-rivet/kv/put/values", .fail, message: "recode: other bytes",
        difference: difference),
      result("sqlite/read/all", in: " (envoy/v2)", .couldNotRun, message: "it died"),
      result("sqlite/read/none", in: " (envoy/v2)", .skip, message: "not offered"),
    ]
  }

  @Test(
    "a browser filters cases, opens them, and is nowhere too narrow",
    .enabled(if: hasBrowser, "there is no `chromium`, or no `ws` for Node"))
  func page() throws {
    let folder = try TemporaryFolder()
    let page = SuiteReport.html.text(Self.results, suite: "codec")
    try folder.write(Array(page.utf8), to: "report.html")
    let address = folder.url.appending(path: "report.html").absoluteString
    let screenshot = ProcessInfo.processInfo.environment["REPORT_PAGE_SCREENSHOT"].map { [$0] }
    let (status, text) = try Self.run(["node", Self.script.path, address] + (screenshot ?? []))
    #expect(status == 0, "\(text)")
  }
}
