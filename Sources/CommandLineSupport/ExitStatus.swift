/// What a tool's exit status says; the numbers from 64 on are those of BSD's `sysexits.h`.
public enum ExitStatus: Int32, Sendable {
  /// All is as expected.
  case success = 0
  /// Judged and not as expected: schema errors, differences, failed cases.
  case findings = 1
  /// Nothing failed, but something could not be judged.
  case undecided = 2
  /// The command line is wrong.
  case usage = 64
  /// The input is not what its format asks for.
  case badInput = 65
  /// An input does not exist or cannot be read.
  case noInput = 66
  /// A service could not start, such as a port that is taken.
  case unavailable = 69
  /// A fault of ours.
  case internalError = 70
  /// The output cannot be written.
  case cannotWrite = 73
}

/// A command line that cannot be followed; exits with `ExitStatus.usage`.
public struct UsageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was expected, what was met and what to do, without a full stop.
  public let description: String

  /// Makes an error.
  public init(_ description: String) { self.description = description }
}
