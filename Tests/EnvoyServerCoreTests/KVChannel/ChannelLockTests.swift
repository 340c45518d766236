import BareRuntime
import KVChannelProtocol
import Testing

@testable import EnvoyServerCore

/// Who holds an actor, and whose turn it is, as the KV channel's scenarios number it.
@Suite struct ChannelLockTests {
  private static let x = ActorPlace(namespace: "ns", actor: "x")

  private func pair(
    _ profile: KVChannelOptions.LockProfile = .evict
  ) throws -> (World, Channel, Channel) {
    var world = World { $0.kvChannel.lockProfile = profile }
    let (a, b) = (Channel(&world), Channel(&world))
    #expect(try a.ask(&world, "x", .actorOpenRequest) == .actorOpenResponse)
    return (world, a, b)
  }

  @Test("9, 14, 55: requests sent at once are answered in their order")
  func bursts() throws {
    var (world, a, _) = try pair()
    let first = try a.burst(
      &world, [("y", .actorOpenRequest), ("y", .put(([1], [2]))), ("y", .get([1]))])
    #expect(
      first == [
        .actorOpenResponse, .kvPutResponse, .kvGetResponse(.init(keys: [[1]], values: [[2]])),
      ])
    let second = try a.burst(
      &world, [("y", .actorOpenRequest), ("y", .actorCloseRequest), ("y", .get([1]))])
    #expect(Array(second[..<2]) == [.actorOpenResponse, .actorCloseResponse])
    #expect(second[2].code == "actor_not_open")
  }

  @Test("45, 46, 47: the last to open holds; the loser's close does nothing; both may take it back")
  func eviction() throws {
    var (world, a, b) = try pair()
    #expect(try b.ask(&world, "x", .actorOpenRequest) == .actorOpenResponse)
    #expect(try a.code(&world, "x", .get([1])) == "actor_locked")
    #expect(try a.ask(&world, "x", .actorCloseRequest) == .actorCloseResponse)
    #expect(try b.code(&world, "x", .put(([1], [1]))) == nil)
    #expect(try a.ask(&world, "x", .actorOpenRequest) == .actorOpenResponse)
    #expect(try b.code(&world, "x", .put(([1], [1]))) == "actor_locked")
    #expect(try a.ask(&world, "x", .actorCloseRequest) == .actorCloseResponse)
    #expect(try b.code(&world, "x", .get([1])) == "actor_not_open")
  }

  @Test("49, 50: a connection that goes frees what it holds, and nothing else")
  func disconnects() throws {
    var (world, a, b) = try pair()
    _ = try b.ask(&world, "x", .actorOpenRequest)
    world.handle(.closed(a.connection))
    #expect(try b.code(&world, "x", .put(([1], [1]))) == nil)
    world.handle(.closed(b.connection))
    let c = Channel(&world)
    #expect(try c.code(&world, "x", .get([1])) == "actor_not_open")
    #expect(world.core.namespaces["ns"]?.lines.isEmpty == true)
  }

  @Test("where the first holds, the second is refused until it has gone")
  func refusing() throws {
    var (world, a, b) = try pair(.refuse)
    #expect(try b.code(&world, "x", .actorOpenRequest) == "actor_locked")
    #expect(try b.code(&world, "x", .get([1])) == "actor_locked")
    #expect(try a.code(&world, "x", .get([1])) == nil)
    world.handle(.closed(a.connection))
    #expect(try b.ask(&world, "x", .actorOpenRequest) == .actorOpenResponse)
    #expect(try b.code(&world, "x", .get([1])) == nil)
  }

  @Test("where nobody holds, both may write, and each needs to open")
  func sharing() throws {
    var (world, a, b) = try pair(.none)
    #expect(try b.code(&world, "x", .get([1])) == "actor_not_open")
    _ = try b.ask(&world, "x", .actorOpenRequest)
    #expect(try a.code(&world, "x", .put(([1], [1]))) == nil)
    #expect(try b.code(&world, "x", .put(([1], [2]))) == nil)
    _ = try b.ask(&world, "x", .actorCloseRequest)
    #expect(try b.code(&world, "x", .get([1])) == "actor_not_open")
    #expect(try a.code(&world, "x", .get([1])) == nil)
  }

  @Test("51: an open of what is open changes nothing, and one close is enough")
  func reopening() throws {
    var (world, a, _) = try pair()
    #expect(try a.ask(&world, "x", .actorOpenRequest) == .actorOpenResponse)
    _ = try a.ask(&world, "x", .actorCloseRequest)
    #expect(try a.code(&world, "x", .get([1])) == "actor_not_open")
    #expect(try a.ask(&world, "never", .actorCloseRequest) == .actorCloseResponse)
  }

  @Test("54: one actor more than a connection may have open is refused, and evicts nobody")
  func openActorLimit() throws {
    var world = World { $0.kvChannel.openActorCount = 3 }
    let (a, b) = (Channel(&world), Channel(&world))
    _ = try a.burst(&world, ["a", "b", "c"].map { ($0, .actorOpenRequest) })
    _ = try b.ask(&world, "d", .actorOpenRequest)
    #expect(try a.code(&world, "d", .actorOpenRequest) == "too_many_actors")
    #expect(try a.code(&world, "d", .get([1])) == "actor_locked")
    #expect(try b.code(&world, "d", .get([1])) == nil)
    #expect(try a.code(&world, "e", .actorOpenRequest) == "too_many_actors")
    #expect(try a.code(&world, "e", .get([1])) == "actor_not_open")
    #expect(try a.ask(&world, "a", .actorOpenRequest) == .actorOpenResponse)
    _ = try a.ask(&world, "a", .actorCloseRequest)
    #expect(try a.ask(&world, "e", .actorOpenRequest) == .actorOpenResponse)
    _ = try b.ask(&world, "b", .actorOpenRequest)
    #expect(try a.ask(&world, "d", .actorOpenRequest) == .actorOpenResponse)
  }

  @Test("41, 42: a slow actor keeps the order of its requests, and keeps no other waiting")
  func slowActors() throws {
    var (world, a, _) = try pair()
    _ = try a.ask(&world, "y", .actorOpenRequest)
    world.handle(.control(.setLatency(Self.x, milliseconds: 2000)))
    let puts = (1...50).map { ("x", Channel.Request.put(([1], [UInt8($0)]))) }
    #expect(try a.burst(&world, puts + [("x", .get([1]))]) == [])
    #expect(try a.code(&world, "y", .put(([1], [1]))) == nil)
    for _ in 0..<51 {
      world.pass(milliseconds: 2000)
      world.handle(
        .message(a.connection, try KVChannel.V1.ToServer.pong(.init(ts: 0)).encoded()))
    }
    let replies = try a.replies(&world)
    #expect(replies.map(\.requestId) == (0...50).map { UInt32($0) })
    #expect(replies.last?.data.pairs == [[[1], [50]]])
  }

  @Test("43: what waits beyond 64 is refused at once, and the rest is done in order")
  func backpressure() throws {
    var (world, a, _) = try pair()
    world.handle(.control(.setLatency(Self.x, milliseconds: 10)))
    let gets = (0..<75).map { _ in ("x", Channel.Request.get([1])) }
    let refused = try a.burst(&world, gets)
    #expect(refused.count == 10)
    #expect(refused.allSatisfy { $0.code == "backpressure" })
    world.pass(milliseconds: 1000)
    #expect(try a.replies(&world).map(\.requestId) == (0..<65).map { UInt32($0) })
  }

  @Test("a holder that is evicted finishes what is at work, and nothing that waits")
  func evictionInMidWork() throws {
    var (world, a, b) = try pair()
    world.handle(.control(.setLatency(Self.x, milliseconds: 100)))
    _ = try a.burst(&world, [("x", .put(([1], [1]))), ("x", .put(([1], [2])))])
    #expect(try b.burst(&world, [("x", .actorOpenRequest), ("x", .get([1]))]) == [])
    world.pass(milliseconds: 100)
    #expect(try a.replies(&world).map(\.data.code) == [nil, "actor_locked"])
    #expect(try b.replies(&world).map(\.data) == [.actorOpenResponse])
    world.pass(milliseconds: 100)
    #expect(try b.replies(&world).map(\.data.pairs) == [[[[1], [1]]]])
  }

  @Test("a close and an open sent at once leave the actor open, however slow it is")
  func closeThenOpen() throws {
    var (world, a, b) = try pair()
    world.handle(.control(.setLatency(Self.x, milliseconds: 100)))
    _ = try a.burst(
      &world, [("x", .get([1])), ("x", .actorCloseRequest), ("x", .actorOpenRequest)])
    _ = try b.burst(&world, [("x", .actorOpenRequest)])
    try a.post(&world, [("x", .actorOpenRequest), ("x", .get([1]))], from: 3)
    world.pass(milliseconds: 1000)
    #expect(try a.replies(&world).map(\.data.code) == [nil, nil, nil, nil, nil])
    #expect(try b.code(&world, "x", .get([1])) == "actor_locked")
  }

  @Test("66: of a connection that goes, every put that was taken is done before another opens")
  func disconnectInMidWork() throws {
    var (world, a, b) = try pair()
    world.handle(.control(.setLatency(Self.x, milliseconds: 100)))
    _ = try a.burst(&world, (0..<10).map { ("x", .put(([$0], [$0]))) })
    world.handle(.closed(a.connection))
    #expect(try b.code(&world, "z", .get([1])) == "actor_not_open")
    world.pass(milliseconds: 2000)
    let keys = try (0..<10).map { try Bytes([UInt8($0)]) }
    try b.post(&world, [("x", .actorOpenRequest), ("x", .kvGetRequest(.init(keys: keys)))])
    world.pass(milliseconds: 100)
    #expect(try b.replies(&world).last?.data.pairs?.count == 10)
  }

  @Test("69: two servers share nothing")
  func twoServers() throws {
    var (first, a, _) = try pair()
    var (second, _, b) = try pair()
    #expect(try a.code(&first, "x", .put(([1], [1]))) == nil)
    _ = try b.ask(&second, "x", .actorOpenRequest)
    #expect(try b.ask(&second, "x", .get([1])).pairs == [])
  }
}
