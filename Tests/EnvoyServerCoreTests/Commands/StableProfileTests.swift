import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// The five SQLite commands where a generation stays, by the numbers of their scenarios.
@Suite struct StableProfileTests {
  private var world = World { $0.profile = .stable }
  private let database: Database

  init() { database = Database(connection: world.connect()) }

  private func isOK(_ response: Envoy.V2.SqliteCommitResponse) -> Bool {
    if case .ok = response { true } else { false }
  }

  @Test("1, 2, 3: every start is generation 1, with head, size and page 1")
  mutating func starts() throws {
    #expect(try database.start(&world).generation == 1)
    #expect(isOK(try database.commit(&world, 1, 0, [(1, page(7))], size: 1)))
    let second = try database.start(&world)
    #expect(second.generation == 1)
    #expect(second.meta.headTxid == 1)
    #expect(second.preloadedPages == [.init(pgno: 1, bytes: try Bytes(page(7)))])
  }

  @Test("9, 17, 45: another generation is an error in text, whatever else is wrong")
  mutating func generations() throws {
    _ = try database.start(&world)
    let text = "sqlite request generation 99 did not match active generation 1"
    #expect(try database.getPages(&world, 99, [1]).refusalText == text)
    #expect(try database.commit(&world, 99, 5, [], size: 1).refusalText == text)
    #expect(try database.begin(&world, 99).refusalText == text)
    #expect(try database.stage(&world, 99, 999, 0, [], isLast: true).refusalText == text)
    #expect(try database.finalize(&world, 99, 0, 999, size: 1).refusalText == text)
    guard case .fenceMismatch(let mismatch) = try database.commit(&world, 1, 5, [], size: 1)
    else { throw Unexpected("the head is a fence") }
    #expect(mismatch.reason == "commit head_txid 5 did not match current head_txid 0")
  }

  @Test("11, 25: only the connection that started an actor may use its database")
  mutating func activity() throws {
    let text = "sqlite actor is not active on envoy connection"
    #expect(try database.getPages(&world, 1, [1]).refusalText == text)
    #expect(
      try database.getPages(&world, 1, [0]).refusalText
        == "sqlite get_pages does not accept page 0")
    _ = try database.start(&world)
    let other = Database(connection: world.connect(key: "envoy-2"))
    #expect(try other.commit(&world, 1, 0, [], size: 1).refusalText == text)
    #expect(isOK(try database.commit(&world, 1, 0, [], size: 1)))
  }

  @Test("an actor that was told to stop may commit until it has stopped")
  mutating func stopping() throws {
    _ = try database.start(&world)
    world.handle(.control(.stop(.init(namespace: "ns", actor: "a1"), .goingAway)))
    #expect(isOK(try database.commit(&world, 1, 0, [], size: 1)))
    let envoy = Envoy.V2.EventWrapper(
      checkpoint: .init(actorId: "a1", generation: 1, index: 0),
      inner: .actorStateUpdate(.init(state: .stopped(.init(code: .error)))))
    world.handle(.control(.setAlarm(.init(namespace: "ns", actor: "a1"), timeMilliseconds: nil)))
    let other = world.connect(key: "aaa")
    _ = try world.ask(.stopping, on: database.connection)
    _ = try world.ask(.events([envoy]), on: database.connection)
    #expect(
      try database.commit(&world, 1, 1, [], size: 1).refusalText
        == "sqlite actor is not active on envoy connection")
    let moved = Database(connection: other)
    #expect(isOK(try moved.commit(&world, 1, 1, [], size: 1)))
  }

  @Test("49, 51: a lost connection loses its stages, and a repeated start fences nobody")
  mutating func reconnect() throws {
    _ = try database.start(&world)
    guard case .ok(let ok) = try database.begin(&world, 1) else { throw Unexpected("begin") }
    _ = try database.stage(&world, 1, ok.txid, 0, [1], isLast: true)
    world.handle(.closed(database.connection))
    let again = Database(connection: world.connect())
    let commands = try world.messages(again.connection).compactMap { message in
      if case .commands(let commands) = message { commands } else { nil }
    }
    guard case .startActor(let start)? = commands.first?.first?.inner else {
      throw Unexpected("no start")
    }
    #expect(start.sqliteStartupData?.generation == 1)
    #expect(
      try again.finalize(&world, 1, 0, ok.txid, size: 1)
        == .stageNotFound(.init(stageId: ok.txid)))
    #expect(isOK(try again.commit(&world, 1, 0, [], size: 1)))
  }

  @Test("a start that was acknowledged is not repeated, and leaves the database closed")
  mutating func acknowledgedStart() throws {
    _ = try database.start(&world)
    let checkpoint = Envoy.V2.ActorCheckpoint(actorId: "a1", generation: 1, index: 1)
    _ = try world.ask(
      .ackCommands(.init(lastCommandCheckpoints: [checkpoint])), on: database.connection)
    world.handle(.closed(database.connection))
    let again = Database(connection: world.connect())
    #expect(
      try again.getPages(&world, 1, [1]).refusalText
        == "sqlite actor is not active on envoy connection")
  }
}
