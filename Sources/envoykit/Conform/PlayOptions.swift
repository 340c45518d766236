import CommandLineSupport
import EnvoyConformance

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `--timeout MS`: how scenarios are played.
struct PlayOptions {
  static let help = """
      --timeout MS      how long a message, a connection or an answer may take; 5000 by default
    """

  private let timeoutMilliseconds: Int64?

  init(parsing scanner: inout ArgumentScanner) throws {
    timeoutMilliseconds = try scanner.value("--timeout", expecting: "milliseconds from 1") {
      Int64($0).flatMap { $0 > 0 ? $0 : nil }
    }
  }

  /// How a suite plays.
  func options(reproduction: String, _ reports: ReportOptions) -> SuiteOptions {
    var options = SuiteOptions(
      reproduction: reproduction, runName: "\(getpid())", expected: reports.expected)
    if let timeoutMilliseconds { options.timeoutMilliseconds = timeoutMilliseconds }
    return options
  }
}
