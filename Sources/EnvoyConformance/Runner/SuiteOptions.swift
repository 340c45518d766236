/// How scenarios are played, and what their results are held against.
public struct SuiteOptions: Sendable {
  /// How long a message, a connection or an answer may take to come.
  public var timeoutMilliseconds: Int64 = 5000

  /// The command line that runs one case again, but for its id.
  public var reproduction: String

  /// Makes namespaces and keys this run's own, so that a server may be judged again.
  public var runName: String

  /// The cases that are known to fail; nil for none.
  public var expected: ExpectedFailures?

  /// The usual ones.
  public init(reproduction: String, runName: String, expected: ExpectedFailures? = nil) {
    self.reproduction = reproduction
    self.runName = runName
    self.expected = expected
  }
}
