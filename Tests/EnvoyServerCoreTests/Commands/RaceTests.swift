import BareRuntime
import EnvoyProtocol
import LTX
import Testing

@testable import EnvoyServerCore

/// Two holders of one actor, and two connections of one server.
@Suite struct RaceTests {
  private var world = World()
  private let database: Database

  init() throws {
    database = Database(connection: world.connect())
    _ = try database.start(&world)
  }

  @Test("46: in 100 commits that race with 20 starts, each start shows one commit, whole")
  mutating func startsAmongCommits() throws {
    var random = SplitMix64(seed: 46)
    var (generation, head, committed): (UInt64, UInt64, UInt8) = (1, 0, 0)
    for step: UInt8 in 1...100 {
      if step % 5 == 0 {
        let data = try database.start(&world)
        #expect(data.generation == generation + 1)
        let stale = try database.commit(
          &world, generation, head, [(1, page(99)), (2, page(99))], size: 2)
        guard case .fenceMismatch = stale else { throw Unexpected("two writers") }
        generation = data.generation
        #expect(data.meta.headTxid == head)
        #expect(
          data.preloadedPages.first { $0.pgno == 1 }?.bytes?.first == (head == 0 ? nil : committed))
      }
      let isStale = Bool.random(using: &random)
      let reply = try database.commit(
        &world, isStale ? generation - 1 : generation, head, [(1, page(step)), (2, page(step))],
        size: 2)
      switch reply {
      case .ok(let ok) where !isStale: (head, committed) = (ok.newHeadTxid, step)
      case .fenceMismatch where isStale: break
      default: throw Unexpected("step \(step): \(reply)")
      }
      #expect(
        try database.fills(&world, generation, [1, 2])
          == (head == 0 ? [nil, nil] : [committed, committed]))
    }
  }

  @Test("53: replies of two connections that take turns come to each in its own order")
  mutating func turns() throws {
    let connections = [database.connection, world.connect(key: "envoy-2")]
    for connection in connections { _ = world.take(connection) }
    for id: UInt32 in 0..<20 {
      for connection in connections {
        let request = Envoy.V2.ToRivet.sqliteGetPagesRequest(
          .init(requestId: id, data: .init(actorId: "a1", generation: 1, pgnos: [1])))
        world.handle(.message(connection, try request.encoded()))
      }
    }
    for connection in connections {
      let ids = try world.messages(connection).map { message in
        if case .sqliteGetPagesResponse(let reply) = message { reply.requestId } else { UInt32.max }
      }
      #expect(ids == Array(0..<20))
    }
  }

  @Test("54: keys and pages asked for under one id are both answered, each in its kind")
  mutating func sameID() throws {
    _ = world.take(database.connection)
    let keys = Envoy.V2.ToRivet.kvRequest(
      .init(actorId: "a1", requestId: 0, data: .getRequest(.init(keys: [[1]]))))
    let pages = Envoy.V2.ToRivet.sqliteGetPagesRequest(
      .init(requestId: 0, data: .init(actorId: "a1", generation: 1, pgnos: [1])))
    for message in [keys, pages] {
      world.handle(.message(database.connection, try message.encoded()))
    }
    let kinds = try world.messages(database.connection).map { message in
      switch message {
      case .kvResponse(let reply) where reply.requestId == 0: "keys"
      case .sqliteGetPagesResponse(let reply) where reply.requestId == 0: "pages"
      default: "other"
      }
    }
    #expect(kinds == ["keys", "pages"])
  }

  @Test("39: a stage may take the last byte of the quota, and not one more", arguments: [0, 1])
  mutating func exactQuota(missingByteCount: Int) throws {
    let bytes = try blob(1, size: 1, [(1, 7)])
    let place = ActorPlace(namespace: "ns", actor: "a1")
    world.handle(
      .control(.setQuota(place, byteCount: UInt64(bytes.count - missingByteCount))))
    guard case .ok(let begun) = try database.begin(&world, 1) else { throw Unexpected("no stage") }
    let reply = try database.stage(&world, 1, begun.txid, 0, bytes, isLast: true)
    #expect((reply.refusalText == nil) == (missingByteCount == 0))
  }

  @Test("42: a block of literals and one with matches are the same page")
  mutating func blocks() throws {
    let matched = try blob(1, size: 1, [(1, 0x11)])
    let block: [UInt8] = [0xf0] + [UInt8](repeating: 0xff, count: 16) + [1] + page(0x11)
    let literals =
      Array(matched[..<100]) + [0, 0, 0, 1, 0, 1, 0, 0, 0x10, 0x12] + block
      + [0, 0, 0, 0, 0, 0, 1, 100, 0x9c, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 5]
      + [UInt8](repeating: 0, count: 16)
    #expect(literals.count == 4259)
    for (head, bytes) in [(UInt64(0), matched), (1, literals)] {
      guard case .ok(let begun) = try database.begin(&world, 1) else {
        throw Unexpected("no stage")
      }
      _ = try database.stage(&world, 1, begun.txid, 0, bytes, isLast: true)
      guard case .ok = try database.finalize(&world, 1, head, begun.txid, size: 1) else {
        throw Unexpected("not taken")
      }
      #expect(try database.fills(&world, 1, [1]) == [0x11])
    }
  }
}
