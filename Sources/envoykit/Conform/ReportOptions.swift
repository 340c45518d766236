import CommandLineSupport
import EnvoyConformance

/// `--expected-failures FILE --fix --report KIND[=PATH]`: what a run is held against, and where
/// else its results go.
struct ReportOptions {
  static let help = """
      --expected-failures FILE
                        cases that fail: `PATTERN # beginning of the message @URL` a line
      --fix             brings that file up to this run, which has to be one of all cases
      --report KIND[=PATH]
                        html (a page for a browser), text, jsonl, junit, tap, github or badge, to a
                        file or, without PATH, behind the summary; may be repeated
    """

  let expected: ExpectedFailures?
  private let reports: [(kind: SuiteReport, path: String?)]
  private let file: String?
  private let fixes: Bool

  init(parsing scanner: inout ArgumentScanner, of selection: VectorSelection) throws {
    file = try scanner.value("--expected-failures")
    expected = try file.map {
      ExpectedFailures(parsing: String(decoding: try FileIO.read($0), as: UTF8.self))
    }
    fixes = try scanner.flag("--fix")
    guard !fixes || (file != nil && !selection.isPartial) else {
      throw UsageError(
        "`--fix` goes with `--expected-failures FILE`, and not with `--run`, `--skip` or `--shard`")
    }
    reports = try scanner.values("--report").map { text in
      let kind = String(text.prefix { $0 != "=" })
      let path = text.dropFirst(kind.count + 1)
      return (
        try SuiteReport(argument: kind, of: "--report"), path.isEmpty ? nil : String(path)
      )
    }
  }

  /// Writes the reports, and the list of expected failures where it is to be fixed.
  func write(_ results: [CaseResult], suite: String) throws {
    if fixes, let file {
      let list = String(decoding: try FileIO.read(file), as: UTF8.self)
      try FileIO.write(Array(ExpectedFailures.fixed(list, by: results).utf8), to: file)
    }
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
