import KVChannelProtocol
import Testing

@testable import EnvoyClient

/// How a client connects, loses its connection, and comes back.
@Suite struct ConnectionTests {
  @Test("KV-A12.1: the target has namespace, version and token, percent-encoded")
  func target() {
    #expect(
      ClientDialect.channel.target(namespace: "n ä&=/~", token: "t+%", envoyKey: "unused")
        == "/kv/connect?namespace=n%20%C3%A4%26%3D%2F~&protocol_version=1&token=t%2B%25")
    #expect(
      ClientDialect.channel.target(namespace: "n", token: nil, envoyKey: "")
        == "/kv/connect?namespace=n&protocol_version=1")
    #expect(ClientDialect.channel.subprotocols(token: "t") == ["rivet"])
  }

  @Test("ENVOY-1.1, ENVOY-1.2: an envoy names version and key, its token is a subprotocol")
  func envoyTarget() {
    #expect(ClientDialect.all.count == 7)
    for version in 1...6 {
      let dialect = ClientDialect.all["envoy/v\(version)"]
      #expect(
        dialect?.target(namespace: "n&", token: "secret", envoyKey: "k-1")
          == "/envoys/connect?protocol_version=\(version)&namespace=n%26&envoy_key=k-1&version=1"
          + "&pool_name=default")
      #expect(dialect?.subprotocols(token: "secret") == ["rivet", "rivet_token.secret"])
      #expect(dialect?.subprotocols(token: nil) == ["rivet"])
    }
  }

  @Test("a client connects first, is ready once, and what is asked before that is not sent")
  func beginning() throws {
    var world = ClientWorld()
    world.settle()
    #expect(world.takeWishes() == [.connect])
    let early = world.call(.put("a"))
    #expect(world.takeFinished()[early]?.failure == .noConnection)
    try world.connect()
    #expect(world.takeWishes() == [.ready])
    #expect(world.outbox.isEmpty)
    try world.reconnect()
    #expect(world.takeWishes() == [.connect])
  }

  @Test("ENVOY-1.7: an envoy is ready at its greeting alone, and answers pings before it")
  func greeting() throws {
    for version in 1...6 {
      let dialect = try #require(ClientDialect.all["envoy/v\(version)"])
      var world = ClientWorld(dialect)
      world.session.connected(at: world.now)
      world.settle()
      #expect(world.takeWishes() == [.connect])
      let early = world.call(.get("a"))
      #expect(world.takeFinished()[early]?.failure == .noConnection)
      world.receive([5, 7, 0, 0, 0, 0, 0, 0, 0])
      #expect(world.takeSent().map { Array($0.suffix(8)) } == [[7, 0, 0, 0, 0, 0, 0, 0]])
      world.receive(ClientWorld.greeting)
      #expect(world.takeWishes() == [.ready], "version \(version)")
      world.receive(ClientWorld.greeting)
      #expect(world.takeWishes() == [])
      _ = world.call(.get("a"))
      #expect(world.takeSent().count == 1)
    }
  }

  @Test("KV-A12.7, ENVOY-1.9: all in flight fails at once by a loss, and is never sent again")
  func loss() throws {
    for dialect in ClientDialect.all.values {
      var world = try ClientWorld.connected(dialect)
      let calls = (0..<20).map { _ in world.call(.put("a")) }
      #expect(world.takeSent().count == 20)
      world.lose(1011, "gone#1")
      let finished = world.takeFinished()
      #expect(finished.count == 20)
      for call in calls { #expect(finished[call]?.failure == .connectionLost) }
      let late = world.call(.put("a"))
      #expect(world.takeFinished()[late]?.failure == .noConnection)
      world.advance(by: 1000)
      try world.connect()
      world.advance(by: 100_000)
      #expect(world.outbox.isEmpty && world.finished.isEmpty, "\(dialect)")
    }
  }

  @Test(
    "KV-A12.9, ENVOY-1.8: waits double from the first to 30,000 ms, longer by chance by 25 %",
    arguments: [0, 13, 25] as [Int64])
  func backoff(jitter: Int64) throws {
    var world = try ClientWorld.connected()
    let waits: [Int64] =
      [1000, 2000, 4000, 8000, 16_000] + Array(repeating: 30_000, count: 80)
    for (index, wait) in waits.enumerated() {
      world.lose(jitter: jitter)
      let expected = wait + wait * jitter / 100
      #expect(expected <= 37_500)
      #expect(world.session.deadlineMilliseconds == world.now + expected, "attempt \(index)")
      world.advance(by: expected - 1)
      #expect(world.takeWishes() == [], "attempt \(index)")
      world.advance(by: 1)
      #expect(world.takeWishes() == [.connect], "attempt \(index)")
    }
    try world.connect()
    world.lose(jitter: jitter)
    #expect(world.session.deadlineMilliseconds == world.now + 1000 + 10 * jitter)
  }

  @Test("ENVOY-1.8: a server that accepts and does not greet is waited for longer and longer")
  func noGreeting() throws {
    var world = ClientWorld(.envoy(.v2))
    for wait: Int64 in [1000, 2000, 4000] {
      world.session.connected(at: world.now)
      world.lose(1011, "ws.x")
      #expect(world.session.deadlineMilliseconds == world.now + wait)
      world.advance(by: wait)
    }
  }

  @Test("a first wait of any length never makes one that is negative or above 30,000 ms")
  func oddWaits() throws {
    for reconnect: Int64 in [1, 3, 20_000, 60_000, 1 << 50, 1 << 60, .max] {
      var world = try ClientWorld.connected(reconnect: reconnect)
      for attempt in 0..<40 {
        world.lose()
        let wait = try #require(world.session.deadlineMilliseconds) - world.now
        let least = min(reconnect, 30_000)
        #expect((least...30_000).contains(wait), "\(reconnect), attempt \(attempt): \(wait)")
        world.advance(by: wait)
      }
    }
  }

  @Test(
    "ENVOY-1.8: an eviction is the end for good, and nothing that only resembles it is",
    arguments: [
      (1000, "ws.eviction", true), (1000, "ws.eviction#abc", true), (1000, "ws.eviction#", true),
      (1000, "ws.eviction_something", false), (1000, "ws.eviction_something#a", false),
      (1000, "ws.evictio", false), (1000, "WS.EVICTION", false), (1000, "", false),
      (1000, "x#ws.eviction", false), (1011, "ws.eviction", false), (nil, "ws.eviction", false),
    ] as [(UInt16?, String, Bool)])
  func eviction(code: UInt16?, reason: String, isEnd: Bool) throws {
    var world = try ClientWorld.connected(.envoy(.v6))
    let call = world.call(.put("a"))
    world.lose(code, reason)
    #expect(world.takeFinished()[call]?.failure == .connectionLost)
    #expect(world.session.isEnded == isEnd)
    #expect((world.session.deadlineMilliseconds == nil) == isEnd)
    world.advance(by: 1_000_000)
    #expect(world.takeWishes() == (isEnd ? [] : [.connect]))
    if isEnd {
      let late = world.call(.put("a"))
      #expect(world.takeFinished()[late]?.failure == .noConnection)
    }
  }

  @Test("KV-A12.9: the KV channel knows no eviction, and comes back")
  func noEviction() throws {
    var world = try ClientWorld.connected()
    world.lose(1000, "ws.eviction")
    #expect(!world.session.isEnded)
    world.advance(by: 1000)
    #expect(world.takeWishes() == [.connect])
  }

  @Test("KV-A12.9: after ToClientClose answers count, and nothing more is sent, not even a pong")
  func leaving() throws {
    var world = try ClientWorld.connected()
    let calls = [world.call(.put("a")), world.call(.put("a"))]
    let ids = try world.takeRequests().map(\.requestId)
    try world.sayClose()
    try world.ping(5)
    let late = world.call(.put("a"))
    #expect(world.takeFinished()[late]?.failure == .noConnection)
    #expect(world.outbox.isEmpty && world.wishes.isEmpty)
    try world.reply(ids[1], .kvPutResponse)
    #expect(world.wishes.isEmpty)
    try world.reply(ids[0], .kvPutResponse)
    #expect(Set(world.takeFinished().keys) == Set(calls))
    #expect(world.takeWishes() == [.disconnect])
    world.lose()
    world.advance(by: 1000)
    #expect(world.takeWishes() == [.connect])
    #expect(world.outbox.isEmpty)
  }

  @Test("KV-A12.9: a server that goes and owes nothing is left at once, one that owes in a second")
  func leavingInTime() throws {
    var idle = try ClientWorld.connected()
    try idle.sayClose()
    #expect(idle.takeWishes() == [.disconnect])
    var world = try ClientWorld.connected()
    let call = world.call(.put("a"))
    try world.sayClose()
    world.advance(by: 999)
    #expect(world.takeWishes() == [] && world.finished.isEmpty)
    world.advance(by: 1)
    #expect(world.takeWishes() == [.disconnect])
    world.lose()
    #expect(world.takeFinished()[call]?.failure == .connectionLost)
  }

  @Test("close fails all at once, wants the end, and nothing brings the session back")
  func closing() throws {
    var world = try ClientWorld.connected()
    let call = world.call(.put("a"))
    world.close()
    #expect(world.takeWishes() == [.disconnect])
    #expect(world.takeFinished()[call]?.failure == .connectionLost)
    #expect(world.session.isEnded)
    world.lose()
    world.advance(by: 1_000_000)
    #expect(world.takeWishes() == [])
    let late = world.call(.put("a"))
    #expect(world.takeFinished()[late]?.failure == .noConnection)
    #expect(world.session.deadlineMilliseconds == nil)
  }

  @Test("a time limit of any length is none that overflows")
  func endlessTimeout() throws {
    var world = try ClientWorld.connected(timeout: .max)
    try world.open("a")
    let call = world.call(.put("a"))
    world.advance(by: 1 << 40)
    #expect(world.takeFinished()[call] == nil)
    #expect(world.takeSent().count == 1)
    try world.reconnect()
    #expect(try world.takeRequest().data == .actorOpenRequest)
  }
}
