import EnvoyProtocol

/// What comes of SQL: commits under the fence, replies, and sessions that end (`ENVOY-6.3`).
extension ServerCore {
  /// Takes what came of a task. Where its session is gone, nothing of it counts (`ENVOY-6.4`).
  mutating func finishSQL(_ result: SQLResult) {
    guard let (run, place) = sql.end(result.task) else { return }
    defer { handOutSQL() }
    guard var session = sql.session(of: run) else {
      return record(
        .sql(actor: place.actor, .discarded(task: run.task, run.session)), in: place.namespace)
    }
    do throws(SqliteRefusal) {
      if let commit = result.commit { try keep(commit, &session, of: run) }
      session.isInTransaction = result.isInTransaction
      sql.set(session, of: run)
      note(result, of: run)
      answer(run.request, run.request.reply(result.outcome))
    } catch {
      sql.removeSession(of: run)
      end(session.id, at: place, why: "\(error)")
      refuse(
        run.request, .internalError("sqlite worker hit fatal storage error: \(error)"))
    }
  }

  /// Commits pages over the ones that the task saw, and over no others.
  private mutating func keep(
    _ commit: SQLCommit, _ session: inout SQLBook.Session, of run: SQLBook.Run
  ) throws(SqliteRefusal) {
    let place = run.request.place
    guard let seen = session.snapshot else { return assertionFailure("it saw something") }
    try SqliteDatabase.checkPages(commit.pages.map { ($0.number, $0.bytes.count) })
    openDatabase(at: place)
    let pages = commit.pages.map { (number: $0.number, bytes: $0.bytes) }
    let txid = try withDatabase(at: place, for: .commit) { database throws(SqliteRefusal) in
      try database.commit(
        pages, generation: seen.generation, expectedHeadTxid: seen.headTxid,
        pageCount: commit.pageCount)
    }
    session.snapshot = SQLSnapshot(
      place, namespaces[place.namespace]?.actors[place.actor]?.database)
    record(
      .sql(
        actor: place.actor,
        .committed(
          task: run.task, session.id, txid: txid, dirtyPageCount: pages.count,
          pageCount: commit.pageCount)),
      on: run.request.connection)
  }

  private mutating func note(_ result: SQLResult, of run: SQLBook.Run) {
    let event: SQLEvent =
      if case .failed(let why) = result.outcome {
        .failed(task: run.task, run.session, why: why)
      } else {
        .answered(task: run.task, run.session, isInTransaction: result.isInTransaction)
      }
    record(.sql(actor: run.request.place.actor, event), on: run.request.connection)
  }

  /// Drops the sessions of a connection that is gone, and what it waits for.
  mutating func endSQL(of connection: ConnectionID) {
    for (session, place) in sql.remove(connection) {
      end(session, at: place, why: "connection \(connection) is gone")
    }
  }

  /// Drops the sessions of an actor that stopped or begins anew. Who waits is told so.
  mutating func endSQL(at place: ActorPlace, why: String) {
    let (sessions, requests) = sql.remove(place)
    for session in sessions { end(session, at: place, why: why) }
    for request in requests { refuse(request, .closing) }
  }

  private mutating func end(_ session: SQLSessionID, at place: ActorPlace, why: String) {
    record(.sql(actor: place.actor, .ended(session, why: why)), in: place.namespace)
    perform(.endSQL(session))
  }
}
