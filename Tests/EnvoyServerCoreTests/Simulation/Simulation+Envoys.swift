import BareRuntime
import EnvoyProtocol
import LTX

@testable import EnvoyServerCore

/// What the envoys of a simulation do, and what they learn.
extension Simulation {
  /// Puts a request on its way, on what the envoy believes, or now and then on something else.
  mutating func ask(_ index: Int, _ actor: String) throws {
    guard envoys[index].connection != nil else { return }
    let view = envoys[index].views[actor] ?? View()
    let isOff = Int.random(in: 0..<8, using: &random) == 0
    let head = isOff ? UInt64.random(in: 0..<40, using: &random) : view.head
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<2: try read(index, actor, view)
    case 2..<5: try commit(index, actor, view, head)
    default: try goOn(index, actor, view, head)
    }
  }

  private mutating func post(
    _ index: Int, _ operation: Operation, _ message: (UInt32) throws -> Envoy.V2.ToRivet
  ) throws {
    let id = nextRequestID
    nextRequestID += 1
    operations[id] = operation
    envoys[index].outbox.append(try message(id).encoded())
  }

  private mutating func read(_ index: Int, _ actor: String, _ view: View) throws {
    let numbers = (0..<4).map { _ in UInt32.random(in: 1...12, using: &random) }
    try post(index, .read(actor: actor, numbers: numbers, generation: view.generation)) { id in
      .sqliteGetPagesRequest(
        .init(
          requestId: id,
          data: .init(actorId: actor, generation: view.generation, pgnos: numbers)))
    }
  }

  private mutating func commit(
    _ index: Int, _ actor: String, _ view: View, _ head: UInt64
  ) throws {
    let commit = someCommit(0)
    let dirty = try commit.pages.map {
      Envoy.V2.SqliteDirtyPage(pgno: $0.number, bytes: try Bytes(Simulation.page($0.stamp)))
    }
    let operation = Operation.commit(
      actor: actor, generation: view.generation, head: head, commit)
    try post(index, operation) { id in
      .sqliteCommitRequest(
        .init(
          requestId: id,
          data: .init(
            actorId: actor, generation: view.generation, expectedHeadTxid: head,
            dirtyPages: dirty, newDbSizePages: commit.size)))
    }
  }

  /// Begins a stage, or sends its next chunk, or finalizes it.
  private mutating func goOn(
    _ index: Int, _ actor: String, _ view: View, _ head: UInt64
  ) throws {
    guard var staged = view.staged else {
      return try post(index, .begin(actor: actor, generation: view.generation)) { id in
        .sqliteCommitStageBeginRequest(
          .init(requestId: id, data: .init(actorId: actor, generation: view.generation)))
      }
    }
    guard staged.sentCount < staged.chunks.count else {
      envoys[index].views[actor]?.staged = nil
      let operation = Operation.finalize(
        actor: actor, generation: view.generation, head: head, staged.commit)
      return try post(index, operation) { id in
        .sqliteCommitFinalizeRequest(
          .init(
            requestId: id,
            data: .init(
              actorId: actor, generation: view.generation, expectedHeadTxid: head,
              txid: staged.txid, newDbSizePages: staged.commit.size)))
      }
    }
    let chunk = staged.chunks[staged.sentCount]
    let chunkIndex = UInt32(staged.sentCount)
    staged.sentCount += 1
    envoys[index].views[actor]?.staged = staged
    try post(index, .stage(actor: actor, txid: staged.txid)) { id in
      .sqliteCommitStageRequest(
        .init(
          requestId: id,
          data: .init(
            actorId: actor, generation: view.generation, txid: staged.txid, chunkIdx: chunkIndex,
            bytes: try Bytes(chunk), isLast: staged.sentCount == staged.chunks.count)))
    }
  }

  /// Lets an envoy read what the server sent, and learn from it.
  mutating func deliverToEnvoy(_ index: Int) throws {
    guard !envoys[index].inbox.isEmpty else { return }
    let message = try Envoy.V2.ToEnvoy(decoding: envoys[index].inbox.removeFirst())
    switch message {
    case .commands(let commands):
      for command in commands {
        guard case .startActor(let start) = command.inner, let data = start.sqliteStartupData
        else { continue }
        learn(index, command.checkpoint.actorId, data.meta)
        envoys[index].views[command.checkpoint.actorId]?.staged = nil
      }
    case .sqliteGetPagesResponse(let reply):
      guard let actor = actor(of: reply.requestId) else { return }
      switch reply.data {
      case .ok(let ok): learn(index, actor, ok.meta)
      case .fenceMismatch(let mismatch): learn(index, actor, mismatch.actualMeta)
      case .errorResponse: break
      }
    case .sqliteCommitResponse(let reply):
      guard let actor = actor(of: reply.requestId) else { return }
      switch reply.data {
      case .ok(let ok): learn(index, actor, ok.meta)
      case .fenceMismatch(let mismatch): learn(index, actor, mismatch.actualMeta)
      case .errorResponse, .tooLarge: break
      }
    case .sqliteCommitStageBeginResponse(let reply):
      guard let actor = actor(of: reply.requestId), case .ok(let ok) = reply.data else { return }
      try prepare(index, actor, ok.txid)
    case .sqliteCommitFinalizeResponse(let reply):
      guard let actor = actor(of: reply.requestId), case .ok(let ok) = reply.data else { return }
      learn(index, actor, ok.meta)
    default: break
    }
  }

  private mutating func learn(_ index: Int, _ actor: String, _ meta: Envoy.V2.SqliteMeta) {
    envoys[index].views[actor, default: View()].generation = meta.generation
    envoys[index].views[actor]?.head = meta.headTxid
  }

  /// Cuts a blob for a stage that the server began.
  private mutating func prepare(_ index: Int, _ actor: String, _ txid: UInt64) throws {
    let commit = someCommit(txid)
    let header = LTXHeader(
      transactionID: txid, databasePageCount: commit.size, timestampMilliseconds: 1)
    let blob = try LTXFile(
      header: header,
      pages: commit.pages.map { LTXPage(number: $0.number, bytes: Simulation.page($0.stamp)) }
    ).encoded()
    let size = blob.count / Int.random(in: 1...4, using: &random) + 1
    let chunks = stride(from: 0, to: blob.count, by: size).map {
      Array(blob[$0..<min($0 + size, blob.count)])
    }
    envoys[index].views[actor, default: View()].staged = (txid, commit, chunks, 0)
  }

  func actor(of requestID: UInt32) -> String? {
    switch operations[requestID] {
    case .read(let actor, _, _), .commit(let actor, _, _, _), .begin(let actor, _),
      .stage(let actor, _), .finalize(let actor, _, _, _):
      actor
    case nil: nil
    }
  }
}
