import BareRuntime
import EnvoyProtocol

extension ServerCore {
  /// Sends what an envoy was not told yet or did not acknowledge, all in one message, by actor and
  /// index (`ENVOY-1.5`, `ENVOY-5.1`); actors that wait for any envoy go to this one.
  mutating func sendMissedCommands(to connection: ConnectionID, _ hello: EnvoyHello) {
    var missed: [(actor: String, index: Int64, command: ActorCommand)] = []
    for actorID in namespaces[hello.namespace]?.actors.keys.sorted() ?? [] {
      guard var assignment = namespaces[hello.namespace]?.actors[actorID]?.assignment,
        (assignment.envoyKey ?? hello.key) == hello.key
      else { continue }
      assignment.envoyKey = hello.key
      namespaces[hello.namespace]?.actors[actorID]?.assignment = assignment
      missed += assignment.commands.map { (actorID, $0.index, $0.command) }
    }
    if !missed.isEmpty { sendCommands(missed, to: connection) }
  }

  /// Has an actor started by an envoy, now or as soon as one connects.
  mutating func start(_ place: ActorPlace, envoyKey: String?) throws(ControlRefusal) {
    guard namespaces[place.namespace]?.actors[place.actor]?.assignment == nil else {
      throw .started(place)
    }
    let connections = namespaces[place.namespace]?.connections ?? [:]
    let key = envoyKey ?? connections.keys.min()
    let config = Envoy.V6.ActorConfig(name: place.actor, createTs: nowMilliseconds)
    var assignment = ActorAssignment(envoyKey: key)
    let index = assignment.add(.start(config))
    withActor(place) { actor in
      actor.generation += 1
      actor.assignment = assignment
    }
    if let key, let connection = connections[key] {
      sendCommands([(place.actor, index, .start(config))], to: connection)
    }
  }

  /// Has an actor stopped by the envoy that hosts it.
  mutating func stop(
    _ place: ActorPlace, _ reason: Envoy.V6.StopActorReason
  ) throws(ControlRefusal) {
    guard var assignment = namespaces[place.namespace]?.actors[place.actor]?.assignment else {
      throw .notStarted(place)
    }
    let index = assignment.add(.stop(reason))
    withActor(place) { $0.assignment = assignment }
    if let connection = assignment.envoyKey.flatMap({
      namespaces[place.namespace]?.connections[$0]
    }) {
      sendCommands([(place.actor, index, .stop(reason))], to: connection)
    }
  }

  /// Forgets commands that an envoy has.
  mutating func acknowledge(_ checkpoint: Envoy.V6.ActorCheckpoint, by session: EnvoySession) {
    let place = ActorPlace(namespace: session.hello.namespace, actor: checkpoint.actorId)
    guard isHosted(place, checkpoint.generation, by: session) else { return }
    withActor(place) { $0.assignment?.acknowledge(upTo: checkpoint.index) }
  }

  /// Takes an event of an actor, once (`ENVOY-5.1`): those of another generation or envoy, and
  /// those that were taken before, are ignored.
  mutating func take(_ event: Envoy.V6.EventWrapper, of session: EnvoySession) {
    let checkpoint = event.checkpoint
    let place = ActorPlace(namespace: session.hello.namespace, actor: checkpoint.actorId)
    guard isHosted(place, checkpoint.generation, by: session),
      let last = namespaces[place.namespace]?.actors[place.actor]?.assignment?.lastEventIndex,
      checkpoint.index > last
    else { return }
    withActor(place) { $0.assignment?.lastEventIndex = checkpoint.index }
    if case .actorStateUpdate(let update) = event.inner, case .stopped = update.state {
      withActor(place) { $0.assignment = nil }
    }
  }

  private func isHosted(
    _ place: ActorPlace, _ generation: UInt32, by session: EnvoySession
  ) -> Bool {
    guard let actor = namespaces[place.namespace]?.actors[place.actor] else { return false }
    return actor.generation == generation && actor.assignment?.envoyKey == session.hello.key
  }

  /// Lets work be done on an actor, which is made if need be.
  mutating func withActor(_ place: ActorPlace, _ body: (inout Actor) -> Void) {
    body(&namespaces[place.namespace, default: Namespace()].actors[place.actor, default: Actor()])
  }

  /// Sends commands. Whoever is told to start an actor takes its database over: under takeover,
  /// every time (`SQL-5.1`).
  private mutating func sendCommands(
    _ commands: [(actor: String, index: Int64, command: ActorCommand)], to connection: ConnectionID
  ) {
    guard let session = sessions[connection] else { return }
    let wrappers = commands.map { actor, index, command in
      let place = ActorPlace(namespace: session.hello.namespace, actor: actor)
      let generation = namespaces[place.namespace]?.actors[place.actor]?.generation ?? 0
      let checkpoint = Envoy.V6.ActorCheckpoint(
        actorId: actor, generation: generation, index: index)
      return Envoy.V2.CommandWrapper(
        checkpoint: checkpoint, inner: versioned(command, at: place, for: session))
    }
    if session.hello.dialect.hasStagedCommits {
      return reply(.commands(wrappers), to: session)
    }
    do {
      guard
        case .v6(let message) = try Envoy.Versioned.ToEnvoy.v2(.commands(wrappers))
          .converted(to: .v6)
      else { preconditionFailure("version 6 is what was asked for") }
      send(message, to: connection)
    } catch {
      end(connection, .internalError)
    }
  }

  private mutating func versioned(
    _ command: ActorCommand, at place: ActorPlace, for session: EnvoySession
  ) -> Envoy.V2.Command {
    switch command {
    case .stop(let reason): return .stopActor(.init(reason: reason))
    case .start(let config):
      let data = session.hello.dialect.hasStagedCommits ? takeOver(place) : nil
      return .startActor(
        .init(config: config, hibernatingRequests: [], sqliteStartupData: data))
    }
  }

  /// Hands an actor's database to the envoy that is about to start it; what it needs to know is one
  /// snapshot (`SQL-5.4`).
  private mutating func takeOver(_ place: ActorPlace) -> Envoy.V2.SqliteStartupData? {
    var startup: Envoy.V2.SqliteStartupData?
    var takeover: SqliteDatabase.Takeover?
    let (limits, now) = (options.sqlite, nowMilliseconds)
    withActor(place) { actor in
      if actor.database != nil {
        takeover = actor.database?.takeOver()
      } else {
        actor.openDatabase(limits: limits, atMilliseconds: now)
      }
      startup = actor.database?.startupData
    }
    if let takeover, let generation = startup?.generation {
      record(
        .takenOver(actor: place.actor, generation: generation, takeover), in: place.namespace)
    }
    return startup
  }
}
