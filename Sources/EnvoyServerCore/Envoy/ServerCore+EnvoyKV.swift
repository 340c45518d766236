import BareRuntime
import EnvoyProtocol

extension ServerCore {
  /// Answers a request about an actor's keys. Any envoy of the namespace may ask, whoever hosts the
  /// actor, and in whatever generation (`ENVOY-4.3`).
  mutating func answer(_ request: Envoy.V6.ToRivetKvRequest, of session: EnvoySession) {
    let place = ActorPlace(namespace: session.hello.namespace, actor: request.actorId)
    let response: Envoy.V6.KvResponseData
    do throws(EnvoyKVRefusal) {
      response = try answer(request.data, at: place)
    } catch {
      record(
        .envoyKVRefused(actor: place.actor, why: "\(error)"), on: session.connection)
      response = .errorResponse(.init(message: "\(error)"))
    }
    send(
      .kvResponse(.init(requestId: request.requestId, data: response)), to: session.connection)
  }

  /// What metadata say of the engine that wrote a value.
  var engineVersionBytes: Bytes { (try? Bytes(copying: options.engineVersion.utf8)) ?? Bytes() }

  private mutating func answer(
    _ request: Envoy.V6.KvRequestData, at place: ActorPlace
  ) throws(EnvoyKVRefusal) -> Envoy.V6.KvResponseData {
    guard !place.actor.isEmpty else {
      throw EnvoyKVRefusal("invalid input length: expected at least 4 characters")
    }
    let isThere = namespaces[place.namespace]?.actors[place.actor] != nil
    guard isThere || options.existence == .onDemand else {
      throw EnvoyKVRefusal("actor does not exist")
    }
    var result: Result<Envoy.V6.KvResponseData, EnvoyKVRefusal> = .success(.dropResponse)
    let now = nowMilliseconds
    let (version, hasUpstreamQuirks) = (engineVersionBytes, options.hasUpstreamQuirks)
    withActor(place) { actor in
      if actor.failsNextRequest {
        actor.failsNextRequest = false
        result = .failure(EnvoyKVRefusal("transaction failed"))
        return
      }
      let maximum = actor.quotaByteCount ?? EnvoyKVLimits.storageByteCount
      result = Result { () throws(EnvoyKVRefusal) in
        try actor.kv.answer(
          request, version: version, maximumByteCount: maximum,
          hasUpstreamQuirks: hasUpstreamQuirks, atMilliseconds: now)
      }
    }
    return try result.get()
  }
}
