import KVChannelProtocol

/// The turns of an actor's requests, and who holds it (`KV-A5`, `KV-A6`).
extension ServerCore {
  func line(at place: ActorPlace) -> ActorLine {
    namespaces[place.namespace]?.lines[place.actor] ?? ActorLine()
  }

  mutating func enqueue(_ item: ActorLine.Item, at place: ActorPlace) {
    withLine(at: place) { $0.waiting.append(item) }
    advance(place)
  }

  /// The request at work is done.
  mutating func finishCurrent(at place: ActorPlace) {
    var finished: ActorLine.Item?
    withLine(at: place) { finished = $0.current.take() }
    guard let finished, case .storage(let requestID, let data) = finished.work else {
      return dropIdleLine(place)
    }
    answer(requestID, data, on: finished.connection, at: place)
    advance(place)
  }

  /// Does what waits, until something takes time.
  private mutating func advance(_ place: ActorPlace) {
    while line(at: place).current == nil {
      var next: ActorLine.Item?
      withLine(at: place) { next = $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
      guard let next else { break }
      perform(next, at: place)
    }
    dropIdleLine(place)
  }

  private mutating func perform(_ item: ActorLine.Item, at place: ActorPlace) {
    let connection = item.connection
    switch item.work {
    case .leave: release(place, heldBy: connection)
    case .close(let requestID):
      // An open that came after this close, and was at once, is not undone by it.
      let holder = line(at: place).holder
      if holder?.connection != connection || (holder?.order ?? 0) < item.order {
        release(place, heldBy: connection)
      }
      finish(requestID, .success(.actorCloseResponse), on: connection, place)
    case .open(let requestID, let isTooMany):
      finish(requestID, open(place, by: item, isTooMany: isTooMany), on: connection, place)
    case .storage(let requestID, let data):
      if let refusal = refusal(of: connection, at: place) {
        return finish(requestID, .failure(refusal), on: connection, place)
      }
      let latency = namespaces[place.namespace]?.actors[place.actor]?.latencyMilliseconds ?? 0
      guard latency > 0 else { return answer(requestID, data, on: connection, at: place) }
      withLine(at: place) { $0.current = item }
      timers.schedule(.storage(place), atMilliseconds: nowMilliseconds + latency)
    }
  }

  private mutating func open(
    _ place: ActorPlace, by item: ActorLine.Item, isTooMany: Bool
  ) -> Result<KVChannel.V1.ResponseData, KVChannelRefusal> {
    guard channelSessions[item.connection] != nil else { return .failure(.notOpen) }
    guard !isTooMany else { return .failure(.tooManyActors(options.kvChannel.openActorCount)) }
    let holder = line(at: place).holder
    switch options.kvChannel.lockProfile {
    case .none: channelSessions[item.connection]?.openActors.insert(place.actor)
    case .refuse:
      if let holder, holder.connection != item.connection { return .failure(.locked) }
      hold(place, by: item.connection, order: item.order)
    case .evict:
      if holder.map({ $0.order < item.order }) ?? true {
        hold(place, by: item.connection, order: item.order)
      }
    }
    return .success(.actorOpenResponse)
  }

  /// Why a connection may not work on an actor; nil if it may.
  private func refusal(of connection: ConnectionID, at place: ActorPlace) -> KVChannelRefusal? {
    let isOpen: Bool
    switch options.kvChannel.lockProfile {
    case .none: isOpen = channelSessions[connection]?.openActors.contains(place.actor) ?? true
    case .evict, .refuse:
      let holder = line(at: place).holder
      if let holder, holder.connection != connection { return .locked }
      isOpen = holder != nil
    }
    guard isOpen else { return .notOpen }
    let exists =
      options.existence == .onDemand
      || namespaces[place.namespace]?.actors[place.actor] != nil
    return exists && !place.actor.isEmpty ? nil : .notFound
  }

  private mutating func answer(
    _ requestID: UInt32, _ data: KVChannel.V1.RequestData, on connection: ConnectionID,
    at place: ActorPlace
  ) {
    var result: Result<KVChannel.V1.ResponseData, KVChannelRefusal> = .failure(.notFound)
    let (limit, now) = (options.kvChannel.storageByteCount, nowMilliseconds)
    withActor(place) { actor in
      let maximum = actor.quotaByteCount.map { Int(clamping: $0) } ?? limit
      if actor.failsNextRequest {
        actor.failsNextRequest = false
        result = .failure(.internalError)
        return
      }
      result = Result { () throws(KVChannelRefusal) in
        try actor.kv.answer(data, maximumByteCount: maximum, atMilliseconds: now)
      }
    }
    finish(requestID, result, on: connection, place)
  }

  private mutating func finish(
    _ requestID: UInt32, _ result: Result<KVChannel.V1.ResponseData, KVChannelRefusal>,
    on connection: ConnectionID, _ place: ActorPlace
  ) {
    reply(requestID, result, on: connection, place.actor)
    channelSessions[connection]?.pendingCount -= 1
    assert(channelSessions[connection].map { $0.pendingCount >= 0 } ?? true)
    closeIfDrained(connection)
  }

  /// Makes a connection the holder of an actor, whoever held it before.
  mutating func hold(_ place: ActorPlace, by connection: ConnectionID, order: UInt64) {
    if let holder = line(at: place).holder, holder.connection != connection {
      channelSessions[holder.connection]?.openActors.remove(place.actor)
    }
    withLine(at: place) { $0.holder = (connection, order) }
    channelSessions[connection]?.openActors.insert(place.actor)
  }

  /// Makes a connection that nobody has the holder of an actor, until someone opens it.
  mutating func stealLock(_ place: ActorPlace) {
    hold(place, by: ConnectionID(0), order: nextOrder)
    nextOrder += 1
  }

  private mutating func release(_ place: ActorPlace, heldBy connection: ConnectionID) {
    channelSessions[connection]?.openActors.remove(place.actor)
    guard line(at: place).holder?.connection == connection else { return }
    withLine(at: place) { $0.holder = nil }
  }

  /// Frees all that a connection holds, at once.
  mutating func releaseAll(_ connection: ConnectionID) {
    guard let session = channelSessions[connection] else { return }
    for actor in session.openActors.sorted() {
      let place = ActorPlace(namespace: session.namespace, actor: actor)
      release(place, heldBy: connection)
      dropIdleLine(place)
    }
  }

  /// Lets all that a connection holds go free once what it had accepted is done (`KV-A11`).
  mutating func leaveAll(_ connection: ConnectionID, _ session: KVChannelSession) {
    for actor in session.openActors.sorted() {
      let item = ActorLine.Item(connection: connection, order: nextOrder, work: .leave)
      nextOrder += 1
      enqueue(item, at: ActorPlace(namespace: session.namespace, actor: actor))
    }
  }

  private mutating func withLine(at place: ActorPlace, _ body: (inout ActorLine) -> Void) {
    body(
      &namespaces[place.namespace, default: Namespace()].lines[place.actor, default: ActorLine()])
  }

  /// A line that nobody stands in and that nobody holds is forgotten, so that ids made up by
  /// clients do not pile up.
  private mutating func dropIdleLine(_ place: ActorPlace) {
    let line = line(at: place)
    if line.holder == nil, line.waiting.isEmpty, line.current == nil {
      namespaces[place.namespace]?.lines[place.actor] = nil
    }
  }
}
