import BareRuntime

/// What replies mean to whoever waits for them, and to the actors of a KV channel.
extension ClientSession {
  /// Takes the reply to a request (`KV-A12.3`).
  mutating func take(_ data: ClientWire.ReplyData, for pending: Pending) {
    let result = Self.result(of: data, for: pending.request)
    note(result, of: pending)
    finish(pending, result)
  }

  /// Opens again, after a new connection, what is open (`KV-A12.8`).
  mutating func reopen(at nowMilliseconds: Int64) {
    for actorID in openActors.sorted() {
      reopening[actorID] = []
      send(
        Pending(
          call: nil, request: .openActor(id: actorID),
          deadlineMilliseconds: requestDeadline(at: nowMilliseconds)))
    }
  }

  /// Fails what waits for an actor that is not opened again, and forgets it.
  mutating func giveUp(_ actorID: String, _ failure: ClientFailure) {
    openActors.remove(actorID)
    for pending in reopening.removeValue(forKey: actorID) ?? [] {
      finish(pending, .failure(failure.claiming(isDefinite: true)))
    }
  }

  private mutating func note(_ result: Result<ClientReply, ClientFailure>, of pending: Pending) {
    switch (pending.request, result) {
    case (.openActor(let actorID), .success):
      openActors.insert(actorID)
      for pending in reopening.removeValue(forKey: actorID) ?? [] { send(pending) }
    case (.openActor(let actorID), .failure(let failure)):
      if pending.call == nil { giveUp(actorID, failure) }
    case (.closeActor(let actorID), .success): openActors.remove(actorID)
    default: break
    }
  }

  private static func result(
    of data: ClientWire.ReplyData, for request: ClientRequest
  ) -> Result<ClientReply, ClientFailure> {
    switch (request, data) {
    case (_, .failure(let failure)): .failure(failure)
    case (.openActor, .opened), (.closeActor, .closed), (.put, .written), (.delete, .deleted),
      (.deleteRange, .deleted):
      .success(.done)
    case (.get(_, let asked), .pairs(let keys, let values)):
      .success(.values(Self.values(of: asked, among: keys, values)))
    case (.sqlite(let request), .sqlite(let reply)) where reply.answers(request):
      .success(.sqlite(reply))
    case (.sql(let request), .sql(let reply)) where reply.answers(request):
      .success(.sql(reply))
    default: .failure(.otherKind)
    }
  }

  /// The values by their keys, in whatever order they came (`KV-A12.5`).
  private static func values(of asked: [Bytes], among keys: [Bytes], _ values: [Bytes]) -> [Bytes?]
  {
    let pairs = Dictionary(zip(keys, values)) { first, _ in first }
    return asked.map { pairs[$0] }
  }
}

extension SqliteReply {
  /// Whether it is the reply to such a request.
  fileprivate func answers(_ request: SqliteRequest) -> Bool {
    switch (request, self) {
    case (.getPages, .pages), (.commit, .committed), (.stageBegin, .begun), (.stage, .staged),
      (.finalize, .finalized):
      true
    default: false
    }
  }
}
