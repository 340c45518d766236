import EnvoyProtocol

/// A request to run SQL, and whom to answer.
struct SQLRequest: Hashable, Sendable {
  let connection: ConnectionID
  let requestID: UInt32

  /// The namespace that it names, which is to be the connection's.
  let namespaceID: String

  /// The actor, in the connection's namespace.
  let place: ActorPlace

  /// The generation that it names.
  let generation: UInt64

  let work: SQLWork

  /// What rules know the request by when it is answered.
  let context: FaultContext

  /// Nil for a message that is about something else.
  init?(_ message: Envoy.V6.ToRivet, of session: EnvoySession) {
    let actor: String
    switch message {
    case .sqliteExecRequest(let request):
      requestID = request.requestId
      (namespaceID, actor) = (request.data.namespaceId, request.data.actorId)
      generation = request.data.generation
      work = .exec(sql: request.data.sql)
    case .sqliteExecuteRequest(let request):
      requestID = request.requestId
      (namespaceID, actor) = (request.data.namespaceId, request.data.actorId)
      generation = request.data.generation
      work = .execute(.init(sql: request.data.sql, params: request.data.params))
    case .sqliteExecuteBatchRequest(let request):
      requestID = request.requestId
      (namespaceID, actor) = (request.data.namespaceId, request.data.actorId)
      generation = request.data.generation
      work = .batch(request.data.statements)
    default: return nil
    }
    connection = session.connection
    place = ActorPlace(namespace: session.hello.namespace, actor: actor)
    context = FaultContext(
      namespace: place.namespace, actor: actor,
      types: EnvoySession.Request.common(message).faultNames.types)
  }

  /// The reply that says what came of it.
  func reply(_ outcome: SQLOutcome) -> Envoy.V6.ToEnvoy {
    switch (work, outcome) {
    case (.exec, .exec(let result)):
      .sqliteExecResponse(.init(requestId: requestID, data: .ok(.init(result: result))))
    case (.execute, .execute(let result)):
      .sqliteExecuteResponse(.init(requestId: requestID, data: .ok(.init(result: result))))
    case (.batch, .batch(let results)):
      .sqliteExecuteBatchResponse(
        .init(requestId: requestID, data: .ok(.init(results: results))))
    case (_, .failed(let message)): reply(.internalError(message))
    default: reply(.internalError("the result is of another kind than the request"))
    }
  }

  /// The reply that says why nothing came of it.
  func reply(_ refusal: StatelessRefusal) -> Envoy.V6.ToEnvoy {
    switch work {
    case .exec:
      .sqliteExecResponse(
        .init(requestId: requestID, data: .errorResponse(refusal.response)))
    case .execute:
      .sqliteExecuteResponse(
        .init(requestId: requestID, data: .errorResponse(refusal.response)))
    case .batch:
      .sqliteExecuteBatchResponse(
        .init(requestId: requestID, data: .errorResponse(refusal.response)))
    }
  }
}

extension SQLWork {
  /// Looks at the parameters of each statement (`ENVOY-6.2`).
  ///
  /// - Throws: those of a statement that are too long together.
  func checkParameters() throws(StatelessRefusal) {
    let statements =
      switch self {
      case .exec: [Envoy.V6.SqliteBatchStatement]()
      case .execute(let statement): [statement]
      case .batch(let statements): statements
      }
    for statement in statements {
      let byteCount = (statement.params ?? []).reduce(UInt64(0)) { $0 + $1.boundByteCount }
      guard byteCount <= RemoteSQLLimits.bindByteCount else {
        throw .boundByteCount(byteCount)
      }
    }
  }
}

extension Envoy.V6.SqliteBindParam {
  fileprivate var boundByteCount: UInt64 {
    switch self {
    case .valueNull: 0
    case .valueInteger, .valueFloat: 8
    case .valueText(let text): UInt64(text.value.utf8.count)
    case .valueBlob(let blob): UInt64(blob.value.count)
    }
  }
}
