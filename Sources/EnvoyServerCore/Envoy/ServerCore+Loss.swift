import EnvoyProtocol

/// Envoys and actors that are given up (`ENVOY-5.4`).
extension ServerCore {
  /// An envoy has no connection any more. Its actors stay its own until it was silent for too long.
  mutating func disconnect(_ hello: EnvoyHello, _ connection: ConnectionID) {
    guard let envoy = namespaces[hello.namespace]?.envoys[hello.key],
      envoy.connection == connection
    else { return }
    withEnvoy(hello.key, in: hello.namespace) { $0.connection = nil }
    let end = envoy.lastPongMilliseconds + options.envoyTimes.envoyLostMilliseconds
    timers.schedule(
      .envoyLoss(namespace: hello.namespace, key: hello.key),
      atMilliseconds: max(end, nowMilliseconds))
  }

  /// Gives an envoy up that did not come back, with all its actors.
  mutating func loseEnvoy(_ key: String, in namespace: String) {
    guard let envoy = namespaces[namespace]?.envoys[key], envoy.connection == nil,
      nowMilliseconds - envoy.lastPongMilliseconds >= options.envoyTimes.envoyLostMilliseconds
    else { return }
    let actors = namespaces[namespace]?.actors ?? [:]
    for actor in actors.filter({ $0.value.assignment?.envoyKey == key }).keys.sorted() {
      loseActor(ActorPlace(namespace: namespace, actor: actor))
    }
    if namespaces[namespace]?.envoys[key]?.commands.isEmpty == true {
      namespaces[namespace]?.envoys[key] = nil
    }
  }

  /// Gives an actor up that did not start in time.
  mutating func checkStart(of place: ActorPlace, generation: UInt32) {
    guard let actor = namespaces[place.namespace]?.actors[place.actor],
      actor.generation == generation, case .starting? = actor.assignment?.phase
    else { return }
    loseActor(place)
  }

  /// Gives an actor up that did not stop in time.
  mutating func checkStop(of place: ActorPlace, generation: UInt32) {
    guard let actor = namespaces[place.namespace]?.actors[place.actor],
      actor.generation == generation, case .stopping? = actor.assignment?.phase
    else { return }
    loseActor(place)
  }

  /// An envoy goes: it gets no more actors, and those that it has are to go elsewhere.
  mutating func retire(_ session: EnvoySession) {
    let (key, namespace) = (session.hello.key, session.hello.namespace)
    withEnvoy(key, in: namespace) { $0.isStopping = true }
    let actors = namespaces[namespace]?.actors ?? [:]
    for actor in actors.filter({ $0.value.assignment?.envoyKey == key }).keys.sorted() {
      try? stop(ActorPlace(namespace: namespace, actor: actor), .goingAway)
    }
  }

  /// The envoy is told, if it ever comes back, that the generation is no longer its own.
  private mutating func loseActor(_ place: ActorPlace) {
    command(.stop(.lost), place)
    let phase = namespaces[place.namespace]?.actors[place.actor]?.assignment?.phase ?? .running
    record(.lost(actor: place.actor), in: place.namespace)
    settle(place, phase, isError: true)
  }
}
