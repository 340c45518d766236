import BareRuntime
import EnvoyProtocol

/// What envoys send through tunnels (`ENVOY-5.7`, `ENVOY-5.8`).
extension ServerCore {
  /// The most bytes of a response that comes in pieces, so that none grows without end: 64 MiB.
  static let maximumStreamedByteCount = 67_108_864

  /// Takes a message of a tunnel. One that is too large ends the connection; one that is out of
  /// place is ignored.
  mutating func take(_ message: Envoy.V6.ToRivetTunnelMessage, of session: EnvoySession) {
    let id = TunnelID(message.messageId)
    guard message.messageKind.payloadByteCount <= Int(ServerCore.maximumResponseByteCount) else {
      return end(session.connection, .invalidPacket)
    }
    let namespace = session.hello.namespace
    guard let tunnel = namespaces[namespace]?.tunnels[id],
      namespaces[namespace]?.actors[tunnel.actor]?.assignment?.envoyKey == session.hello.key
    else {
      return record(
        .tunnel(actor: "", id, .ignored(why: "no such tunnel through this envoy")),
        on: session.connection)
    }
    let place = ActorPlace(namespace: namespace, actor: tunnel.actor)
    guard let counted = count(message, of: tunnel, session) else { return }
    take(message.messageKind, of: counted, at: place)
  }

  /// Looks at a message's index, which engines do not; nil where that ended the connection.
  private mutating func count(
    _ message: Envoy.V6.ToRivetTunnelMessage, of tunnel: Tunnel, _ session: EnvoySession
  ) -> Tunnel? {
    var tunnel = tunnel
    let index = message.messageId.messageIndex
    let expected: UInt16
    switch message.messageKind {
    case .webSocketClose, .responseAbort, .webSocketMessageAck: return tunnel
    case .responseStart, .webSocketOpen: expected = 0
    case .responseChunk, .webSocketMessage: expected = tunnel.nextEnvoyIndex
    }
    tunnel.nextEnvoyIndex = index &+ 1
    if index != expected {
      record(
        .tunnel(
          actor: tunnel.actor, tunnel.id, .misnumbered(expectedIndex: expected, index: index)),
        on: session.connection)
      if options.isStrict {
        end(session.connection, .invalidPacket)
        return nil
      }
    }
    return tunnel
  }

  private mutating func take(
    _ kind: Envoy.V6.ToRivetTunnelMessageKind, of tunnel: Tunnel, at place: ActorPlace
  ) {
    var tunnel = tunnel
    switch (tunnel.state, kind) {
    case (.awaitingResponse, .responseStart(let start)):
      let response = TunnelResponse(
        status: start.status, headers: start.headers, body: start.body ?? Bytes())
      guard start.stream, !options.hasUpstreamQuirks else {
        return answer(tunnel, response, at: place)
      }
      tunnel.state = .receiving(response)
      keep(tunnel, in: place.namespace)
    case (.receiving(let response), .responseChunk(let chunk)):
      append(chunk, to: response, of: tunnel, at: place)
    case (.awaitingResponse, .responseAbort), (.receiving, .responseAbort):
      answer(tunnel, .unavailable("tunnel_request_aborted"), at: place)
    case (.opening, .webSocketOpen(let open)):
      tunnel.state = .open(canHibernate: open.canHibernate)
      note(.opened(canHibernate: open.canHibernate), tunnel, at: place)
      perform(.tell(ticket: tunnel.ticket, .opened(tunnel.id, canHibernate: open.canHibernate)))
      keep(tunnel, in: place.namespace)
    case (.open, .webSocketMessage(let message)):
      note(.message(message.data.compacted(), isBinary: message.binary), tunnel, at: place)
      keep(tunnel, in: place.namespace)
    case (.open(canHibernate: true), .webSocketMessageAck(let ack)),
      (.hibernating, .webSocketMessageAck(let ack)):
      if tunnel.acknowledge(upTo: ack.index) {
        note(.acknowledged(index: ack.index), tunnel, at: place)
      }
      keep(tunnel, in: place.namespace)
    case (.open(canHibernate: true), .webSocketClose(let close)) where close.hibernate:
      hibernate(tunnel, at: place)
    case (.opening, .webSocketClose(let close)), (.open, .webSocketClose(let close)),
      (.hibernating, .webSocketClose(let close)):
      // Only a close that names no code means the usual one.
      drop(
        tunnel, at: place, CloseReason(code: close.code ?? 1000, text: close.reason ?? ""))
    default:
      note(.ignored(why: "out of place: \(tunnel.state.name)"), tunnel, at: place)
    }
  }

  private mutating func append(
    _ chunk: Envoy.V6.ToRivetResponseChunk, to response: TunnelResponse, of tunnel: Tunnel,
    at place: ActorPlace
  ) {
    var (tunnel, response) = (tunnel, response)
    let bytes = response.body.copied + chunk.body.copied
    guard bytes.count <= ServerCore.maximumStreamedByteCount, let body = try? Bytes(bytes) else {
      return answer(tunnel, .unavailable("tunnel_response_closed"), at: place)
    }
    response.body = body
    guard !chunk.finish else { return answer(tunnel, response, at: place) }
    tunnel.state = .receiving(response)
    keep(tunnel, in: place.namespace)
  }

  /// Gives a user the answer, and forgets the request.
  mutating func answer(_ tunnel: Tunnel, _ response: TunnelResponse, at place: ActorPlace) {
    assert(tunnel.isHTTP, "only requests are answered")
    namespaces[place.namespace]?.tunnels[tunnel.id] = nil
    note(.answered(status: response.status), tunnel, at: place)
    perform(.tell(ticket: tunnel.ticket, .answered(response)))
  }

  /// Closes a user's WebSocket, and forgets it.
  mutating func drop(_ id: TunnelID, at place: ActorPlace, _ reason: CloseReason) {
    guard let tunnel = namespaces[place.namespace]?.tunnels[id] else { return }
    drop(tunnel, at: place, reason)
  }

  /// Closes a user's WebSocket, and forgets it.
  mutating func drop(_ tunnel: Tunnel, at place: ActorPlace, _ reason: CloseReason) {
    assert(!tunnel.isHTTP, "only WebSockets are closed")
    namespaces[place.namespace]?.tunnels[tunnel.id] = nil
    note(.closed(reason), tunnel, at: place)
    if tunnel.state == .opening {
      perform(.tell(ticket: tunnel.ticket, .closed(tunnel.id, reason)))
    }
  }

  /// Writes down what a user sees.
  mutating func note(_ event: TunnelEvent, _ tunnel: Tunnel, at place: ActorPlace) {
    record(.tunnel(actor: tunnel.actor, tunnel.id, event), in: place.namespace)
  }
}

extension Envoy.V6.ToRivetTunnelMessageKind {
  /// Bytes of a user's in the message.
  fileprivate var payloadByteCount: Int {
    switch self {
    case .responseStart(let start): start.body?.count ?? 0
    case .responseChunk(let chunk): chunk.body.count
    case .webSocketMessage(let message): message.data.count
    case .responseAbort, .webSocketOpen, .webSocketMessageAck, .webSocketClose: 0
    }
  }
}

extension Tunnel.State {
  /// What is awaited, in a word.
  var name: String {
    switch self {
    case .awaitingResponse: "awaiting-response"
    case .receiving: "receiving"
    case .opening: "opening"
    case .open: "open"
    case .hibernating: "hibernating"
    }
  }
}
