import EnvoyProtocol

extension ServerCore {
  /// Bytes of a tunnelled body that envoys may send: 20 MiB, as engines tell them.
  static let maximumResponseByteCount: UInt64 = 20_971_520

  /// Takes an envoy on, or refuses it by the first check that fails (`ENVOY-1.1`, `ENVOY-1.2`).
  mutating func openEnvoy(
    _ connection: ConnectionID, _ request: ConnectionRequest, _ target: RequestTarget
  ) {
    if let token = options.token {
      guard let shown = EnvoyHello.token(in: request) else {
        return refuse(connection, .missingHeader, why: "no `rivet_token.` subprotocol")
      }
      guard Token.isEqual(shown, to: token) else {
        return refuse(connection, .forbidden, why: "the token is another")
      }
    }
    do throws(EnvoyHello.Refusal) {
      let hello = try EnvoyHello(target)
      if options.hasUpstreamQuirks, hello.dialect == .version(.v1) { throw .unsupportedVersion }
      accept(connection, hello)
    } catch {
      refuse(connection, .invalidRequest, why: "\(error)")
    }
  }

  private mutating func accept(_ connection: ConnectionID, _ hello: EnvoyHello) {
    if options.existence == .declared {
      guard namespaces[hello.namespace] != nil else {
        return refuse(connection, .namespaceNotFound, why: "no namespace `\(hello.namespace)`")
      }
      guard options.pools.contains(hello.poolName) else {
        return refuse(connection, .noRunnerConfig, why: "no pool `\(hello.poolName)`")
      }
    }
    let older = namespaces[hello.namespace]?.envoys[hello.key]?.connection
    sessions[connection] = EnvoySession(connection: connection, hello: hello)
    let now = nowMilliseconds
    withEnvoy(hello.key, in: hello.namespace) { envoy in
      envoy.connection = connection
      envoy.isStopping = false
      envoy.lastPongMilliseconds = now
    }
    record(.accepted(key: hello.key, schema: hello.dialect.schemaName), on: connection)
    sendInit(to: connection)
    sendMissedCommands(to: connection, hello)
    if let older { end(older, .eviction) }
    sendUnsent(toActorsOf: hello.key, in: hello.namespace)
    allocateWaiting(in: hello.namespace)
    pingEnvoy(connection)
    disturbSocket(connection, in: hello.namespace)
  }

  private mutating func sendInit(to connection: ConnectionID) {
    let times = options.envoyTimes
    send(
      .toEnvoyInit(
        .init(
          metadata: .init(
            envoyLostThreshold: times.envoyLostMilliseconds,
            actorStopThreshold: times.actorStopMilliseconds,
            maxResponsePayloadSize: ServerCore.maximumResponseByteCount))),
      to: connection)
  }

  /// Pings an envoy, or gives it up after too long a silence (`ENVOY-1.6`).
  mutating func pingEnvoy(_ connection: ConnectionID) {
    guard let session = sessions[connection] else { return }
    let times = options.envoyTimes
    let envoy = namespaces[session.hello.namespace]?.envoys[session.hello.key]
    let lastPong = envoy?.lastPongMilliseconds ?? nowMilliseconds
    guard nowMilliseconds - lastPong <= times.pongTimeoutMilliseconds else {
      return end(connection, .timedOut)
    }
    send(.ping(.init(ts: nowMilliseconds)), to: connection)
    let jitter = Int64.random(in: 0...times.pingJitterMilliseconds, using: &random)
    timers.schedule(
      .envoyPing(connection),
      atMilliseconds: nowMilliseconds + times.pingIntervalMilliseconds + jitter)
  }

  /// Takes a message of an envoy. One that cannot be read is dropped without a word, unless the
  /// server is strict (`ENVOY-1.4`).
  mutating func receive(_ bytes: [UInt8], on connection: ConnectionID) {
    guard let session = sessions[connection] else { return }
    var message = JournalMessage(
      schema: session.hello.dialect.schemaName, type: "ToRivet", bytes: bytes)
    do {
      let request = try session.decode(bytes)
      let names = request.faultNames
      message.actor = names.actor
      record(.received(message), on: connection)
      guard !faults.isEmpty else { return answer(request, of: session) }
      applying(bytes, on: connection, in: session.hello.namespace, names) {
        $0.answer(request, of: session)
      }
    } catch {
      record(.undecodable(message, why: "\(error)"), on: connection)
      if options.isStrict { end(connection, .invalidPacket) }
    }
  }

  /// Does a request that was read before.
  mutating func apply(_ bytes: [UInt8], on connection: ConnectionID) {
    guard let session = sessions[connection], let request = try? session.decode(bytes) else {
      return
    }
    answer(request, of: session)
  }

  private mutating func answer(_ request: EnvoySession.Request, of session: EnvoySession) {
    switch request {
    case .common(.pong):
      let now = nowMilliseconds
      withEnvoy(session.hello.key, in: session.hello.namespace) { $0.lastPongMilliseconds = now }
    case .common(.stopping): retire(session)
    case .common(.kvRequest(let request)): answer(request, of: session)
    case .common(.ackCommands(let acks)):
      for checkpoint in acks.lastCommandCheckpoints { acknowledge(checkpoint, by: session) }
    case .common(.events(let events)):
      for event in events { take(event, of: session) }
    case .common(.sqliteGetPagesRequest(let request)): answer(request, of: session)
    case .common(.sqliteCommitRequest(let request)): answer(request, of: session)
    case .common(.sqliteExecRequest), .common(.sqliteExecuteRequest),
      .common(.sqliteExecuteBatchRequest):
      if case .common(let message) = request, let request = SQLRequest(message, of: session) {
        take(request)
      }
    case .common(.tunnelMessage(let message)): take(message, of: session)
    case .common(.metadata(let metadata)): learn(metadata, of: session)
    case .getPages(let request):
      reply(.sqliteGetPagesResponse(getPages(request, of: session)), to: session)
    case .commit(let request):
      reply(.sqliteCommitResponse(commit(request, of: session)), to: session)
    case .stageBegin(let request):
      reply(.sqliteCommitStageBeginResponse(stageBegin(request, of: session)), to: session)
    case .stage(let request):
      reply(.sqliteCommitStageResponse(stage(request, of: session)), to: session)
    case .finalize(let request):
      reply(.sqliteCommitFinalizeResponse(finalize(request, of: session)), to: session)
    }
  }

  /// Keeps what an envoy says of the names of its actors.
  private mutating func learn(_ metadata: Envoy.V6.ToRivetMetadata, of session: EnvoySession) {
    for (name, actorName) in metadata.prepopulateActorNames ?? [:] {
      namespaces[session.hello.namespace]?.actorNames[name] = actorName.metadata
    }
  }

  /// Sends what every version can say in its own way.
  mutating func send(_ message: Envoy.V6.ToEnvoy, to connection: ConnectionID) {
    guard let session = sessions[connection] else { return }
    send(to: session) { try session.encode(message) }
  }

  /// Sends what version 2 alone can say.
  mutating func reply(_ message: Envoy.V2.ToEnvoy, to session: EnvoySession) {
    send(to: session) { try session.encode(message) }
  }

  private mutating func send(to session: EnvoySession, _ encode: () throws -> [UInt8]) {
    do {
      let bytes = try encode()
      transmit(bytes, to: session.connection)
    } catch {
      end(session.connection, .internalError)
    }
  }
}
