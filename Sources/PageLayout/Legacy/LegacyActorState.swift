/// What the file of an actor's state held in versions 1 to 3, as the newest of them says it
/// (`KV-B1.1`).
///
/// In BARE, behind the version as a `u16`:
///
/// ```
/// type ActorState struct {           # version 3
///   actorId: str
///   name: str
///   key: list<str>
///   kvStorage: list<struct { key: data, value: data }>
///   createdAt: u64
///   startTs: optional<u64>           # and connectableTs, sleepTs, destroyTs
/// }
/// ```
public struct LegacyActorState: Hashable, Sendable {
  /// The actor.
  public var actorID: String

  /// Its name.
  public var name: String

  /// Its key, in parts.
  public var key: [String]

  /// What it stores, in the order of the file.
  public var pairs: [KVPair]

  /// When it was made, in milliseconds since 1970.
  public var createdAt: UInt64

  /// What happened to it since, in milliseconds since 1970.
  public var times: Times

  /// Times that version 3 brought.
  public struct Times: Hashable, Sendable {
    /// When it started.
    public var startedAt: UInt64?

    /// When connections were taken.
    public var connectableAt: UInt64?

    /// When it went to sleep.
    public var sleptAt: UInt64?

    /// When it was destroyed.
    public var destroyedAt: UInt64?

    /// Times; none is known without arguments.
    public init(
      startedAt: UInt64? = nil, connectableAt: UInt64? = nil, sleptAt: UInt64? = nil,
      destroyedAt: UInt64? = nil
    ) {
      self.startedAt = startedAt
      self.connectableAt = connectableAt
      self.sleptAt = sleptAt
      self.destroyedAt = destroyedAt
    }
  }

  /// The versions of the file.
  public enum Version: UInt16, Hashable, Sendable, CaseIterable {
    /// With `persistedData: data` in the place of the pairs.
    case v1 = 1

    /// With pairs.
    case v2 = 2

    /// With times.
    case v3 = 3
  }

  /// The key under which the data of version 1 stands since version 2.
  public static let persistedDataKey: [UInt8] = [0x01]

  /// A state.
  public init(
    actorID: String, name: String, key: [String], pairs: [KVPair], createdAt: UInt64,
    times: Times = Times()
  ) {
    self.actorID = actorID
    self.name = name
    self.key = key
    self.pairs = pairs
    self.createdAt = createdAt
    self.times = times
  }
}
