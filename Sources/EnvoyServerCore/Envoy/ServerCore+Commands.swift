import BareRuntime
import EnvoyProtocol

/// What envoys are told, when, and how often (`ENVOY-5.1`).
extension ServerCore {
  /// Sends what an envoy did not acknowledge, all in one message.
  mutating func sendMissedCommands(to connection: ConnectionID, _ hello: EnvoyHello) {
    let missed = namespaces[hello.namespace]?.envoys[hello.key]?.commands ?? []
    guard !missed.isEmpty else { return }
    sendCommands(missed.sorted { $0.isBefore($1) }, to: connection)
  }

  /// Stores a command until it is acknowledged, and sends it if the envoy is there.
  mutating func command(_ kind: StoredCommand.Kind, _ place: ActorPlace) {
    guard let actor = namespaces[place.namespace]?.actors[place.actor],
      var assignment = actor.assignment
    else { return }
    let command = StoredCommand(
      actor: place.actor, generation: actor.generation, index: assignment.nextCommandIndex,
      kind: kind)
    assignment.nextCommandIndex += 1
    withActor(place) { $0.state = .assigned(assignment) }
    withEnvoy(assignment.envoyKey, in: place.namespace) { $0.commands.append(command) }
    if let connection = namespaces[place.namespace]?.envoys[assignment.envoyKey]?.connection {
      sendCommands([command], to: connection)
    }
  }

  /// Forgets commands that an envoy has.
  mutating func acknowledge(_ checkpoint: Envoy.V6.ActorCheckpoint, by session: EnvoySession) {
    withEnvoy(session.hello.key, in: session.hello.namespace) {
      $0.acknowledge(
        checkpoint.actorId, generation: checkpoint.generation, upTo: checkpoint.index)
    }
  }

  /// Lets work be done on what a namespace knows of an envoy.
  mutating func withEnvoy(
    _ key: String, in namespace: String, _ body: (inout EnvoyRecord) -> Void
  ) {
    body(&namespaces[namespace, default: Namespace()].envoys[key, default: EnvoyRecord()])
  }

  /// Lets work be done on an actor, which is made if need be.
  mutating func withActor(_ place: ActorPlace, _ body: (inout Actor) -> Void) {
    body(&namespaces[place.namespace, default: Namespace()].actors[place.actor, default: Actor()])
  }

  /// Sends commands. Whoever is told to start an actor takes its database over: under takeover,
  /// every time (`SQL-5.1`).
  private mutating func sendCommands(_ commands: [StoredCommand], to connection: ConnectionID) {
    guard let session = sessions[connection] else { return }
    let wrappers = commands.map { command in
      Envoy.V2.CommandWrapper(
        checkpoint: .init(
          actorId: command.actor, generation: command.generation, index: command.index),
        inner: versioned(command, for: session))
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
    _ command: StoredCommand, for session: EnvoySession
  ) -> Envoy.V2.Command {
    switch command.kind {
    case .stop(let reason): return .stopActor(.init(reason: reason))
    case .start(let config):
      let place = ActorPlace(namespace: session.hello.namespace, actor: command.actor)
      let data = session.hello.dialect.hasStagedCommits ? takeOver(place) : nil
      if options.profile == .stable {
        sessions[session.connection]?.activeActors.insert(place.actor)
      }
      return .startActor(
        .init(
          config: config, hibernatingRequests: hibernatingRequests(of: place),
          preloadedKv: preloadedKV(config, place),
          sqliteStartupData: data))
    }
  }

  /// The keys that an actor gets with its start; nil where its name asks for none.
  private func preloadedKV(
    _ config: Envoy.V6.ActorConfig, _ place: ActorPlace
  ) -> Envoy.V6.PreloadedKv? {
    guard options.preloadsKV, let namespace = namespaces[place.namespace],
      let plan = namespace.actorNames[config.name].flatMap(PreloadPlan.init(metadata:))
    else { return nil }
    return namespace.actors[place.actor]?.kv.preloaded(plan, version: engineVersionBytes)
  }

  /// Closes the databases of actors on a connection, under the stable profile: their stages go.
  mutating func deactivate(_ actors: Set<String>, in namespace: String) {
    for actor in actors {
      withActor(ActorPlace(namespace: namespace, actor: actor)) {
        _ = $0.database?.dropStages()
      }
    }
  }

  /// Hands an actor's database to the envoy that is about to start it; what it needs to know is one
  /// snapshot (`SQL-5.4`).
  private mutating func takeOver(_ place: ActorPlace) -> Envoy.V2.SqliteStartupData? {
    var startup: Envoy.V2.SqliteStartupData?
    var takeover: SqliteDatabase.Takeover?
    let (limits, now) = (options.sqlite, nowMilliseconds)
    let isStable = options.profile == .stable
    withActor(place) { actor in
      if actor.database != nil {
        takeover =
          isStable ? actor.database?.dropStages() : actor.database?.takeOver()
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
