public import BareRuntime
public import EnvoyProtocol

/// What the admin side, a test or a page asks of the server.
public enum Control: Hashable, Sendable {
  /// A namespace is to exist.
  case declareNamespace(String)

  /// A namespace is to be forgotten with everything in it, and its clients closed.
  case deleteNamespace(String)

  /// An actor is to exist, without being started; envoys are told the rest when they start it.
  case declareActor(ActorPlace, ActorDeclaration)

  /// An envoy is to start an actor: the one with a key, or else the first that is connected, or
  /// else the next that connects.
  case start(ActorPlace, envoyKey: String?)

  /// The envoy of an actor is to stop it.
  case stop(ActorPlace, Envoy.V6.StopActorReason)

  /// Someone else is to hold an actor on the KV channel.
  case stealLock(ActorPlace)

  /// An actor wants to be woken at a time; nil for never.
  case setAlarm(ActorPlace, timeMilliseconds: Int64?)

  /// Each request about an actor's keys is to take so long.
  case setLatency(ActorPlace, milliseconds: Int64)

  /// An actor may store so many bytes from now on.
  case setQuota(ActorPlace, byteCount: UInt64)

  /// The inner engine is to fold what it has of an actor's database.
  case compact(ActorPlace)

  /// A user of an actor does something; an outcome is told under the ticket.
  case use(ActorPlace, TunnelControl, ticket: UInt64)

  /// All holders of an actor's database are to be outdated.
  case bumpGeneration(ActorPlace)

  /// The next command of a kind about an actor's database is to fail in the store.
  case failNext(ActorPlace, SqliteOperation)

  /// The next request about an actor's keys is to fail in the store.
  case failNextRequest(ActorPlace)

  /// Something is to go wrong from now on.
  case addFault(FaultRule)

  /// A fault is to end.
  case removeFault(String)

  /// All faults are to end.
  case removeFaults

  /// The server is to tell its clients that it goes, and to end what they have under way.
  case drain

  /// The server is to lose its connections and stages, and to keep what is committed.
  case restart
}

/// What is known of an actor beside its id.
public struct ActorDeclaration: Hashable, Sendable {
  /// The name, by which envoys find what to run; nil for the id.
  public var name: String?

  /// The key, which envoys are told; nil for none.
  public var key: String?

  /// What the actor is started with; nil for nothing.
  public var input: Bytes?

  /// Nothing beside the id.
  public init() {}
}

/// An actor in a namespace.
public struct ActorPlace: Hashable, Sendable {
  /// The namespace, by its name.
  public let namespace: String

  /// The id of the actor.
  public let actor: String

  /// Makes a place.
  public init(namespace: String, actor: String) {
    self.namespace = namespace
    self.actor = actor
  }
}

/// Why the server cannot be steered so.
public enum ControlRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// No namespace of this name.
  case unknownNamespace(String)

  /// No actor of this id.
  case unknownActor(ActorPlace)

  /// The actor is at work already.
  case started(ActorPlace)

  /// The actor is not at work.
  case notStarted(ActorPlace)

  /// No rule of this name.
  case unknownFault(String)

  /// The actor has ended.
  case destroyed(ActorPlace)

  /// No WebSocket of this id, or none that is open.
  case unknownTunnel(TunnelID)

  /// The actor's database was never opened.
  case noDatabase(ActorPlace)

  /// What was expected, and what was met.
  public var description: String {
    switch self {
    case .unknownNamespace(let name): "no namespace `\(name)`"
    case .unknownActor(let place): "no actor `\(place.actor)` in `\(place.namespace)`"
    case .started(let place): "actor `\(place.actor)` is started already; stop it first"
    case .notStarted(let place): "actor `\(place.actor)` is not started"
    case .unknownFault(let name): "no fault `\(name)`"
    case .destroyed(let place):
      "actor `\(place.actor)` has ended; a start gives it a new life"
    case .unknownTunnel(let id): "no WebSocket `\(id)` of this actor is open"
    case .noDatabase(let place):
      "actor `\(place.actor)` has no database yet; a start or a first read opens it"
    }
  }
}
