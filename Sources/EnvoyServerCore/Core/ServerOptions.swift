/// How a server behaves where the protocols or engines differ.
public struct ServerOptions: Hashable, Sendable {
  /// Which engine's rules hold for an actor's database (`SQL-5.1`, `SQL-5.2`).
  public enum Profile: String, CaseIterable, Hashable, Sendable {
    /// Each start of an actor raises the generation and fences earlier holders.
    case takeover

    /// The generation stays, and only the connection that was told to start an actor may use its
    /// database, until the actor has stopped or the connection has gone.
    case stable
  }

  /// What exists before anyone asks for it.
  public enum Existence: String, CaseIterable, Hashable, Sendable {
    /// Namespaces, pools and actors exist from their first use.
    case onDemand = "on-demand"

    /// Only what was declared exists, so that clients can meet what is missing.
    case declared
  }

  /// Which engine's rules hold for an actor's database.
  public var profile = Profile.takeover

  /// What exists before anyone asks for it.
  public var existence = Existence.onDemand

  /// Namespaces that exist though nobody used them.
  public var namespaces: [String] = []

  /// Pools that exist, where existence is declared.
  public var pools: [String] = []

  /// What clients have to show; nil for nothing.
  public var token: String?

  /// Whether a message that cannot be read ends its connection, instead of being dropped as
  /// engines do (`ENVOY-1.4`).
  public var isStrict = false

  /// Whether what engines get wrong is done as they do it, where clients have to live with it:
  /// version 1 is refused, a put fails without a reason, prefixes miss keys that go on with 0xff,
  /// a reversed list cuts large values, the rest of a response in pieces is lost, and SQL tells an
  /// empty blob as NULL and stale changes.
  public var hasUpstreamQuirks = false

  /// Whether actors get keys with their start, as the metadata of their names ask for
  /// (`ENVOY-4.5`).
  public var preloadsKV = false

  /// What the metadata of values say of the engine that wrote them.
  public var engineVersion = "envoykit"

  /// What is random comes from here.
  public var seed: UInt64 = 1

  /// The limits of actors' databases.
  public var sqlite = SqliteLimits()

  /// What SQL that runs on the server may take.
  public var remoteSQL = RemoteSQLLimits()

  /// How the KV channel behaves.
  public var kvChannel = KVChannelOptions()

  /// How long things take between engine and envoy.
  public var envoyTimes = EnvoyTimes()

  /// The usual options.
  public init() {}
}
