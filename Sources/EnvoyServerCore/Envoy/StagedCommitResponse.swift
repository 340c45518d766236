import BareRuntime
import EnvoyProtocol

/// A reply to one of the five SQLite commands of version 2: what all of them can say (`SQL-1.3`).
protocol StagedCommitResponse {
  static func fenceMismatch(_ mismatch: Envoy.V2.SqliteFenceMismatch) -> Self
  static func errorResponse(_ error: Envoy.V2.SqliteErrorResponse) -> Self

  /// What only this command can say of a refusal; nil for nothing.
  static func special(_ refusal: SqliteRefusal) -> Self?
}

extension StagedCommitResponse {
  static func special(_ refusal: SqliteRefusal) -> Self? { nil }

  /// The form of a refusal: a fence is typed and shows the current state, the rest is text.
  init(refusing refusal: SqliteRefusal, meta: Envoy.V2.SqliteMeta?) {
    switch (refusal, meta) {
    case (.generation, let meta?), (.head, let meta?):
      self = .fenceMismatch(.init(actualMeta: meta, reason: "\(refusal)"))
    default:
      self = Self.special(refusal) ?? .errorResponse(.init(message: "\(refusal)"))
    }
  }
}

extension Envoy.V2.SqliteGetPagesResponse: StagedCommitResponse {}
extension Envoy.V2.SqliteCommitStageBeginResponse: StagedCommitResponse {}
extension Envoy.V2.SqliteCommitStageResponse: StagedCommitResponse {}

extension Envoy.V2.SqliteCommitResponse: StagedCommitResponse {
  static func special(_ refusal: SqliteRefusal) -> Self? {
    guard case .tooLarge(let byteCount, let maximum) = refusal else { return nil }
    return .tooLarge(.init(actualSizeBytes: byteCount, maxSizeBytes: maximum))
  }
}

extension Envoy.V2.SqliteCommitFinalizeResponse: StagedCommitResponse {
  static func special(_ refusal: SqliteRefusal) -> Self? {
    switch refusal {
    case .stageMissing(let txid), .stageUnfinished(let txid), .stageOutdated(_, let txid):
      .stageNotFound(.init(stageId: txid))
    default: nil
    }
  }
}

extension SqliteDatabase {
  /// The state as every reply of version 2 carries it.
  var meta: Envoy.V2.SqliteMeta {
    Envoy.V2.SqliteMeta(
      generation: generation, headTxid: headTxid, materializedTxid: materializedTxid,
      dbSizePages: pageCount, pageSize: UInt32(SqliteLimits.pageByteCount),
      creationTsMs: creationTimeMilliseconds, maxDeltaBytes: limits.commitByteCount)
  }

  /// What an envoy is told when it starts an actor (`SQL-5.4`).
  var startupData: Envoy.V2.SqliteStartupData {
    let first = table[1]
    let page = Envoy.V2.SqliteFetchedPage(
      pgno: 1, bytes: first.flatMap { try? Bytes($0.bytes) })
    return .init(generation: generation, meta: meta, preloadedPages: [page])
  }
}

extension Envoy.V2.SqliteFetchedPage {
  init(_ number: UInt32, _ content: SqliteDatabase.PageContent) {
    switch content {
    case .absent: self.init(pgno: number)
    case .bytes(let bytes): self.init(pgno: number, bytes: try? Bytes(bytes))
    }
  }
}
