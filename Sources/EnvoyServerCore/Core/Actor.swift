import EnvoyProtocol

/// An actor: what it stored, and who hosts it.
struct Actor: Sendable {
  /// Its pages; nil before the database was opened first.
  var database: SqliteDatabase?

  /// Its keys and values.
  var kv = KVStore()

  /// How long each request about its keys takes.
  var latencyMilliseconds: Int64 = 0

  /// How many bytes it may store; nil for as many as any.
  var quotaByteCount: UInt64?

  /// The command about the database that fails next.
  var failingOperation: SqliteOperation?

  /// Whether the next request about its keys fails.
  var failsNextRequest = false

  /// How often the actor was handed to an envoy.
  var generation: UInt32 = 0

  /// Who is to host it; nil for nobody.
  var assignment: ActorAssignment?

  /// Opens the database if it never was.
  mutating func openDatabase(limits: SqliteLimits, atMilliseconds time: Int64) {
    guard database == nil else { return }
    var limits = limits
    if let quotaByteCount { limits.storageByteCount = quotaByteCount }
    database = SqliteDatabase(limits: limits, creationTimeMilliseconds: time)
  }
}

/// An actor in the hands of an envoy, or on the way there (`ENVOY-5.1`).
struct ActorAssignment: Sendable {
  /// The envoy that hosts it, or has to; nil while any will do.
  var envoyKey: String?

  /// Whether the start was handed to an envoy.
  var isAllocated = false

  /// Commands that were not acknowledged, with their indices from 1.
  var commands: [(index: Int64, command: ActorCommand)] = []

  /// The index of the next command.
  var nextCommandIndex: Int64 = 1

  /// The index of the last event that was taken; those up to it are repetitions.
  var lastEventIndex: Int64 = -1

  mutating func add(_ command: ActorCommand) -> Int64 {
    let index = nextCommandIndex
    commands.append((index, command))
    nextCommandIndex += 1
    return index
  }

  /// Forgets what an acknowledgement covers: everything up to an index.
  mutating func acknowledge(upTo index: Int64) {
    commands.removeAll { $0.index <= index }
  }
}

/// What an envoy is told about an actor, before a version's form is given to it.
enum ActorCommand: Hashable, Sendable {
  case start(Envoy.V6.ActorConfig)
  case stop(Envoy.V6.StopActorReason)
}
