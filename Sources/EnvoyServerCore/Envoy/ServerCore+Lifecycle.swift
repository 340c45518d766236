import EnvoyProtocol

/// The life of actors: who hosts them, when they stop, and what becomes of them (`ENVOY-5.2`).
extension ServerCore {
  /// Has an actor started by an envoy: the one of a key, or the first that is connected, or, if
  /// none is, the next that connects. One that is about to sleep is started again after that.
  mutating func start(_ place: ActorPlace, envoyKey: String?) throws(ControlRefusal) {
    let state = namespaces[place.namespace]?.actors[place.actor]?.state ?? .idle
    switch state {
    case .waiting: throw .started(place)
    case .assigned(let assignment):
      guard assignment.phase == .stopping(.sleepIntent), !assignment.wakesAgain else {
        throw .started(place)
      }
      withActor(place) { $0.withAssignment { $0.wakesAgain = true } }
    case .idle, .asleep, .destroyed: allocate(place, envoyKey: envoyKey)
    }
  }

  /// Gives an actor to an envoy, in a new generation; an alarm that led here is used up.
  private mutating func allocate(_ place: ActorPlace, envoyKey: String? = nil) {
    let envoys = namespaces[place.namespace]?.envoys ?? [:]
    let free = envoys.filter { $0.value.connection != nil && !$0.value.isStopping }.keys.min()
    let now = nowMilliseconds
    guard let key = envoyKey ?? free else {
      return withActor(place) { $0.state = .waiting }
    }
    var generation: UInt32 = 0
    withActor(place) { actor in
      actor.generation += 1
      generation = actor.generation
      actor.state = .assigned(ActorAssignment(envoyKey: key))
      if let alarm = actor.alarmMilliseconds, alarm <= now { actor.alarmMilliseconds = nil }
    }
    record(
      .allocated(actor: place.actor, generation: generation, envoyKey: key), in: place.namespace)
    endSQL(at: place, why: "generation \(generation) began")
    let declaration = namespaces[place.namespace]?.actors[place.actor]?.declaration
    command(
      .start(
        .init(
          name: declaration?.name ?? place.actor, key: declaration?.key, createTs: now,
          input: declaration?.input)), place)
    timers.schedule(
      .actorStart(place, generation: generation),
      atMilliseconds: now + options.envoyTimes.actorStartMilliseconds)
  }

  /// Gives actors that wait to the envoys that are there.
  mutating func allocateWaiting(in namespace: String) {
    let actors = namespaces[namespace]?.actors ?? [:]
    for actor in actors.filter({ $0.value.state == .waiting }).keys.sorted() {
      allocate(ActorPlace(namespace: namespace, actor: actor))
    }
  }

  /// Has an actor stopped. One that starts is destroyed once it runs; one that stops already is
  /// told nothing more, and a destruction counts in the end (`ENVOY-5.3`).
  mutating func stop(
    _ place: ActorPlace, _ reason: Envoy.V6.StopActorReason
  ) throws(ControlRefusal) {
    guard let actor = namespaces[place.namespace]?.actors[place.actor],
      let assignment = actor.assignment
    else { throw .notStarted(place) }
    switch (assignment.phase, reason) {
    case (.starting, .destroy):
      withActor(place) { $0.withAssignment { $0.phase = .starting(endsAtOnce: true) } }
    case (.stopping, .destroy):
      withActor(place) { $0.withAssignment { $0.phase = .stopping(.destroy) } }
    case (.stopping, _): break
    default: tellToStop(place, reason)
    }
  }

  private mutating func tellToStop(_ place: ActorPlace, _ reason: Envoy.V6.StopActorReason) {
    var generation: UInt32 = 0
    withActor(place) { actor in
      generation = actor.generation
      actor.withAssignment { $0.phase = .stopping(reason) }
    }
    command(.stop(reason), place)
    timers.schedule(
      .actorStop(place, generation: generation),
      atMilliseconds: nowMilliseconds + options.envoyTimes.actorStopMilliseconds)
  }

  /// Takes an event of an actor, once (`ENVOY-5.1`): those of another generation or envoy, and
  /// those that were taken before, are ignored. An id that none can have ends the connection.
  mutating func take(_ event: Envoy.V6.EventWrapper, of session: EnvoySession) {
    let checkpoint = event.checkpoint
    let place = ActorPlace(namespace: session.hello.namespace, actor: checkpoint.actorId)
    guard !place.actor.isEmpty else { return end(session.connection, .internalError) }
    if case .actorStateUpdate(let update) = event.inner, case .stopped = update.state {
      withEnvoy(session.hello.key, in: place.namespace) {
        $0.acknowledge(place.actor, generation: checkpoint.generation, upTo: .max)
      }
      if sessions[session.connection]?.activeActors.remove(place.actor) != nil {
        deactivate([place.actor], in: place.namespace)
      }
    }
    guard let actor = namespaces[place.namespace]?.actors[place.actor],
      actor.generation == checkpoint.generation, let assignment = actor.assignment,
      assignment.envoyKey == session.hello.key, checkpoint.index > assignment.lastEventIndex
    else { return }
    withActor(place) { $0.withAssignment { $0.lastEventIndex = checkpoint.index } }
    acknowledgeEvents(checkpoint, assignment, of: session)
    take(event.inner, of: place, assignment.phase)
  }

  /// Events are acknowledged in heaps, not one by one.
  private static let eventsPerAcknowledgementCount: Int64 = 250

  private mutating func acknowledgeEvents(
    _ checkpoint: Envoy.V6.ActorCheckpoint, _ assignment: ActorAssignment,
    of session: EnvoySession
  ) {
    let (distance, overflow) = checkpoint.index.subtractingReportingOverflow(
      assignment.acknowledgedEventIndex)
    guard overflow || distance > ServerCore.eventsPerAcknowledgementCount else { return }
    let place = ActorPlace(namespace: session.hello.namespace, actor: checkpoint.actorId)
    withActor(place) { $0.withAssignment { $0.acknowledgedEventIndex = checkpoint.index } }
    send(.ackEvents(.init(lastEventCheckpoints: [checkpoint])), to: session.connection)
  }

  private mutating func take(
    _ event: Envoy.V6.Event, of place: ActorPlace, _ phase: ActorAssignment.Phase
  ) {
    switch event {
    case .actorSetAlarm(let alarm): setAlarm(place, alarm.alarmTs)
    case .actorIntent(let intent):
      guard phase == .running else { return }
      tellToStop(place, intent.intent == .sleep ? .sleepIntent : .stopIntent)
    case .actorStateUpdate(let update):
      switch update.state {
      case .running:
        guard case .starting(let endsAtOnce) = phase else { return }
        withActor(place) { $0.withAssignment { $0.phase = .running } }
        resumeTunnels(at: place)
        if endsAtOnce { tellToStop(place, .destroy) }
      case .stopped(let stopped): settle(place, phase, isError: stopped.code == .error)
      }
    }
  }

  /// Decides what becomes of an actor that has stopped.
  mutating func settle(
    _ place: ActorPlace, _ phase: ActorAssignment.Phase, isError: Bool
  ) {
    interruptTunnels(at: place)
    endSQL(at: place, why: "the actor stopped")
    let wakesAgain =
      namespaces[place.namespace]?.actors[place.actor]?.assignment?.wakesAgain ?? false
    switch phase {
    case .stopping(.destroy), .starting(endsAtOnce: true): end(place)
    case .stopping(.goingAway): reallocate(place)
    case .stopping(.sleepIntent): wakesAgain ? reallocate(place) : sleep(place)
    case .starting, .running, .stopping(.stopIntent), .stopping(.lost):
      isError ? sleep(place) : end(place)
    }
  }

  private mutating func end(_ place: ActorPlace) {
    withActor(place) { $0.state = .destroyed }
    record(.settled(actor: place.actor, .destroyed), in: place.namespace)
    endTunnels(at: place)
  }

  private mutating func reallocate(_ place: ActorPlace) {
    withActor(place) { $0.state = .waiting }
    allocate(place)
  }

  /// Lets an actor sleep, unless its alarm is due already or a user waits for it.
  private mutating func sleep(_ place: ActorPlace) {
    withActor(place) { $0.state = .asleep }
    record(.settled(actor: place.actor, .asleep), in: place.namespace)
    isAwaited(place) ? reallocate(place) : ringAlarm(place)
  }

  /// Sets when an actor wants to be woken; nil for never.
  mutating func setAlarm(_ place: ActorPlace, _ timeMilliseconds: Int64?) {
    withActor(place) { $0.alarmMilliseconds = timeMilliseconds }
    guard let timeMilliseconds else { return }
    timers.schedule(.alarm(place), atMilliseconds: max(timeMilliseconds, nowMilliseconds))
  }

  /// Wakes an actor that sleeps and whose alarm is due.
  mutating func ringAlarm(_ place: ActorPlace) {
    guard let actor = namespaces[place.namespace]?.actors[place.actor], actor.state == .asleep,
      let alarm = actor.alarmMilliseconds, alarm <= nowMilliseconds
    else { return }
    reallocate(place)
  }
}
