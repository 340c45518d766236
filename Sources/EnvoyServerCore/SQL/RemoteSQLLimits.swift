/// What SQL that runs on the server may take, each with its reason (`ENVOY-6.3`). No engine has the
/// first two.
public struct RemoteSQLLimits: Hashable, Sendable {
  /// The most bytes of values for the parameters of one statement (`ENVOY-6.2`).
  public static let bindByteCount: UInt64 = 131_072

  /// The most instructions of SQLite's machine that one request takes: some seconds, which is far
  /// more than actors need, and less than a client waits. A count, since it is the same each time.
  public var stepCount: UInt64 = 200_000_000

  /// The most bytes of one request's rows, of which each value has 16 beside its text or blob: half
  /// of what a message may have.
  public var resultByteCount: UInt64 = 16_777_216

  /// The most requests of one connection that wait for their turn, as engines have it.
  public var waitingRequestCount = 128

  /// How many actors' statements run at once, each in a thread of its own: enough that one that
  /// takes long leaves room for others.
  public var runningCount = 4

  /// The usual limits.
  public init() {}
}
