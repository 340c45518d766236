import KVChannelProtocol

/// How the KV channel behaves where servers differ, and what it allows (`KV-A6`, `KV-A8`).
public struct KVChannelOptions: Hashable, Sendable {
  /// Who may write where two connections open one actor.
  public enum LockProfile: String, CaseIterable, Hashable, Sendable {
    /// The one that opened last; the other is not told.
    case evict

    /// The one that opened first; the other is refused.
    case refuse

    /// Both.
    case none
  }

  /// Who may write where two connections open one actor.
  public var lockProfile = LockProfile.evict

  /// The most actors that a connection has open at a time.
  public var openActorCount = KVChannelLimits.maximumOpenActorCount

  /// The most requests of an actor on one connection that wait behind the one at work.
  public var waitingRequestCount = KVChannelLimits.maximumWaitingRequestCount

  /// The most bytes of keys and values that an actor stores.
  public var storageByteCount = KVChannelLimits.maximumStorageByteCount

  /// Between two pings; the first comes that long after the connection.
  public var pingIntervalMilliseconds: Int64 = 3000

  /// Without a pong for longer than this, looked at when a ping is due, a connection is closed.
  public var pongTimeoutMilliseconds: Int64 = 15_000

  /// The usual options.
  public init() {}
}
