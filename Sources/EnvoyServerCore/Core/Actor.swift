import EnvoyProtocol

/// An actor: what it stored, and who hosts it.
struct Actor: Sendable {
  /// What envoys are told of it.
  var declaration = ActorDeclaration()

  /// Its pages; nil before the database was opened first.
  var database: SqliteDatabase?

  /// Its keys and values.
  var kv = KVStore()

  /// How long each request about its keys takes on the KV channel.
  var latencyMilliseconds: Int64 = 0

  /// How many bytes it may store; nil for as many as any.
  var quotaByteCount: UInt64?

  /// The command about the database that fails next.
  var failingOperation: SqliteOperation?

  /// Whether the next request about its keys fails.
  var failsNextRequest = false

  /// How often the actor was handed to an envoy.
  var generation: UInt32 = 0

  /// Whether an envoy is to host it.
  var state = ActorState.idle

  /// When it wants to be woken, in milliseconds since the epoch; nil for never.
  var alarmMilliseconds: Int64?

  /// Its place with an envoy; nil where it has none.
  var assignment: ActorAssignment? {
    if case .assigned(let assignment) = state { assignment } else { nil }
  }

  /// Lets a change be made to the place with an envoy, if there is one.
  mutating func withAssignment(_ body: (inout ActorAssignment) -> Void) {
    guard case .assigned(var assignment) = state else { return }
    body(&assignment)
    state = .assigned(assignment)
  }

  /// Opens the database if it never was.
  mutating func openDatabase(limits: SqliteLimits, atMilliseconds time: Int64) {
    guard database == nil else { return }
    var limits = limits
    if let quotaByteCount { limits.storageByteCount = quotaByteCount }
    database = SqliteDatabase(limits: limits, creationTimeMilliseconds: time)
  }
}

/// Where an actor is in its life (`ENVOY-5.2`).
enum ActorState: Hashable, Sendable {
  /// It was never started.
  case idle

  /// It is to be hosted, and no envoy is there for it.
  case waiting

  /// An envoy hosts it, or has to.
  case assigned(ActorAssignment)

  /// It sleeps until a request or an alarm wakes it.
  case asleep

  /// It ended.
  case destroyed
}

/// An actor in the hands of an envoy.
struct ActorAssignment: Hashable, Sendable {
  enum Phase: Hashable {
    /// Told to start; it may have to end as soon as it runs.
    case starting(endsAtOnce: Bool)

    case running

    /// Told to stop.
    case stopping(Envoy.V6.StopActorReason)
  }

  /// The envoy.
  let envoyKey: String

  var phase = Phase.starting(endsAtOnce: false)

  /// Whether it is to be started again once it sleeps.
  var wakesAgain = false

  /// The index of the next command.
  var nextCommandIndex: Int64 = 1

  /// The index of the last event that was taken; those up to it are repetitions.
  var lastEventIndex: Int64 = -1

  /// The index up to which events were acknowledged.
  var acknowledgedEventIndex: Int64 = -1
}
