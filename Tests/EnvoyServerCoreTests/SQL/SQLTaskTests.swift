import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// Tasks of SQL: what they see, what they commit, and which come first.
@Suite struct SQLTaskTests {
  private var world = World()
  private let client: SQLClient

  init() { client = SQLClient(&world) }

  @Test("ENVOY-6.3: a task sees the pages of the last commit, and what it writes is one commit")
  mutating func commits() throws {
    try client.send(&world, "one")
    let first = try world.takeTask()
    #expect(first.work == .exec(sql: "one") && !first.reloads)
    #expect(first.snapshot.headTxid == 0 && first.snapshot.pageCount == 0)
    #expect(first.snapshot.page(1) == nil)
    world.finish(first, [(1, 7), (2, 8)])
    #expect(try client.replies(&world) == ["1: ok"])
    try client.send(&world, "two", id: 2)
    let second = try world.takeTask()
    #expect(second.session == first.session && !second.reloads)
    #expect(second.snapshot.headTxid == 1 && second.snapshot.pageCount == 2)
    #expect([0, 1, 2, 3].map { second.snapshot.fill($0) } == [nil, 7, 8, nil])
    world.finish(second)
    #expect(try client.replies(&world) == ["2: ok"])
    let database = world.core.namespaces["ns"]?.actors["a"]?.database
    #expect(database?.headTxid == 1 && database?.pageCount == 2)
    #expect(
      world.sqlEvents == [
        .began(task: 1, first.session, "exec", headTxid: 0),
        .committed(task: 1, first.session, txid: 1, dirtyPageCount: 2, pageCount: 2),
        .answered(task: 1, first.session, isInTransaction: false),
        .began(task: 2, first.session, "exec", headTxid: 1),
        .answered(task: 2, first.session, isInTransaction: false),
      ])
  }

  @Test("a task that only reads makes no database")
  mutating func reads() throws {
    try client.send(&world, "read")
    world.finish(try world.takeTask())
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database == nil)
  }

  @Test("ENVOY-6.3: a script that fails keeps what it did before")
  mutating func partly() throws {
    try client.send(&world, "some")
    world.finish(try world.takeTask(), [(1, 3)], size: 1, outcome: .failed("no"))
    #expect(try client.replies(&world) == ["1: core/internal_error: no"])
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database?.headTxid == 1)
  }

  @Test("ENVOY-6.3: a snapshot stays as it is while others commit")
  mutating func snapshots() throws {
    try client.send(&world, "write")
    world.finish(try world.takeTask(), [(1, 1), (2, 1)])
    try client.send(&world, "slow", id: 2)
    let slow = try world.takeTask()
    try commitPages([(1, 9)])
    #expect(slow.snapshot.fill(1) == 1)
    world.finish(slow)
    try client.send(&world, "next", id: 3)
    let next = try world.takeTask()
    #expect(next.reloads && next.snapshot.fill(1) == 9 && next.snapshot.fill(2) == nil)
  }

  @Test("ENVOY-6.3: what was written over pages that are no longer current is not committed")
  mutating func fence() throws {
    try client.send(&world, "write")
    let task = try world.takeTask()
    try commitPages([(1, 9)])
    _ = try client.replies(&world)
    world.finish(task, [(1, 1)], size: 1)
    #expect(
      try client.replies(&world) == [
        "1: core/internal_error: sqlite worker hit fatal storage error: "
          + "commit head_txid 0 did not match current head_txid 1"
      ])
    #expect(world.endedSessions == [task.session])
    let database = world.core.namespaces["ns"]?.actors["a"]?.database
    #expect(database?.headTxid == 1 && database?.table[1]?.bytes.first == 9)
    try client.send(&world, "again", id: 2)
    let next = try world.takeTask()
    #expect(next.session != task.session && !next.reloads && next.snapshot.headTxid == 1)
  }

  @Test("a generation that was bumped and a quota that is passed are fatal for a session too")
  mutating func otherFences() throws {
    let place = ActorPlace(namespace: "ns", actor: "a")
    try client.send(&world, "write")
    world.finish(try world.takeTask(), [(1, 1)], size: 1)
    try client.send(&world, "write", id: 2)
    let task = try world.takeTask()
    world.handle(.control(.bumpGeneration(place)))
    world.finish(task, [(1, 2)], size: 1)
    world.handle(.control(.setQuota(place, byteCount: 8192)))
    try client.send(&world, "write", id: 3)
    let large = try world.takeTask()
    #expect(large.rules.storageByteCount == 8192)
    world.finish(large, [(1, 2), (2, 2), (3, 2)], size: 3)
    world.handle(.control(.failNext(place, .commit)))
    try client.send(&world, "write", id: 4)
    world.finish(try world.takeTask(), [(1, 2)], size: 1)
    let texts = try client.replies(&world)
    #expect(texts.first == "1: ok" && texts.count == 4)
    for text in texts.dropFirst() { #expect(text.contains("hit fatal storage error: ")) }
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database?.headTxid == 1)
    #expect(world.endedSessions.count == 3)
  }

  @Test("ENVOY-6.3: in a transaction a session keeps its pages, until it commits or is fenced")
  mutating func transactions() throws {
    try client.send(&world, "BEGIN")
    world.finish(try world.takeTask(), isInTransaction: true)
    let other = SQLClient(&world, key: "envoy-2")
    try other.send(&world, "write")
    world.finish(try world.takeTask(), [(1, 5)], size: 1)
    try client.send(&world, "read", id: 2)
    let inside = try world.takeTask()
    #expect(inside.snapshot.headTxid == 0 && !inside.reloads)
    world.finish(inside, isInTransaction: true)
    try client.send(&world, "ROLLBACK", id: 3)
    world.finish(try world.takeTask())
    try client.send(&world, "read", id: 4)
    let outside = try world.takeTask()
    #expect(outside.snapshot.headTxid == 1 && outside.reloads && outside.session == inside.session)
  }

  @Test("a commit before a transaction is among the pages that the transaction sees")
  mutating func commitAndBegin() throws {
    try client.send(&world, "write and BEGIN")
    world.finish(try world.takeTask(), [(1, 5)], size: 1, isInTransaction: true)
    try client.send(&world, "COMMIT", id: 2)
    let task = try world.takeTask()
    #expect(task.snapshot.headTxid == 1 && task.snapshot.fill(1) == 5 && !task.reloads)
    world.finish(task, [(1, 6)], size: 1)
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database?.headTxid == 2)
    #expect(try client.replies(&world) == ["1: ok", "2: ok"])
  }

  @Test("pages that are none are fatal, and a result that nobody awaits is nothing")
  mutating func nonsense() throws {
    try client.send(&world, "write")
    let task = try world.takeTask()
    let commit = SQLCommit(pages: [.init(number: 1, bytes: [1])], pageCount: 1)
    let outcome = SQLOutcome.exec(.init(columns: [], rows: []))
    world.handle(.sqlDone(SQLResult(task: task.number, outcome: outcome, commit: commit)))
    world.handle(.sqlDone(SQLResult(task: task.number, outcome: outcome)))
    world.handle(.sqlDone(SQLResult(task: 99, outcome: outcome)))
    #expect(try client.replies(&world).count == 1)
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database?.headTxid ?? 0 == 0)
    try client.send(&world, "two", id: 2)
    let wrong = SQLOutcome.batch([])
    world.finish(try world.takeTask(), outcome: wrong)
    #expect(
      try client.replies(&world) == [
        "2: core/internal_error: the result is of another kind than the request"
      ])
  }

  /// A commit of pages, by whoever hosts the actor.
  private mutating func commitPages(_ pages: [(UInt32, UInt8)]) throws {
    let dirty = try pages.map { Envoy.V6.SqliteDirtyPage(pgno: $0.0, bytes: try Bytes(page($0.1))) }
    try client.envoy.send(
      &world,
      .sqliteCommitRequest(
        .init(
          requestId: 77,
          data: .init(
            actorId: "a", dirtyPages: dirty, dbSizePages: 1, nowMs: 0, expectedGeneration: 1))))
  }
}
