import CommandLineSupport
import EnvoyConformance

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `--timeout MS --protocols LIST --known-flaky FILE`: how scenarios are played.
struct PlayOptions {
  static let help = """
      --timeout MS      how long a message, a connection or an answer may take; 5000 by default
      --trace           tells of cases that pass, too, what was sent and what came
      --protocols LIST  only these, such as `envoy/v2,kv-channel/v1`; others are skipped
      --known-flaky FILE
                        cases that sometimes fail, a pattern a line: they are played again 3 times,
                        and their rate is told
    """

  private let timeoutMilliseconds: Int64?
  private let protocols: Set<String>?
  private let flaky: KnownFlaky?
  private let showsTraces: Bool

  init(parsing scanner: inout ArgumentScanner) throws {
    timeoutMilliseconds = try scanner.value("--timeout", expecting: "milliseconds from 1") {
      Int64($0).flatMap { $0 > 0 ? $0 : nil }
    }
    showsTraces = try scanner.flag("--trace")
    protocols = try scanner.value("--protocols", expecting: "names of protocols") { text in
      let names = text.split(separator: ",").map(String.init)
      return names.allSatisfy(BuiltInSchema.all.keys.contains) ? Set(names) : nil
    }
    flaky = try scanner.value("--known-flaky").map {
      KnownFlaky(parsing: String(decoding: try FileIO.read($0), as: UTF8.self))
    }
  }

  /// How a suite plays.
  ///
  /// - Parameter judged: who is judged, as the end of a command line.
  func options(
    reproduction: String, of judged: [String], _ rules: RuleBook, _ reports: ReportOptions,
    _ progress: RunProgress
  ) -> SuiteOptions {
    var options = SuiteOptions(
      reproduction: reproduction, runName: "\(getpid())", expected: reports.expected)
    options.judged = judged.map { " " + ShellWord.quoted($0) }.joined()
    options.protocols = protocols
    options.showsTraces = showsTraces
    options.rules = rules.texts
    options.progress = progress.update
    if let timeoutMilliseconds { options.timeoutMilliseconds = timeoutMilliseconds }
    if let flaky { options.flaky = flaky }
    return options
  }
}
