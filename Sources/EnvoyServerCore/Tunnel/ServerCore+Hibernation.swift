import EnvoyProtocol

/// What becomes of tunnels when their actor stops, sleeps, wakes or is silent (`ENVOY-5.8`).
extension ServerCore {
  /// An actor has stopped: requests under way fail, and WebSockets end or hibernate.
  mutating func interruptTunnels(at place: ActorPlace) {
    for tunnel in tunnels(at: place) where tunnel.startedMilliseconds != nil {
      switch tunnel.state {
      case .awaitingResponse, .receiving:
        answer(tunnel, .unavailable("actor_stopped_while_waiting"), at: place)
      case .open(canHibernate: true): hibernate(tunnel, at: place)
      case .opening, .open(canHibernate: false): drop(tunnel, at: place, .actorStopped)
      case .hibernating: break
      }
    }
  }

  /// An actor has ended for good, and with it all that waits for it.
  mutating func endTunnels(at place: ActorPlace) {
    for tunnel in tunnels(at: place) {
      if tunnel.isHTTP {
        answer(tunnel, .unavailable("actor_stopped_while_waiting"), at: place)
      } else {
        drop(tunnel, at: place, .actorStopped)
      }
    }
  }

  /// The server loses its users.
  mutating func endTunnels(in namespace: String) {
    for tunnel in tunnels(in: namespace) {
      let place = ActorPlace(namespace: namespace, actor: tunnel.actor)
      if tunnel.isHTTP {
        answer(tunnel, .unavailable("service_unavailable"), at: place)
      } else {
        drop(tunnel, at: place, .goingAway)
      }
    }
  }

  /// Whether something waits for an actor that sleeps.
  func isAwaited(_ place: ActorPlace) -> Bool { tunnels(at: place).contains(where: \.hasUnsent) }

  /// An actor runs: WebSockets wake without being opened again, what was not acknowledged is sent
  /// again, and what waited is sent.
  mutating func resumeTunnels(at place: ActorPlace) {
    for var tunnel in tunnels(at: place) {
      if tunnel.state == .hibernating {
        tunnel.state = .open(canHibernate: true)
        tunnel.rewind()
        keep(tunnel, in: place.namespace)
        note(.woken, tunnel, at: place)
      }
      sendUnsentIfReady(tunnel.id, at: place)
    }
  }

  /// Keeps a user's WebSocket while its actor sleeps.
  mutating func hibernate(_ tunnel: Tunnel, at place: ActorPlace) {
    var tunnel = tunnel
    tunnel.state = .hibernating
    note(.hibernating, tunnel, at: place)
    keep(tunnel, in: place.namespace)
  }

  /// The WebSockets that an actor is told of when it starts.
  func hibernatingRequests(of place: ActorPlace) -> [Envoy.V6.HibernatingRequest] {
    tunnels(at: place).filter { $0.state == .hibernating }.map {
      .init(gatewayId: $0.id.gatewayBytes, requestId: $0.id.requestBytes)
    }
  }

  /// Ends a tunnel that has taken too long.
  mutating func checkTunnel(_ id: TunnelID, in namespace: String) {
    namespaces[namespace]?.tunnels[id]?.checkMilliseconds = nil
    guard let tunnel = namespaces[namespace]?.tunnels[id],
      let deadline = tunnel.deadlineMilliseconds(options.envoyTimes)
    else { return }
    guard deadline <= nowMilliseconds else { return scheduleCheck(of: id, in: namespace) }
    let place = ActorPlace(namespace: namespace, actor: tunnel.actor)
    guard tunnel.isHTTP else { return fail(id, at: place) }
    let hasStarted = tunnel.startedMilliseconds != nil
    answer(
      tunnel,
      .unavailable(hasStarted ? "gateway_response_start_timeout" : "actor_ready_timeout"),
      at: place)
  }

  /// Gives a WebSocket up, and tells both sides.
  mutating func fail(_ id: TunnelID, at place: ActorPlace) {
    let reason = CloseReason.downstreamClosed
    let hasStarted = namespaces[place.namespace]?.tunnels[id]?.startedMilliseconds != nil
    if hasStarted,
      append(.webSocketClose(.init(code: reason.code, reason: reason.text)), to: id, at: place)
    {
      sendUnsentIfReady(id, at: place)
    }
    drop(id, at: place, reason)
  }

  private func tunnels(at place: ActorPlace) -> [Tunnel] {
    tunnels(in: place.namespace).filter { $0.actor == place.actor }
  }
}
