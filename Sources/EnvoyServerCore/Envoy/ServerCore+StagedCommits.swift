import BareRuntime
import EnvoyProtocol
import LTX

/// The five SQLite commands of version 2 (`SQL-4.1` to `SQL-4.5`).
extension ServerCore {
  mutating func getPages(
    _ request: Envoy.V2.ToRivetSqliteGetPagesRequest, of session: EnvoySession
  ) -> Envoy.V2.ToEnvoySqliteGetPagesResponse {
    let data = request.data
    let response = answer(data.actorId, of: session) {
      core, place throws(SqliteRefusal) -> Envoy.V2.SqliteGetPagesResponse in
      guard !data.pgnos.contains(0) else { throw .pageZero(.getPages) }
      try core.checkActor(at: place, data.generation, of: session)
      if data.generation == 1 { core.openDatabase(at: place) }
      return try core.withDatabase(at: place, for: .getPages) {
        database throws(SqliteRefusal) in
        let pages = try database.pages(data.pgnos, generation: data.generation)
        return .ok(.init(pages: pages.map { .init($0.number, $0.content) }, meta: database.meta))
      }
    }
    return .init(requestId: request.requestId, data: response)
  }

  mutating func commit(
    _ request: Envoy.V2.ToRivetSqliteCommitRequest, of session: EnvoySession
  ) -> Envoy.V2.ToEnvoySqliteCommitResponse {
    let data = request.data
    let response = answer(data.actorId, of: session) {
      core, place throws(SqliteRefusal) -> Envoy.V2.SqliteCommitResponse in
      try SqliteDatabase.checkPages(data.dirtyPages.map { ($0.pgno, $0.bytes.count) })
      try core.checkActor(at: place, data.generation, of: session)
      try SqliteDatabase.checkSize(
        ofPageCount: data.dirtyPages.count, limits: core.options.sqlite)
      return try core.withDatabase(at: place, for: .commit) {
        database throws(SqliteRefusal) in
        let txid = try database.commit(
          data.dirtyPages.map { ($0.pgno, $0.bytes.copied) }, generation: data.generation,
          expectedHeadTxid: data.expectedHeadTxid, pageCount: data.newDbSizePages)
        return .ok(.init(newHeadTxid: txid, meta: database.meta))
      }
    }
    return .init(requestId: request.requestId, data: response)
  }

  mutating func stageBegin(
    _ request: Envoy.V2.ToRivetSqliteCommitStageBeginRequest, of session: EnvoySession
  ) -> Envoy.V2.ToEnvoySqliteCommitStageBeginResponse {
    let data = request.data
    let response = answer(data.actorId, of: session) {
      core, place throws(SqliteRefusal) -> Envoy.V2.SqliteCommitStageBeginResponse in
      try core.checkActor(at: place, data.generation, of: session)
      return try core.withDatabase(at: place, for: .commitStageBegin) {
        database throws(SqliteRefusal) in
        .ok(.init(txid: try database.beginStage(generation: data.generation)))
      }
    }
    return .init(requestId: request.requestId, data: response)
  }

  mutating func stage(
    _ request: Envoy.V2.ToRivetSqliteCommitStageRequest, of session: EnvoySession
  ) -> Envoy.V2.ToEnvoySqliteCommitStageResponse {
    let data = request.data
    let response = answer(data.actorId, of: session) {
      core, place throws(SqliteRefusal) -> Envoy.V2.SqliteCommitStageResponse in
      try core.checkActor(at: place, data.generation, of: session)
      try core.checkStages(at: place, txid: data.txid)
      return try core.withDatabase(at: place, for: .commitStage) {
        database throws(SqliteRefusal) in
        try database.stage(
          data.bytes.copied, index: data.chunkIdx, isLast: data.isLast, txid: data.txid,
          generation: data.generation)
        return .ok(.init(chunkIdxCommitted: data.chunkIdx))
      }
    }
    return .init(requestId: request.requestId, data: response)
  }

  mutating func finalize(
    _ request: Envoy.V2.ToRivetSqliteCommitFinalizeRequest, of session: EnvoySession
  ) -> Envoy.V2.ToEnvoySqliteCommitFinalizeResponse {
    let data = request.data
    let response = answer(data.actorId, of: session) {
      core, place throws(SqliteRefusal) -> Envoy.V2.SqliteCommitFinalizeResponse in
      try core.checkActor(at: place, data.generation, of: session)
      try core.checkStages(at: place, txid: data.txid)
      return try core.withDatabase(at: place, for: .commitFinalize) {
        database throws(SqliteRefusal) in
        let maximum = database.limits.storageByteCount
        let txid = try database.finalizeStage(
          txid: data.txid, generation: data.generation, expectedHeadTxid: data.expectedHeadTxid,
          pageCount: data.newDbSizePages
        ) { chunks throws(SqliteRefusal) in
          try StagedBlob.pages(of: chunks, maximumByteCount: maximum)
        }
        return .ok(.init(newHeadTxid: txid, meta: database.meta))
      }
    }
    return .init(requestId: request.requestId, data: response)
  }

  /// Runs a command, and puts its refusal into the journal and into the command's own words.
  private mutating func answer<Response: StagedCommitResponse>(
    _ actorID: String, of session: EnvoySession,
    _ body: (inout ServerCore, ActorPlace) throws(SqliteRefusal) -> Response
  ) -> Response {
    let place = ActorPlace(namespace: session.hello.namespace, actor: actorID)
    do throws(SqliteRefusal) {
      return try body(&self, place)
    } catch {
      record(.sqliteRefused(actor: actorID, error), on: session.connection)
      let meta = namespaces[place.namespace]?.actors[actorID]?.database?.meta
      return Response(refusing: error, meta: meta)
    }
  }

  /// The checks that all commands share: an id, an actor, and under the stable profile that it is
  /// at work on this very connection, in this generation.
  private func checkActor(
    at place: ActorPlace, _ generation: UInt64, of session: EnvoySession
  ) throws(SqliteRefusal) {
    guard !place.actor.isEmpty else { throw .actorID(reason: "it is empty") }
    let actor = namespaces[place.namespace]?.actors[place.actor]
    guard options.existence == .onDemand || actor != nil else { throw .unknownActor }
    guard options.profile == .stable else { return }
    guard session.activeActors.contains(place.actor) else { throw .notActive }
    let current = actor?.database?.generation ?? 1
    guard generation == current else {
      throw .activeGeneration(requested: generation, current: current)
    }
  }

  /// A stage that nobody began is missing even where there is no database (`SQL-4.4`).
  private func checkStages(
    at place: ActorPlace, txid: UInt64
  ) throws(SqliteRefusal) {
    guard namespaces[place.namespace]?.actors[place.actor]?.database != nil else {
      throw .stageMissing(txid: txid)
    }
  }
}
