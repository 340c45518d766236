import CommandLineSupport
import EnvoyConformance

/// `--expected-failures FILE --report KIND[=PATH]`: what a run is held against, and where else its
/// results go.
struct ReportOptions {
  static let help = """
      --expected-failures FILE
                        cases that fail: `PATTERN # beginning of the message @URL` a line
      --report KIND[=PATH]
                        html (a page for a browser), jsonl, junit, tap, github or badge, to a file
                        or, without PATH, behind the summary; may be repeated
    """

  let expected: ExpectedFailures?
  private let reports: [(kind: SuiteReport, path: String?)]

  init(parsing scanner: inout ArgumentScanner) throws {
    let file = try scanner.value("--expected-failures")
    expected = try file.map {
      ExpectedFailures(parsing: String(decoding: try FileIO.read($0), as: UTF8.self))
    }
    reports = try scanner.values("--report").map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let kind = parts.first.flatMap(SuiteReport.init(rawValue:)) else {
        let kinds = SuiteReport.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError("`--report \(text)`: expected one of \(kinds)")
      }
      return (kind, parts.count == 2 ? parts[1] : nil)
    }
  }

  /// Writes the reports.
  func write(_ results: [CaseResult], suite: String) throws {
    for (kind, path) in reports {
      let text = kind.text(results, suite: suite)
      if let path {
        try FileIO.write(Array(text.utf8), to: path)
      } else {
        try Terminal.write(text.utf8)
      }
    }
  }
}

extension SuiteEnding {
  /// The status with which a command ends.
  var status: ExitStatus {
    switch self {
    case .passed: .success
    case .failed: .findings
    case .undecided: .undecided
    }
  }
}
