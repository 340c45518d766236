import EnvoyProtocol

/// SQL that is to be run here: what is refused, what waits, and what is handed out (`ENVOY-6.2`).
extension ServerCore {
  /// Takes a request to run SQL.
  mutating func take(_ request: SQLRequest) {
    do throws(StatelessRefusal) {
      try check(request)
      try request.work.checkParameters()
      try checkRoom(for: request)
    } catch {
      return refuse(request, error)
    }
    sql.enqueue(request)
    handOutSQL()
  }

  /// The namespace, then the actor, then its generation (`ENVOY-6.2`).
  private func check(_ request: SQLRequest) throws(StatelessRefusal) {
    guard request.namespaceID == request.place.namespace else { throw .unknownActor }
    guard !request.place.actor.isEmpty else {
      throw StatelessRefusal(.actorID(reason: "it is empty"))
    }
    let actor = namespaces[request.place.namespace]?.actors[request.place.actor]
    guard actor != nil || options.existence == .onDemand else { throw .unknownActor }
    guard let generation = UInt32(exactly: request.generation) else { throw .badGeneration }
    guard generation == max(1, actor?.generation ?? 0) else { throw .unknownActor }
  }

  private func checkRoom(for request: SQLRequest) throws(StatelessRefusal) {
    guard !sql.isFree(request.place, runningCount: sqlRunningLimit) else { return }
    let count = sql.waitingCount(of: request.connection)
    guard count < options.remoteSQL.waitingRequestCount else { throw .overloaded }
  }

  /// At least one, or nothing would ever be answered.
  private var sqlRunningLimit: Int { max(1, options.remoteSQL.runningCount) }

  /// Hands out what may run now.
  mutating func handOutSQL() {
    while sql.runningCount < sqlRunningLimit, let request = sql.next() { handOut(request) }
  }

  private mutating func handOut(_ request: SQLRequest) {
    let begun = sql.begin(request)
    var session = begun.session
    let actor = namespaces[request.place.namespace]?.actors[request.place.actor]
    let current = SQLSnapshot(request.place, actor?.database)
    let snapshot = (session.isInTransaction ? session.snapshot : nil) ?? current
    let reloads = session.snapshot != nil && session.snapshot != snapshot
    session.snapshot = snapshot
    let run = SQLBook.Run(task: begun.task, session: session.id, request: request)
    sql.set(session, of: run)
    record(
      .sql(
        actor: request.place.actor,
        .began(
          task: begun.task, session.id, request.work.name, headTxid: snapshot.headTxid)),
      on: request.connection)
    perform(
      .runSQL(
        SQLTask(
          number: begun.task, session: session.id, snapshot: snapshot, reloads: reloads,
          work: request.work, rules: rules(for: actor))))
  }

  private func rules(for actor: Actor?) -> SQLRules {
    let quota = actor?.database?.limits.storageByteCount ?? actor?.quotaByteCount
    return SQLRules(
      stepCount: options.remoteSQL.stepCount, resultByteCount: options.remoteSQL.resultByteCount,
      storageByteCount: quota ?? options.sqlite.storageByteCount,
      hasUpstreamQuirks: options.hasUpstreamQuirks)
  }

  /// Answers a request with an error, and tells the journal.
  mutating func refuse(_ request: SQLRequest, _ refusal: StatelessRefusal) {
    let actor = namespaces[request.place.namespace]?.actors[request.place.actor]
    let why =
      "\(refusal.group)/\(refusal.code): \(refusal.message); generation \(actor?.generation ?? 0), "
      + "head \(actor?.database?.headTxid ?? 0)"
    record(
      .sql(actor: request.place.actor, .refused(request.work.name, why: why)),
      on: request.connection)
    answer(request, request.reply(refusal))
  }

  /// Sends a reply, whenever it comes; rules know it by its request.
  mutating func answer(_ request: SQLRequest, _ reply: Envoy.V6.ToEnvoy) {
    let outer = self.request
    self.request = request.context
    send(reply, to: request.connection)
    self.request = outer
  }
}
