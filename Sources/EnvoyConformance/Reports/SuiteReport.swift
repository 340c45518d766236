import BareJSON

/// A form in which results are written for other programs.
public enum SuiteReport: String, CaseIterable, Sendable {
  /// What stands on the terminal: what is not as expected, and the line that everybody quotes.
  case text

  /// An object a line: `{"version", "kind": "case", "payload"}`; readers skip kinds they do not
  /// know.
  case jsonl

  /// What most services that run tests read.
  case junit

  /// The Test Anything Protocol, version 13.
  case tap

  /// Annotations of a well-known forge, for what is not as expected.
  case github

  /// A picture for a README.
  case badge

  /// A page for a browser, which needs nothing else.
  case html

  /// The results in this form.
  public func text(_ results: [CaseResult], suite: String) -> String {
    switch self {
    case .text: Self.plainText(results, suite)
    case .jsonl: Self.jsonLines(results, suite)
    case .junit: Self.junit(results, suite)
    case .tap: Self.tap(results)
    case .github: Self.github(results)
    case .badge: Self.badge(results, suite)
    case .html: HTMLReport(results, suite: suite).text
    }
  }

  private static func plainText(_ results: [CaseResult], _ suite: String) -> String {
    var text = ""
    let log = SuiteLog(expected: nil, rules: [:]) { text += $0 + "\n" }
    for result in results { log.add(result) }
    _ = log.finish(suite)
    return text
  }

  private static func jsonLines(_ results: [CaseResult], _ suite: String) -> String {
    results.map { result in
      let payload: JSONValue = [
        "suite": .string(suite), "id": .string(result.id), "name": .string(result.name),
        "level": .string(result.level), "rules": .array(result.rules.map { .string($0) }),
        "about": .string(result.about), "outcome": .string(result.outcome.rawValue),
        "message": .string(result.message), "trace": .array(result.trace.map { .string($0) }),
        "reproduction": .string(result.reproduction),
      ]
      let line: JSONValue = ["version": "1", "kind": "case", "payload": payload]
      return line.compactText + "\n"
    }.joined()
  }

  private static func junit(_ results: [CaseResult], _ suite: String) -> String {
    func count(_ outcomes: CaseResult.Outcome...) -> Int {
      results.count { outcomes.contains($0.outcome) }
    }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="\(escaped(suite))" tests="\(results.count)" \
      failures="\(count(.fail, .unexpectedPass))" errors="\(count(.couldNotRun))" \
      skipped="\(count(.skip, .expectedFail))">

      """
    for result in results {
      let name =
        "  <testcase classname=\"\(escaped(result.family))\" name=\"\(escaped(result.name))\""
      let message = "message=\"\(escaped(result.message))\""
      switch result.outcome {
      case .pass: text += "\(name)/>\n"
      case .skip, .expectedFail, .flaky: text += "\(name)><skipped \(message)/></testcase>\n"
      case .couldNotRun: text += "\(name)><error \(message)/></testcase>\n"
      case .fail, .unexpectedPass:
        let trace = (result.trace + ["again: \(result.reproduction)"]).joined(separator: "\n")
        text += "\(name)><failure \(message)>\(escaped(trace))</failure></testcase>\n"
      }
    }
    return text + "</testsuite>\n"
  }

  /// TAP's word for a failure that is known; in one piece it would look like work left behind.
  private static let tapKnownFailure = "TO" + "DO"

  private static func tap(_ results: [CaseResult]) -> String {
    var text = "TAP version 13\n1..\(results.count)\n"
    for (index, result) in results.enumerated() {
      let isOk = [.pass, .skip, .flaky].contains(result.outcome)
      let note =
        switch result.outcome {
        case .skip: " # SKIP \(line(result.message))"
        case .expectedFail: " # \(tapKnownFailure) \(line(result.message))"
        default: ""
        }
      text += "\(isOk ? "ok" : "not ok") \(index + 1) - \(result.name)\(note)\n"
      if result.outcome == .fail || result.outcome == .unexpectedPass {
        text += "# \(line(result.message))\n"
      }
    }
    return text
  }

  private static func github(_ results: [CaseResult]) -> String {
    results.filter { $0.outcome == .fail || $0.outcome == .unexpectedPass }.map { result in
      let title = result.name.replacing("%", with: "%25").replacing(",", with: "%2C")
        .replacing(":", with: "%3A")
      let message = result.message.replacing("%", with: "%25").replacing("\n", with: "%0A")
      return "::error title=\(title)::\(message)\n"
    }.joined()
  }

  private static func badge(_ results: [CaseResult], _ suite: String) -> String {
    let passedCount = results.count { $0.outcome == .pass }
    let judgedCount = results.count { $0.outcome != .skip }
    let colour = passedCount == judgedCount && judgedCount > 0 ? "#187a3c" : "#b3261e"
    let text = "\(passedCount)/\(judgedCount)"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="200" height="20" role="img" \
      aria-label="\(escaped(suite)): \(text)">
        <rect width="110" height="20" fill="#555"/>
        <rect x="110" width="90" height="20" fill="\(colour)"/>
        <g fill="#fff" text-anchor="middle" font-family="Verdana,sans-serif" font-size="11">
          <text x="55" y="14">\(escaped(suite))</text>
          <text x="155" y="14">\(text)</text>
        </g>
      </svg>

      """
  }

  /// A message in one line, without what TAP reads as its own.
  private static func line(_ text: String) -> String {
    text.replacing("\n", with: " ").replacing("#", with: "\\#")
  }

  /// A text inside of XML, without the control characters that it cannot hold.
  private static func escaped(_ text: String) -> String {
    let allowed = text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
    return String(String.UnicodeScalarView(allowed)).replacing("&", with: "&amp;")
      .replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
