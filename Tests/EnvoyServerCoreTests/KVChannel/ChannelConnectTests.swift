import BareRuntime
import KVChannelProtocol
import Testing

@testable import EnvoyServerCore

/// Connecting to the KV channel, its pulse and its end, as its scenarios number them.
@Suite struct ChannelConnectTests {
  @Test(
    "1, 2, 61: a client is taken on in silence, and pinged every 3 s with the time of the clock")
  func pings() throws {
    var world = World()
    let channel = Channel(&world)
    let slash = world.open("/kv/connect/?namespace=ns&protocol_version=1")
    #expect(world.take(channel.connection) == [])
    #expect(world.closes[slash] == nil)
    for _ in 0..<5 {
      world.pass(milliseconds: 2999)
      #expect(world.take(channel.connection) == [])
      world.pass(milliseconds: 1)
      #expect(try channel.messages(&world) == [.ping(.init(ts: world.now))])
      let pong = KVChannel.V1.ToServer.pong(.init(ts: world.now))
      world.handle(.message(channel.connection, try pong.encoded()))
    }
  }

  @Test(
    "2, 6, 7: who asks for the wrong thing is refused",
    arguments: [
      ("/kv/connectx?namespace=ns&protocol_version=1", "guard.no_route"),
      ("/kv/connect?namespace=ns", "core.internal_error"),
      ("/kv/connect?namespace=ns&protocol_version=0", "core.internal_error"),
      ("/kv/connect?namespace=ns&protocol_version=2", "core.internal_error"),
      ("/kv/connect?namespace=ns&protocol_version=abc", "core.internal_error"),
      ("/kv/connect?namespace=ns&protocol_version=1abc", "core.internal_error"),
      ("/kv/connect?namespace=ns&protocol_version=", "core.internal_error"),
      ("/kv/connect?protocol_version=1", "core.internal_error"),
      ("/kv/connect?namespace=other&protocol_version=1", "namespace.not_found"),
    ])
  func refusals(target: String, reason: String) {
    var world = World { ($0.existence, $0.namespaces) = (.declared, ["ns"]) }
    let connection = world.open(target)
    #expect(world.closes[connection] == CloseReason(code: 1011, text: "\(reason)#c1"))
    #expect(world.take(connection) == [])
  }

  @Test("3, 4, 5: a token is missing, wrong or right, and the journal does not tell it")
  func tokens() {
    var world = World { $0.token = "a+b&c=d%/?#" }
    func reason(_ token: String) -> String? {
      let connection = world.open("/kv/connect?namespace=ns&protocol_version=1\(token)")
      return world.closes[connection]?.text
    }
    #expect(reason("")?.hasPrefix("guard.missing_query_parameter") == true)
    for wrong in ["a%2Bb", "a%2Bb%26c%3Dd%25%2F%3F%24", "a%2Bb%26c%3Dd%25%2F%3F%23x", ""] {
      #expect(reason("&token=\(wrong)")?.hasPrefix("api.forbidden") == true)
    }
    #expect(reason("&token=a%2Bb%26c%3Dd%25%2F%3F%23") == nil)
    #expect(!"\(world.core.journal.entries)".contains("c=d"))
  }

  @Test("62, 63: without a pong a client is closed at the ping after 15 s, whatever it sends")
  func silence() throws {
    var world = World()
    let (silent, other) = (Channel(&world), Channel(&world))
    _ = try silent.ask(&world, "x", .actorOpenRequest)
    for _ in 0..<15 {
      world.pass(milliseconds: 1000)
      _ = try silent.code(&world, "x", .get([1]))
      world.handle(
        .message(other.connection, try KVChannel.V1.ToServer.pong(.init(ts: 0)).encoded()))
    }
    #expect(world.closes[silent.connection] == nil)
    world.pass(milliseconds: 3000)
    #expect(
      world.closes[silent.connection] == CloseReason(code: 1000, text: "pong timeout"))
    #expect(try other.code(&world, "x", .get([1])) == "actor_not_open")
  }

  @Test("64: any pong keeps a client alive", arguments: [0, -1, Int64.max])
  func pongs(time: Int64) throws {
    var world = World()
    let channel = Channel(&world)
    for _ in 0..<10 {
      world.pass(milliseconds: 14_000)
      world.handle(
        .message(channel.connection, try KVChannel.V1.ToServer.pong(.init(ts: time)).encoded()))
    }
    #expect(world.closes[channel.connection] == nil)
  }

  @Test("57, 58: text and what cannot be read get no answer, and the next request does")
  func unreadable() throws {
    var world = World()
    let channel = Channel(&world)
    let open: [UInt8] = [0, 1, 0, 0, 0, 1, 0x61, 0]
    for bytes in [[], [0xff], open + [0], [0x80, 0] + open.dropFirst(), [2]] as [[UInt8]] {
      world.handle(.message(channel.connection, bytes))
    }
    world.handle(.text(channel.connection, "hello"))
    #expect(world.take(channel.connection) == [])
    #expect(try channel.code(&world, "a", .get([1])) == "actor_not_open")
  }

  @Test("65: a server that goes says so, reads no more, answers what it took, and closes")
  func drain() throws {
    var world = World()
    let channel = Channel(&world)
    _ = try channel.ask(&world, "x", .actorOpenRequest)
    world.handle(.control(.setLatency(.init(namespace: "ns", actor: "x"), milliseconds: 10)))
    let puts = (0..<3).map { ("x", Channel.Request.put(([$0], [$0]))) }
    #expect(try channel.burst(&world, puts) == [])
    world.handle(.control(.drain))
    try channel.post(&world, [("x", .get([1]))], from: 50)
    #expect(world.closes[channel.connection] == nil)
    world.pass(milliseconds: 100)
    #expect(
      try channel.messages(&world)
        == [.close] + (0..<3).map { .response(.init(requestId: $0, data: .kvPutResponse)) })
    #expect(world.closes[channel.connection] == CloseReason(code: 1000, text: "ws.closed"))
    let next = Channel(&world)
    _ = try next.ask(&world, "x", .actorOpenRequest)
    try next.post(&world, [("x", .get([0], [1], [2]))])
    world.pass(milliseconds: 100)
    #expect(try next.replies(&world).first?.data.pairs?.count == 3)
  }
}
