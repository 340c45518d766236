import BareRuntime
import EnvoyProtocol

/// Users of actors, as the admin side plays them: requests and WebSockets on their way to an envoy
/// (`ENVOY-5.6`).
extension ServerCore {
  /// Does what a user of an actor does; a request wakes the actor.
  mutating func take(
    _ control: TunnelControl, at place: ActorPlace, ticket: UInt64
  ) throws(ControlRefusal) {
    switch control {
    case .request(let request): try begin(request, at: place, ticket: ticket)
    case .open(let path, let headers):
      try begin(
        .opening, [.webSocketOpen(.init(actorId: place.actor, path: path, headers: headers))],
        at: place, ticket: ticket, .opening(path: path))
    case .send(let id, let bytes, let isBinary):
      try checkWebSocket(id, at: place)
      let message = Envoy.V6.ToEnvoyTunnelMessageKind.webSocketMessage(
        .init(data: bytes, binary: isBinary))
      guard append(message, byteCount: bytes.count, to: id, at: place) else {
        return fail(id, at: place)
      }
      sendUnsent(id, at: place)
    case .close(let id, let code, let reason):
      try checkWebSocket(id, at: place)
      if append(.webSocketClose(.init(code: code, reason: reason)), to: id, at: place) {
        sendUnsentIfReady(id, at: place)
      }
      drop(id, at: place, CloseReason(code: code ?? 1000, text: reason ?? ""))
    }
  }

  private mutating func begin(
    _ request: TunnelRequest, at place: ActorPlace, ticket: UInt64
  ) throws(ControlRefusal) {
    let start = Envoy.V6.ToEnvoyTunnelMessageKind.requestStart(
      .init(
        actorId: place.actor, method: request.method, path: request.path,
        headers: request.headers, body: request.body.isEmpty ? nil : request.body,
        stream: request.chunks != nil))
    let chunks = request.chunks ?? []
    var messages = [start]
    for (index, chunk) in chunks.enumerated() {
      let isLast = index == chunks.count - 1 && !request.isAborted
      messages.append(.requestChunk(.init(body: chunk, finish: isLast)))
    }
    if request.isAborted { messages.append(.requestAbort) }
    try begin(
      .awaitingResponse, messages, at: place, ticket: ticket,
      .requested(method: request.method, path: request.path))
  }

  private mutating func begin(
    _ state: Tunnel.State, _ messages: [Envoy.V6.ToEnvoyTunnelMessageKind], at place: ActorPlace,
    ticket: UInt64, _ event: TunnelEvent
  ) throws(ControlRefusal) {
    guard namespaces[place.namespace]?.actors[place.actor]?.state != .destroyed else {
      throw .destroyed(place)
    }
    let id = TunnelID(
      gateway: UInt32(truncatingIfNeeded: random.next()),
      request: UInt32(truncatingIfNeeded: random.next()))
    var tunnel = Tunnel(
      id, place.actor, state: state, ticket: ticket, atMilliseconds: nowMilliseconds)
    for message in messages {
      let isKept = tunnel.append(message)
      assert(isKept, "a body of one request is far below the limit")
    }
    record(.tunnel(actor: place.actor, id, event), in: place.namespace)
    keep(tunnel, in: place.namespace)
    sendUnsent(id, at: place)
  }

  private func checkWebSocket(_ id: TunnelID, at place: ActorPlace) throws(ControlRefusal) {
    guard let tunnel = namespaces[place.namespace]?.tunnels[id], tunnel.actor == place.actor,
      !tunnel.isHTTP, tunnel.state != .opening
    else { throw .unknownTunnel(id) }
  }

  /// Puts a message behind those that wait; false if too much waits.
  mutating func append(
    _ kind: Envoy.V6.ToEnvoyTunnelMessageKind, byteCount: Int = 0, to id: TunnelID,
    at place: ActorPlace
  ) -> Bool {
    namespaces[place.namespace]?.tunnels[id]?.append(kind, byteCount: byteCount) ?? false
  }

  /// Sends what waits in a tunnel if the actor is there, and wakes the actor if it is not.
  mutating func sendUnsent(_ id: TunnelID, at place: ActorPlace) {
    sendUnsentIfReady(id, at: place)
    if namespaces[place.namespace]?.tunnels[id]?.hasUnsent == true {
      try? start(place, envoyKey: nil)
    }
  }

  /// Sends what waits in a tunnel if the actor is there.
  mutating func sendUnsentIfReady(_ id: TunnelID, at place: ActorPlace) {
    if let connection = host(of: place),
      namespaces[place.namespace]?.tunnels[id]?.state != .hibernating
    {
      let unsent = namespaces[place.namespace]?.tunnels[id]?
        .takeUnsent(atMilliseconds: nowMilliseconds)
      for outgoing in unsent ?? [] { send(id.message(outgoing), to: connection) }
    }
    scheduleCheck(of: id, in: place.namespace)
  }

  /// Sends what waits for an envoy that is back.
  mutating func sendUnsent(toActorsOf key: String, in namespace: String) {
    for tunnel in tunnels(in: namespace) {
      let actor = namespaces[namespace]?.actors[tunnel.actor]
      guard actor?.assignment?.envoyKey == key else { continue }
      sendUnsentIfReady(tunnel.id, at: ActorPlace(namespace: namespace, actor: tunnel.actor))
    }
  }

  /// Stores a tunnel, and asks for a look at it when it has taken too long.
  mutating func keep(_ tunnel: Tunnel, in namespace: String) {
    namespaces[namespace, default: Namespace()].tunnels[tunnel.id] = tunnel
    scheduleCheck(of: tunnel.id, in: namespace)
  }

  /// Asks for a look at a tunnel when it has taken too long, if none is due before.
  mutating func scheduleCheck(of id: TunnelID, in namespace: String) {
    let tunnel = namespaces[namespace]?.tunnels[id]
    guard let deadline = tunnel?.deadlineMilliseconds(options.envoyTimes),
      tunnel?.checkMilliseconds.map({ deadline < $0 }) ?? true
    else { return }
    let due = max(deadline, nowMilliseconds)
    namespaces[namespace]?.tunnels[id]?.checkMilliseconds = due
    timers.schedule(.tunnel(id, namespace: namespace), atMilliseconds: due)
  }

  /// The tunnels of a namespace, always in the same order.
  func tunnels(in namespace: String) -> [Tunnel] {
    (namespaces[namespace]?.tunnels.values).map { $0.sorted { $0.id < $1.id } } ?? []
  }

  /// The connection of the envoy where an actor runs; nil where it does not, or is out of reach.
  private func host(of place: ActorPlace) -> ConnectionID? {
    guard let namespace = namespaces[place.namespace],
      let assignment = namespace.actors[place.actor]?.assignment, assignment.phase == .running
    else { return nil }
    return namespace.envoys[assignment.envoyKey]?.connection
  }
}

extension TunnelID {
  /// A message in the tunnel.
  fileprivate func message(_ outgoing: Tunnel.Outgoing) -> Envoy.V6.ToEnvoy {
    .tunnelMessage(
      .init(
        messageId: .init(
          gatewayId: gatewayBytes, requestId: requestBytes, messageIndex: outgoing.index),
        messageKind: outgoing.kind))
  }
}
