extension ServerCore {
  /// Does what someone asks for; a refusal stands in the journal.
  mutating func take(_ control: Control) {
    do throws(ControlRefusal) {
      record(.controlled(control))
      try perform(control)
    } catch {
      record(.controlRefused(control, error))
      perform(.refuseControl(error))
    }
  }

  private mutating func perform(_ control: Control) throws(ControlRefusal) {
    switch control {
    case .declareNamespace(let name): declareNamespace(name)
    case .deleteNamespace(let name): try deleteNamespace(name)
    case .stealLock(let place): stealLock(place)
    case .declareActor(let place, let declaration):
      withActor(place) { $0.declaration = declaration }
    case .start(let place, let envoyKey):
      try checkExistence(of: place)
      try start(place, envoyKey: envoyKey)
    case .stop(let place, let reason): try stop(place, reason)
    case .setQuota(let place, let byteCount):
      try checkExistence(of: place)
      withActor(place) { actor in
        actor.quotaByteCount = byteCount
        actor.database?.limits.storageByteCount = byteCount
      }
    case .setLatency(let place, let milliseconds):
      try checkExistence(of: place)
      withActor(place) { $0.latencyMilliseconds = max(0, milliseconds) }
    case .failNextRequest(let place):
      try checkExistence(of: place)
      withActor(place) { $0.failsNextRequest = true }
    case .addFault(let rule): faults.add(rule)
    case .removeFault(let name): guard faults.remove(name) else { throw .unknownFault(name) }
    case .removeFaults: faults.removeAll()
    case .drain: drain()
    case .use(let place, let control, let ticket):
      try checkExistence(of: place)
      try take(control, at: place, ticket: ticket)
    case .setAlarm(let place, let timeMilliseconds):
      try checkExistence(of: place)
      setAlarm(place, timeMilliseconds)
    case .compact(let place): try withDatabase(of: place) { $0.compact() }
    case .bumpGeneration(let place): try withDatabase(of: place) { _ = $0.takeOver() }
    case .failNext(let place, let operation):
      try checkExistence(of: place)
      withActor(place) { $0.failingOperation = operation }
    case .restart: restart()
    }
  }

  /// Makes a namespace, unless it is there.
  mutating func declareNamespace(_ name: String) {
    if namespaces[name] == nil { namespaces[name] = Namespace() }
  }

  private mutating func deleteNamespace(_ name: String) throws(ControlRefusal) {
    guard namespaces[name] != nil else { throw .unknownNamespace(name) }
    let envoys = sessions.filter { $0.value.hello.namespace == name }.keys
    let channels = channelSessions.filter { $0.value.namespace == name }.keys
    for connection in (Array(envoys) + Array(channels)).sorted() {
      end(connection, .namespaceNotFound)
    }
    endTunnels(in: name)
    namespaces[name] = nil
  }

  private func checkExistence(of place: ActorPlace) throws(ControlRefusal) {
    guard options.existence == .declared else { return }
    guard let namespace = namespaces[place.namespace] else {
      throw .unknownNamespace(place.namespace)
    }
    guard namespace.actors[place.actor] != nil else { throw .unknownActor(place) }
  }

  private mutating func withDatabase(
    of place: ActorPlace, _ body: (inout SqliteDatabase) -> Void
  ) throws(ControlRefusal) {
    guard var database = namespaces[place.namespace]?.actors[place.actor]?.database.take() else {
      throw .noDatabase(place)
    }
    body(&database)
    namespaces[place.namespace]?.actors[place.actor]?.database = database
  }

  private mutating func drain() {
    for connection in sessions.keys.sorted() { end(connection, .goingAway) }
    for connection in channelSessions.keys.sorted() { drainChannel(connection) }
  }

  /// Loses what a server keeps in its process, and keeps what it has committed.
  private mutating func restart() {
    let connections = Array(sessions.keys) + Array(channelSessions.keys)
    for connection in connections.sorted() { end(connection, .goingAway) }
    for name in namespaces.keys.sorted() {
      endTunnels(in: name)
      namespaces[name]?.lines = [:]
      for actor in namespaces[name]?.actors.keys ?? [:].keys {
        namespaces[name]?.actors[actor]?.database?.dropStages()
      }
    }
  }
}
