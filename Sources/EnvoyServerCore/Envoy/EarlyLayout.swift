import EnvoyProtocol

/// Messages of version 2 in the layout of its preview builds, which puts a schema version in front
/// of `SqliteMeta` and of the startup data, and is else the same (`SQL-1.2`).
extension Envoy.V2PR4673.ToEnvoy {
  init(_ message: Envoy.V2.ToEnvoy) {
    switch message {
    case .toEnvoyInit(let value): self = .toEnvoyInit(value)
    case .commands(let commands): self = .commands(commands.map { .init($0) })
    case .ackEvents(let value): self = .ackEvents(value)
    case .kvResponse(let value): self = .kvResponse(value)
    case .tunnelMessage(let value): self = .tunnelMessage(value)
    case .ping(let value): self = .ping(value)
    case .sqliteGetPagesResponse(let reply):
      self = .sqliteGetPagesResponse(
        .init(requestId: reply.requestId, data: .init(reply.data)))
    case .sqliteCommitResponse(let reply):
      self = .sqliteCommitResponse(.init(requestId: reply.requestId, data: .init(reply.data)))
    case .sqliteCommitStageBeginResponse(let reply):
      self = .sqliteCommitStageBeginResponse(
        .init(requestId: reply.requestId, data: .init(reply.data)))
    case .sqliteCommitStageResponse(let reply):
      self = .sqliteCommitStageResponse(
        .init(requestId: reply.requestId, data: .init(reply.data)))
    case .sqliteCommitFinalizeResponse(let reply):
      self = .sqliteCommitFinalizeResponse(
        .init(requestId: reply.requestId, data: .init(reply.data)))
    }
  }
}

extension Envoy.V2PR4673.SqliteMeta {
  /// The only schema version there is beside that of databases in an actor's KV, which is 1.
  fileprivate static let pagesSchemaVersion: UInt32 = 2

  fileprivate init(_ meta: Envoy.V2.SqliteMeta) {
    self.init(
      schemaVersion: Self.pagesSchemaVersion, generation: meta.generation, headTxid: meta.headTxid,
      materializedTxid: meta.materializedTxid, dbSizePages: meta.dbSizePages,
      pageSize: meta.pageSize, creationTsMs: meta.creationTsMs, maxDeltaBytes: meta.maxDeltaBytes)
  }
}

extension Envoy.V2PR4673.SqliteFenceMismatch {
  fileprivate init(_ mismatch: Envoy.V2.SqliteFenceMismatch) {
    self.init(actualMeta: .init(mismatch.actualMeta), reason: mismatch.reason)
  }
}

extension Envoy.V2PR4673.SqliteGetPagesResponse {
  fileprivate init(_ response: Envoy.V2.SqliteGetPagesResponse) {
    switch response {
    case .ok(let ok): self = .ok(.init(pages: ok.pages, meta: .init(ok.meta)))
    case .fenceMismatch(let mismatch): self = .fenceMismatch(.init(mismatch))
    case .errorResponse(let error): self = .errorResponse(error)
    }
  }
}

extension Envoy.V2PR4673.SqliteCommitResponse {
  fileprivate init(_ response: Envoy.V2.SqliteCommitResponse) {
    switch response {
    case .ok(let ok): self = .ok(.init(newHeadTxid: ok.newHeadTxid, meta: .init(ok.meta)))
    case .fenceMismatch(let mismatch): self = .fenceMismatch(.init(mismatch))
    case .tooLarge(let tooLarge): self = .tooLarge(tooLarge)
    case .errorResponse(let error): self = .errorResponse(error)
    }
  }
}

extension Envoy.V2PR4673.SqliteCommitStageBeginResponse {
  fileprivate init(_ response: Envoy.V2.SqliteCommitStageBeginResponse) {
    switch response {
    case .ok(let ok): self = .ok(ok)
    case .fenceMismatch(let mismatch): self = .fenceMismatch(.init(mismatch))
    case .errorResponse(let error): self = .errorResponse(error)
    }
  }
}

extension Envoy.V2PR4673.SqliteCommitStageResponse {
  fileprivate init(_ response: Envoy.V2.SqliteCommitStageResponse) {
    switch response {
    case .ok(let ok): self = .ok(ok)
    case .fenceMismatch(let mismatch): self = .fenceMismatch(.init(mismatch))
    case .errorResponse(let error): self = .errorResponse(error)
    }
  }
}

extension Envoy.V2PR4673.SqliteCommitFinalizeResponse {
  fileprivate init(_ response: Envoy.V2.SqliteCommitFinalizeResponse) {
    switch response {
    case .ok(let ok): self = .ok(.init(newHeadTxid: ok.newHeadTxid, meta: .init(ok.meta)))
    case .fenceMismatch(let mismatch): self = .fenceMismatch(.init(mismatch))
    case .stageNotFound(let missing): self = .stageNotFound(missing)
    case .errorResponse(let error): self = .errorResponse(error)
    }
  }
}

extension Envoy.V2PR4673.CommandWrapper {
  fileprivate init(_ wrapper: Envoy.V2.CommandWrapper) {
    switch wrapper.inner {
    case .stopActor(let stop): self.init(checkpoint: wrapper.checkpoint, inner: .stopActor(stop))
    case .startActor(let start):
      let data = start.sqliteStartupData.map { data in
        Envoy.V2PR4673.SqliteStartupData(
          generation: data.generation, meta: .init(data.meta), preloadedPages: data.preloadedPages)
      }
      self.init(
        checkpoint: wrapper.checkpoint,
        inner: .startActor(
          .init(
            config: start.config, hibernatingRequests: start.hibernatingRequests,
            preloadedKv: start.preloadedKv,
            sqliteSchemaVersion: Envoy.V2PR4673.SqliteMeta.pagesSchemaVersion,
            sqliteStartupData: data)))
    }
  }
}
