import BareRuntime
import EnvoyProtocol

/// Reads and commits of version 3 and later, in the form of the newest (`ENVOY-6.5`).
///
/// A generation is that of the actor, not of its database, and each fence is optional but it.
extension ServerCore {
  /// The most pages of a commit: 320, a stage being no way out.
  static let statelessCommitByteCount: UInt64 = 1_310_720

  mutating func answer(
    _ request: Envoy.V6.ToRivetSqliteGetPagesRequest, of session: EnvoySession
  ) {
    let data = request.data
    let place = ActorPlace(namespace: session.hello.namespace, actor: data.actorId)
    let response: Envoy.V6.SqliteGetPagesResponse
    do throws(StatelessRefusal) {
      try checkGeneration(data.expectedGeneration, at: place, for: .getPages)
      response = .ok(try getPages(data, at: place))
    } catch {
      response = .errorResponse(refuse(error, place, of: session))
    }
    send(
      .sqliteGetPagesResponse(.init(requestId: request.requestId, data: response)),
      to: session.connection)
  }

  mutating func answer(
    _ request: Envoy.V6.ToRivetSqliteCommitRequest, of session: EnvoySession
  ) {
    let data = request.data
    let place = ActorPlace(namespace: session.hello.namespace, actor: data.actorId)
    let response: Envoy.V6.SqliteCommitResponse
    do throws(StatelessRefusal) {
      try checkGeneration(data.expectedGeneration, at: place, for: .commit)
      response = .ok(.init(headTxid: try commit(data, at: place)))
    } catch {
      response = .errorResponse(refuse(error, place, of: session))
    }
    send(
      .sqliteCommitResponse(.init(requestId: request.requestId, data: response)),
      to: session.connection)
  }

  private mutating func refuse(
    _ refusal: StatelessRefusal, _ place: ActorPlace, of session: EnvoySession
  ) -> Envoy.V6.SqliteErrorResponse {
    let actor = namespaces[place.namespace]?.actors[place.actor]
    let why =
      "\(refusal.group)/\(refusal.code): \(refusal.message); generation \(actor?.generation ?? 0), "
      + "head \(actor?.database?.headTxid ?? 0)"
    record(.pagesRefused(actor: place.actor, why: why), on: session.connection)
    return refusal.response
  }

  /// An actor that was never started is of generation 1, where actors exist from their first use.
  private func checkGeneration(
    _ generation: UInt64?, at place: ActorPlace, for operation: SqliteOperation
  ) throws(StatelessRefusal) {
    guard let generation else { throw .missingGeneration(operation) }
    guard !place.actor.isEmpty else {
      throw StatelessRefusal(.actorID(reason: "it is empty"))
    }
    guard let generation = UInt32(exactly: generation) else { throw .badGeneration }
    let actor = namespaces[place.namespace]?.actors[place.actor]
    guard actor != nil || options.existence == .onDemand,
      generation == max(1, actor?.generation ?? 0)
    else { throw .unknownActor }
  }

  private func getPages(
    _ data: Envoy.V6.SqliteGetPagesRequest, at place: ActorPlace
  ) throws(StatelessRefusal) -> Envoy.V6.SqliteGetPagesOk {
    guard !data.pgnos.contains(0) else { throw StatelessRefusal(.pageZero(.getPages)) }
    guard let database = namespaces[place.namespace]?.actors[place.actor]?.database,
      database.headTxid > 0
    else { throw .databaseNotFound }
    try checkHead(data.expectedHeadTxid, current: database.headTxid)
    do throws(SqliteRefusal) {
      let pages = try database.pages(data.pgnos)
      return .init(
        pages: pages.map { .init($0.number, $0.content) }, headTxid: database.headTxid)
    } catch {
      throw StatelessRefusal(error)
    }
  }

  private mutating func commit(
    _ data: Envoy.V6.SqliteCommitRequest, at place: ActorPlace
  ) throws(StatelessRefusal) -> UInt64 {
    do throws(SqliteRefusal) {
      try SqliteDatabase.checkPages(data.dirtyPages.map { ($0.pgno, $0.bytes.count) })
      var limits = options.sqlite
      limits.commitByteCount = ServerCore.statelessCommitByteCount
      try SqliteDatabase.checkSize(ofPageCount: data.dirtyPages.count, limits: limits)
    } catch {
      throw StatelessRefusal(error)
    }
    let head = namespaces[place.namespace]?.actors[place.actor]?.database?.headTxid
    try checkHead(data.expectedHeadTxid, current: head ?? 0)
    openDatabase(at: place)
    let pages = data.dirtyPages.map { ($0.pgno, $0.bytes.copied) }
    do throws(SqliteRefusal) {
      return try withDatabase(at: place, for: .commit) { database throws(SqliteRefusal) in
        try database.commit(pages, pageCount: data.dbSizePages)
      }
    } catch {
      throw StatelessRefusal(error)
    }
  }

  private func checkHead(_ expected: UInt64?, current: UInt64) throws(StatelessRefusal) {
    guard let expected, expected != current else { return }
    throw .head(expected: expected, current: current)
  }
}
