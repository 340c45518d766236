/// What became of one case of a suite.
public struct CaseResult: Hashable, Sendable {
  /// How a case ended.
  public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// What was expected is what came.
    case pass

    /// Something else came.
    case fail

    /// It failed, and a list says that it does.
    case expectedFail = "expected-fail"

    /// It passed, and a list says that it fails.
    case unexpectedPass = "unexpected-pass"

    /// It is known to fail sometimes, and did, and passed when it was played again.
    case flaky

    /// What it needs is not offered, or only a `should` is not met.
    case skip

    /// Whoever is judged ended or was silent, whatever the case.
    case couldNotRun = "could-not-run"
  }

  /// The first byte that is not the expected one, and the bytes around it.
  public struct Difference: Hashable, Sendable {
    /// The expected bytes from ``start``, as hex.
    public let expected: String

    /// The bytes that came, from ``start``, as hex.
    public let got: String

    /// The index of the first byte of both in their messages; 0 unless these are long.
    public let start: Int

    /// How many bytes were expected in all.
    public let expectedCount: Int

    /// How many bytes came in all.
    public let gotCount: Int

    /// The index of the first byte that differs, or at which one of the messages ends.
    public let byteOffset: Int

    /// The field of the expected message that the byte belongs to.
    public let path: String
  }

  /// The id, and what it was run in where that is more than one thing: `kv/open (kv-channel/v1)`.
  public let name: String

  /// The id alone.
  public let id: String

  /// What kind of requirement it is: `must`, `should` or `may`.
  public let level: String

  /// The rules that it tests.
  public let rules: [String]

  /// What it shows.
  public let about: String

  /// How it ended.
  public var outcome: Outcome

  /// What was expected and what was met, or why nothing was judged; empty for a pass.
  public var message: String

  /// What was sent and what came, a line each.
  public let trace: [String]

  /// Where bytes differ from those that were expected; nil where that is not what failed.
  public var difference: Difference?

  /// The command line that runs it again.
  public let reproduction: String

  /// The part before the first slash, by which cases are grouped.
  public var family: String { String(id.prefix { $0 != "/" }) }
}
