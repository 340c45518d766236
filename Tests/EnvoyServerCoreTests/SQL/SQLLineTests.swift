import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// SQL that waits, is refused, or loses its session.
@Suite struct SQLLineTests {
  private var world = World { $0.remoteSQL.runningCount = 2 }
  private var client: SQLClient

  init() { client = SQLClient(&world) }

  @Test("ENVOY-6.2: checks go in their order")
  mutating func checks() throws {
    var declared = World {
      $0.existence = .declared
      $0.namespaces = ["ns"]
      $0.pools = ["default"]
    }
    let stranger = SQLClient(&declared)
    try stranger.send(&declared, "x", generation: 1 << 32)
    #expect(try stranger.replies(&declared) == ["1: core/internal_error: actor does not exist"])
    try client.send(&world, "x", generation: 1 << 32, namespace: "other")
    client.actor = ""
    try client.send(&world, "x", generation: 1 << 32)
    client.actor = "a"
    try client.send(&world, "x", generation: 1 << 32)
    try client.send(&world, "x", generation: 2)
    #expect(
      try client.replies(&world) == [
        "1: core/internal_error: actor does not exist",
        "1: core/internal_error: invalid sqlite actor id: it is empty",
        "1: core/internal_error: invalid sqlite actor generation",
        "1: core/internal_error: actor does not exist",
      ])
    #expect(world.tasks == [])
    #expect(world.sqlEvents.count == 4)
  }

  @Test(
    "ENVOY-6.2: the values of one statement have 131,072 bytes, and all of a batch are looked at")
  mutating func parameters() throws {
    func statement(_ blobByteCount: Int) throws -> Envoy.V6.SqliteBatchStatement {
      let blob = try Bytes([UInt8](repeating: 0, count: blobByteCount))
      return .init(
        sql: "x",
        params: [
          .valueNull, .valueInteger(.init(value: 1)), .valueText(.init(value: "é")),
          .valueBlob(.init(value: blob)),
        ])
    }
    func batch(_ statements: [Envoy.V6.SqliteBatchStatement]) throws {
      try client.envoy.send(
        &world,
        .sqliteExecuteBatchRequest(
          .init(
            requestId: 9,
            data: .init(
              namespaceId: "ns", actorId: "a", generation: 1, statements: statements))))
    }
    try batch([try statement(131_062), try statement(131_062)])
    #expect(world.tasks.count == 1)
    try batch([try statement(0), try statement(131_063)])
    #expect(world.tasks.count == 1)
    let reply = try client.envoy.messages(&world).last
    #expect(
      reply
        == .sqliteExecuteBatchResponse(
          .init(
            requestId: 9,
            data: .errorResponse(
              .init(
                group: "core", code: "internal_error",
                message: "remote sqlite bind params had 131073 bytes, exceeding limit 131072")))))
  }

  @Test("ENVOY-6.3: requests of one actor run one after another, whosever they are")
  mutating func order() throws {
    let other = SQLClient(&world, key: "envoy-2")
    try client.send(&world, "1", id: 1)
    try other.send(&world, "2", id: 2)
    try client.send(&world, "3", id: 3)
    var ran: [SQLWork] = []
    for _ in 0..<3 {
      let task = try world.takeTask()
      ran.append(task.work)
      world.finish(task)
    }
    #expect(ran == [.exec(sql: "1"), .exec(sql: "2"), .exec(sql: "3")])
    #expect(try client.replies(&world) == ["1: ok", "3: ok"])
    #expect(try other.replies(&world) == ["2: ok"])
  }

  @Test("so many actors' requests run at once, and the others have their turn in order")
  mutating func running() throws {
    for (index, actor) in ["a", "b", "c", "d"].enumerated() {
      client.actor = actor
      try client.send(&world, actor, id: UInt32(index))
    }
    #expect(world.tasks.map(\.snapshot.place.actor) == ["a", "b"])
    world.finish(world.tasks[1])
    #expect(world.tasks.map(\.snapshot.place.actor) == ["a", "b", "c"])
    client.actor = "a"
    try client.send(&world, "a", id: 9)
    world.finish(world.tasks[0])
    #expect(world.tasks.map(\.snapshot.place.actor) == ["a", "b", "c", "d"])
    world.finish(world.tasks[2])
    #expect(world.tasks.map(\.snapshot.place.actor) == ["a", "b", "c", "d", "a"])
  }

  @Test("ENVOY-6.3: 128 requests of a connection wait, the next is refused, and one may come again")
  mutating func full() throws {
    let other = SQLClient(&world, key: "envoy-2")
    for id in 0...128 { try client.send(&world, "x", id: UInt32(id)) }
    #expect(try client.replies(&world) == [])
    try client.send(&world, "x", id: 200)
    #expect(
      try client.replies(&world) == ["200: actor/overloaded: sqlite worker command queue is full"])
    try other.send(&world, "x", id: 1)
    #expect(try other.replies(&world) == [])
    // Another actor is free, so nothing has to wait for it.
    client.actor = "b"
    try client.send(&world, "x", id: 201)
    #expect(world.tasks.count == 2)
    client.actor = "a"
    world.finish(world.tasks[0])
    try client.send(&world, "x", id: 202)
    #expect(try client.replies(&world) == ["0: ok"])
  }

  @Test("ENVOY-6.4: what a connection had under way is dropped with it, and nothing comes late")
  mutating func connectionLost() throws {
    let other = SQLClient(&world, key: "envoy-2")
    try client.send(&world, "BEGIN")
    world.finish(try world.takeTask(), isInTransaction: true)
    try client.send(&world, "write", id: 2)
    try client.send(&world, "more", id: 3)
    let task = try world.takeTask()
    try other.send(&world, "read")
    world.handle(.closed(client.envoy.connection))
    #expect(world.endedSessions == [task.session])
    #expect(world.tasks == [])
    world.finish(task, [(1, 1)], size: 1)
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database == nil)
    #expect(world.sqlEvents.contains(.discarded(task: task.number, task.session)))
    let next = try world.takeTask()
    #expect(next.work == .exec(sql: "read") && next.session != task.session)
    world.finish(next)
    world.handle(.closed(other.envoy.connection))
    #expect(world.core.sql.lines.isEmpty)
  }

  @Test("ENVOY-6.3: when an actor stops its session is closed, and who waits is told so")
  mutating func stops() throws {
    let place = ActorPlace(namespace: "ns", actor: "a")
    world.handle(.control(.start(place, envoyKey: nil)))
    try client.send(&world, "one", id: 1)
    try client.send(&world, "two", id: 2)
    let task = try world.takeTask()
    try client.envoy.event(&world, "a", 1, 0, .failed)
    let closing = "core/internal_error: sqlite worker is closing"
    #expect(try client.replies(&world) == ["1: \(closing)", "2: \(closing)"])
    #expect(world.endedSessions == [task.session])
    world.finish(task, [(1, 1)], size: 1)
    #expect(try client.replies(&world) == [])
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database == nil)
    world.handle(.control(.start(place, envoyKey: nil)))
    try client.send(&world, "old", id: 3)
    try client.send(&world, "new", id: 4, generation: 2)
    #expect(try client.replies(&world) == ["3: core/internal_error: actor does not exist"])
    #expect(try world.takeTask().work == .exec(sql: "new"))
  }

  @Test("a start begins anew, though the number of the generation was known before")
  mutating func start() throws {
    try client.send(&world, "BEGIN")
    let task = try world.takeTask()
    world.finish(task, isInTransaction: true)
    world.handle(.control(.start(ActorPlace(namespace: "ns", actor: "a"), envoyKey: nil)))
    #expect(world.endedSessions == [task.session])
    try client.send(&world, "next", id: 2)
    #expect(try world.takeTask().session != task.session)
  }

  @Test("rules know a reply by its request, whenever it comes")
  mutating func faults() throws {
    var rule = FaultRule(name: "lost", point: .reply, act: .drop)
    rule.type = "SqliteExecRequest"
    world.handle(.control(.addFault(rule)))
    try client.send(&world, "write")
    world.finish(try world.takeTask(), [(1, 1)], size: 1)
    #expect(try client.replies(&world) == [])
    #expect(world.core.namespaces["ns"]?.actors["a"]?.database?.headTxid == 1)
  }

  @Test("the journal tells of SQL in its lines")
  mutating func trace() throws {
    try client.send(&world, "write")
    world.finish(try world.takeTask(), [(1, 1)], size: 1)
    let lines = world.core.journal.entries.filter { $0.messageType == "sql" }
      .map { $0.traceLine(.summary, sinceMilliseconds: world.now) }
    #expect(
      lines == [
        "+0ms c1 sql namespace=ns actor=a what=began task=1 session=s1 request=exec headTxid=0",
        "+0ms c1 sql namespace=ns actor=a what=committed task=1 session=s1 txid=1 "
          + "dirtyPageCount=1 pageCount=1",
        "+0ms c1 sql namespace=ns actor=a what=answered task=1 session=s1 isInTransaction=false",
      ])
  }
}
