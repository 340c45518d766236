import Foundation

@testable import EnvoyConformance

/// A testee that is a few lines of shell: well or ill behaved in one way.
struct ScriptedTestee {
  /// How long it may be silent, unless a test says otherwise.
  static let timeoutMilliseconds: Int32 = 5000

  private let command: [String]

  init(command: [String]) {
    self.command = command
  }

  /// A testee that answers `hello`, then does what a script says.
  init(_ script: String) {
    self.init(script: "read -r line; echo '\(Self.hello)'; \(script)")
  }

  /// A testee that does what a script says from the start.
  init(script: String) {
    command = ["sh", "-c", script]
  }

  /// A testee that gives these replies, each to the next request.
  init(replies: [String]) {
    self.init(replies.map { "read -r line; echo '\($0)'" }.joined(separator: "; "))
  }

  /// The reply to `hello`, which is the first request.
  static let hello = """
    {"seq":1,"hello":{"name":"scripted","version":"1","language":"sh","protocol":1,\
    "tiers":["recode"],"schemas":["kv-channel/v1"],"features":[]}}
    """

  /// What a run said and how it ended.
  struct Outcome {
    let lines: [String]
    let ending: SuiteEnding
    let duration: Duration

    /// The numbers of the last line.
    var summary: String { lines.last ?? "" }

    /// The lines about what could not be run.
    var faults: [String] { lines.filter { $0.hasPrefix("could not run") } }
  }

  /// Runs vectors against it.
  func run(
    _ vectors: [Vector], level: Vector.Level = .must,
    timeoutMilliseconds: Int32 = Self.timeoutMilliseconds
  ) -> Outcome {
    // The tool does the same: to write to a testee that has gone must not end the process.
    _ = signal(SIGPIPE, SIG_IGN)
    let log = Log()
    var options = CodecSuite.Options()
    options.level = level
    options.timeoutMilliseconds = timeoutMilliseconds
    let suite = CodecSuite(vectors: vectors, options: options) { log.lines.append($0) }
    let duration = ContinuousClock().measure { suite.run(command: command) }
    let ending = suite.finish()
    return Outcome(lines: log.lines, ending: ending, duration: duration)
  }

  private final class Log {
    var lines: [String] = []
  }
}
