import EnvoyProtocol

/// An envoy as its namespace knows it, connected or not.
struct EnvoyRecord: Sendable {
  /// Its newest connection; nil while it has none.
  var connection: ConnectionID?

  /// Whether it said that it goes, and gets no more actors.
  var isStopping = false

  /// When it last showed that it is alive.
  var lastPongMilliseconds: Int64 = 0

  /// Commands that it did not acknowledge, sent or not.
  var commands: [StoredCommand] = []

  /// Forgets commands of a generation, up to an index (`ENVOY-5.1`).
  mutating func acknowledge(_ actor: String, generation: UInt32, upTo index: Int64) {
    commands.removeAll {
      $0.actor == actor && $0.generation == generation && $0.index <= index
    }
  }
}

/// What an envoy is told about an actor, before a version's form is given to it.
struct StoredCommand: Hashable, Sendable {
  enum Kind: Hashable {
    case start(Envoy.V6.ActorConfig)
    case stop(Envoy.V6.StopActorReason)
  }

  let actor: String
  let generation: UInt32
  let index: Int64
  let kind: Kind

  /// The order in which missed commands are sent.
  func isBefore(_ other: StoredCommand) -> Bool {
    (actor, generation, index) < (other.actor, other.generation, other.index)
  }
}
