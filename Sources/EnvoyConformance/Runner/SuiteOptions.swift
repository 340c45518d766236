/// How scenarios are played, and what their results are held against.
public struct SuiteOptions: Sendable {
  /// How long a message, a connection or an answer may take to come.
  public var timeoutMilliseconds: Int64 = 5000

  /// The command line that runs one case again, up to its id.
  public var reproduction: String

  /// The rest of that command line, behind the id: whoever is judged.
  public var judged = ""

  /// The schemas that scenarios are played in, by their names; nil for all.
  public var protocols: Set<String>?

  /// Whether what was sent and what came is told of cases that pass, too.
  public var showsTraces = false

  /// The cases that sometimes fail.
  public var flaky = KnownFlaky(parsing: "")

  /// The sentences of rules by their ids, to be told with a failure.
  public var rules: [String: String] = [:]

  /// Called as results come: how many there are, and how many there will be.
  public var progress: @Sendable (_ doneCount: Int, _ totalCount: Int) -> Void = { _, _ in }

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

  /// Why a schema is not played; nil for one that is.
  func reasonToSkip(_ schema: String) -> String? {
    guard let protocols, !protocols.contains(schema) else { return nil }
    return "`\(schema)` is not among the protocols that are judged"
  }
}
