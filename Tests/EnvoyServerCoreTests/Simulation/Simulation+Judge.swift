import BareRuntime
import EnvoyProtocol

@testable import EnvoyServerCore

/// Whether what the server says can be true.
extension Simulation {
  /// Looks at a message of the server, whether or not it ever arrives.
  mutating func judge(_ message: Envoy.V2.ToEnvoy) throws {
    switch message {
    case .commands(let commands):
      for command in commands {
        guard case .startActor(let start) = command.inner, let data = start.sqliteStartupData
        else { continue }
        try takeOver(command.checkpoint.actorId, data)
      }
    case .sqliteGetPagesResponse(let reply): try judge(reply)
    case .sqliteCommitResponse(let reply):
      guard
        case .commit(let actor, let generation, let head, let commit) =
          operations[reply.requestId]
      else { throw Unexpected("a reply to nothing") }
      if case .ok(let ok) = reply.data {
        try accept(
          reply.requestId, actor, generation, head,
          .init(txid: ok.newHeadTxid, pages: commit.pages, size: commit.size))
      }
    case .sqliteCommitFinalizeResponse(let reply):
      guard
        case .finalize(let actor, let generation, let head, let commit) =
          operations[reply.requestId]
      else { throw Unexpected("a reply to nothing") }
      if case .ok(let ok) = reply.data {
        guard ok.newHeadTxid == commit.txid else { throw Unexpected("another stage's id") }
        try accept(reply.requestId, actor, generation, head, commit)
      }
    case .sqliteCommitStageResponse(let reply):
      if case .stage(let actor, let txid) = operations[reply.requestId], case .ok = reply.data {
        plant(.visibleStage, actor) { database in
          database.table.store(
            StoredPage(bytes: Simulation.page(1 << 40), generation: 1, txid: txid), at: 1)
        }
      }
    default: break
    }
  }

  private mutating func takeOver(
    _ actor: String, _ data: Envoy.V2.SqliteStartupData
  ) throws {
    guard let model = models[actor] else { throw Unexpected("an unknown actor") }
    models[actor]?.generation += 1
    plant(.forgottenFence, actor) { database in
      let stages = database.stages
      var older = SqliteDatabase(
        limits: database.limits, creationTimeMilliseconds: database.creationTimeMilliseconds)
      for _ in 1..<max(1, database.generation - 1) { _ = older.takeOver() }
      older.table = database.table
      older.nextTxid = database.nextTxid
      older.headTxid = database.headTxid
      older.pageCount = database.pageCount
      older.stages = stages
      database = older
    }
    guard data.generation == model.generation + 1, data.meta.headTxid == model.head else {
      throw Unexpected("\(actor): started as generation \(data.generation)")
    }
    let first = data.preloadedPages.first?.bytes.map(Simulation.stamp)
    guard first == model.pages[1] else { throw Unexpected("\(actor): another page 1 at the start") }
  }

  private mutating func judge(_ reply: Envoy.V2.ToEnvoySqliteGetPagesResponse) throws {
    guard case .read(let actor, let numbers, let generation) = operations[reply.requestId],
      let model = models[actor]
    else { throw Unexpected("a reply to nothing") }
    guard case .ok(let ok) = reply.data else { return }
    // A first read opens a database that was never started.
    if model.generation == 0 { models[actor]?.generation = 1 }
    guard generation == max(1, model.generation) else { throw Unexpected("a stale read is served") }
    guard ok.pages.map(\.pgno) == numbers, ok.meta.headTxid == model.head else {
      throw Unexpected("\(actor): other pages, or another head")
    }
    for page in ok.pages {
      let expected = page.pgno <= model.size ? model.pages[page.pgno] ?? 0 : nil
      guard page.bytes.map(Simulation.stamp) == expected else {
        throw Unexpected("\(actor): page \(page.pgno) reads as something that was not committed")
      }
    }
  }

  /// A commit was acknowledged: it must have been allowed, and never be acknowledged again.
  private mutating func accept(
    _ id: UInt32, _ actor: String, _ generation: UInt64, _ head: UInt64, _ commit: PageModel.Commit
  ) throws {
    guard let model = models[actor] else { throw Unexpected("an unknown actor") }
    guard generation == max(1, model.generation), head == model.head, commit.txid > model.head
    else { throw Unexpected("\(actor): a commit that should have been fenced") }
    guard answered.insert(id).inserted else { throw Unexpected("one commit, twice") }
    models[actor]?.append(commit)
    committedCount += 1
    let size = commit.size
    if let page = commit.pages.first {
      plant(.lostWrite, actor) { database in
        database.table.store(
          StoredPage(bytes: Simulation.page(0), generation: 1, txid: 1), at: page.number)
      }
    }
    if size < model.size, let (number, stamp) = model.pages.first(where: { $0.key > size }) {
      plant(.unstableShrink, actor) { database in
        database.table.store(
          StoredPage(bytes: Simulation.page(stamp), generation: 1, txid: 1), at: number)
      }
    }
    plant(.movedHead, actor) { database in
      database.nextTxid += 1
      database.headTxid += 1
    }
  }

  /// Makes the store wrong, if this is the bug to be found.
  private mutating func plant(
    _ bug: Bug, _ actor: String, _ change: (inout SqliteDatabase) -> Void
  ) {
    guard self.bug == bug else { return }
    world.core.withActor(place(actor)) { actor in
      if var database = actor.database {
        change(&database)
        actor.database = database
      }
    }
  }
}
