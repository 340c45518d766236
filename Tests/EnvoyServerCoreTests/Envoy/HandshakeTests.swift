import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// How an envoy is taken on, as the protocol's scenarios number it.
@Suite struct HandshakeTests {
  private static let good: KeyValuePairs = [
    "protocol_version": "6", "namespace": "ns", "envoy_key": "abc", "version": "1",
    "pool_name": "default",
  ]

  private static func target(_ name: String = "", _ value: String? = "") -> String {
    let pairs = good.map { ($0.key, $0.key == name ? value : $0.value) }
    return "/envoys/connect?"
      + pairs.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "&")
  }

  @Test("1, 2: the first message is Init, the second a Ping, whether or not the envoy speaks")
  func opening() throws {
    var world = World()
    let connection = world.open(Self.target())
    let messages = try world.take(connection).map { try Envoy.V6.ToEnvoy(decoding: $0) }
    #expect(
      messages == [
        .toEnvoyInit(
          .init(
            metadata: .init(
              envoyLostThreshold: 15_000, actorStopThreshold: 1_800_000,
              maxResponsePayloadSize: 20_971_520))),
        .ping(.init(ts: world.now)),
      ])
  }

  @Test(
    "3, 5, 7: a parameter that is missing or wrong closes with ws.invalid_request",
    arguments: [
      ("protocol_version", nil), ("protocol_version", "abc"), ("protocol_version", "70000"),
      ("protocol_version", "0"), ("protocol_version", "7"), ("namespace", nil),
      ("envoy_key", nil), ("envoy_key", "ab"), ("envoy_key", String(repeating: "a", count: 129)),
      ("envoy_key", "-ab"), ("envoy_key", "ab-"), ("envoy_key", "a.b"), ("version", nil),
      ("version", "x"), ("version", "4294967296"), ("pool_name", nil),
      ("pool_name", String(repeating: "p", count: 129)),
    ] as [(String, String?)])
  func refusals(name: String, value: String?) {
    var world = World()
    let connection = world.open(Self.target(name, value))
    #expect(world.closes[connection] == CloseReason(code: 1011, text: "ws.invalid_request#c1"))
    #expect(world.take(connection) == [])
  }

  @Test(
    "5, 7: what is just right is accepted",
    arguments: [
      ("envoy_key", String(repeating: "a", count: 128)), ("envoy_key", "a_-9"),
      ("pool_name", "a%2Fb+c"), ("pool_name", String(repeating: "%C3%A9", count: 128)),
      ("protocol_version", "1"), ("protocol_version", "v2-pr4673"), ("version", "4294967295"),
    ])
  func acceptances(name: String, value: String) {
    var world = World()
    let connection = world.open(Self.target(name, value))
    #expect(world.closes[connection] == nil)
    #expect(world.take(connection).count == 2)
  }

  @Test("the check that comes first wins, and the journal says which it was")
  func order() {
    var world = World()
    _ = world.open("/envoys/connect?protocol_version=9&envoy_key=-")
    _ = world.open("/envoys/connect?protocol_version=2&namespace=a&envoy_key=-")
    let texts = world.core.journal.entries.compactMap { entry in
      if case .refused(_, let why) = entry.record { why } else { nil }
    }
    #expect(
      texts == [
        "unsupported `protocol_version` query parameter", "missing `pool_name` query parameter",
      ])
  }

  @Test("6: of a parameter that stands twice the first counts")
  func repeatedParameters() {
    var world = World()
    _ = world.open(Self.target() + "&namespace=other")
    #expect(world.core.namespaces.keys.sorted() == ["ns"])
  }

  @Test("9: a token is missing, wrong or right, and stands nowhere in the journal")
  func tokens() {
    var world = World { $0.token = "sentinel-1" }
    let none = world.open(Self.target())
    let wrong = world.open(Self.target(), subprotocols: ["rivet", "rivet_token.sentinel-2"])
    let right = world.open(Self.target(), subprotocols: ["rivet", "rivet_token.sentinel-1"])
    #expect(world.closes[none]?.text == "guard.missing_header#c1")
    #expect(world.closes[wrong]?.text == "api.forbidden#c2")
    #expect(world.closes[right] == nil)
    #expect(!"\(world.core.journal.entries)".contains("sentinel"))
  }

  @Test("what was not declared does not exist, where that is asked for")
  func declared() {
    var world = World {
      ($0.existence, $0.namespaces, $0.pools) = (.declared, ["ns"], ["default"])
    }
    let namespace = world.open(Self.target("namespace", "other"))
    let pool = world.open(Self.target("pool_name", "other"))
    let fine = world.open(Self.target())
    #expect(world.closes[namespace]?.text == "namespace.not_found#c1")
    #expect(world.closes[pool]?.text == "ws.no_runner_config#c2")
    #expect(world.closes[fine] == nil)
  }

  @Test("a path without a protocol is no route, unless a subprotocol names one")
  func routes() {
    var world = World()
    let nowhere = world.open("/elsewhere")
    let slash = world.open(
      Self.target().replacing("/envoys/connect", with: "/envoys/connect/"))
    let routed = world.open(
      Self.target("envoy_key", "routed").replacing("/envoys/connect", with: "/x"),
      subprotocols: ["rivet", "rivet_target.envoy"])
    #expect(world.closes[nowhere]?.text == "guard.no_route#c1")
    #expect(world.closes[slash] == nil)
    #expect(world.closes[routed] == nil)
  }

  @Test("11: a second connection of a key evicts the first, in its namespace alone")
  func eviction() {
    var world = World()
    let first = world.connect()
    let elsewhere = world.connect(namespace: "other")
    let second = world.connect()
    #expect(world.closes[first] == CloseReason(code: 1000, text: "ws.eviction#c1"))
    #expect(world.closes[elsewhere] == nil)
    #expect(world.closes[second] == nil)
    world.handle(.closed(first))
    #expect(world.core.namespaces["ns"]?.envoys["envoy-1"]?.connection == second)
  }

  @Test("an envoy is pinged every 3 s and a little, and closed when it is silent for over 15 s")
  func silence() {
    var world = World()
    let connection = world.connect()
    world.pass(milliseconds: 15_000)
    let pingCount = world.take(connection).count - 1
    #expect((5...6).contains(pingCount))
    #expect(world.closes[connection] == nil)
    world.pass(milliseconds: 3200)
    #expect(world.closes[connection] == CloseReason(code: 1011, text: "ws.timed_out#c1"))
  }

  @Test(
    "21: any pong keeps an envoy alive, with whatever time in it", arguments: [0, -1, Int64.max])
  func pongs(time: Int64) throws {
    var world = World()
    let connection = world.connect()
    for _ in 0..<10 {
      world.pass(milliseconds: 10_000)
      let pong = try Envoy.V2.ToRivet.pong(.init(ts: time)).encoded()
      world.handle(.message(connection, pong))
    }
    #expect(world.closes[connection] == nil)
  }

  @Test("13, 14: text and what cannot be read get no answer, or end a strict server's connection")
  func unreadable() throws {
    var world = World()
    let connection = world.connect()
    _ = world.take(connection)
    world.handle(.text(connection, "hello"))
    world.handle(.message(connection, [0x0c]))
    #expect(world.take(connection) == [])
    #expect(world.closes[connection] == nil)
    var strict = World { $0.isStrict = true }
    let ended = strict.connect()
    strict.handle(.message(ended, [3, 0]))
    #expect(strict.closes[ended]?.text == "ws.invalid_packet#c1")
  }

  @Test("17: one id in three families is answered by each, in its own kind")
  func families() throws {
    var world = World()
    let envoy = EnvoyClient(&world)
    let requests: [Envoy.V6.ToRivet] = [
      .kvRequest(.init(actorId: "a", requestId: 0, data: .getRequest(.init(keys: [])))),
      .sqliteGetPagesRequest(
        .init(requestId: 0, data: .init(actorId: "a", pgnos: [1], expectedGeneration: 1))),
      .sqliteExecRequest(
        .init(
          requestId: 0,
          data: .init(namespaceId: "ns", actorId: "a", generation: 1, sql: "SELECT 1"))),
    ]
    for request in requests { try envoy.send(&world, request) }
    world.finish(try world.takeTask())
    let kinds = try envoy.messages(&world).map { message in
      switch message {
      case .kvResponse(let reply) where reply.requestId == 0: "keys"
      case .sqliteGetPagesResponse(let reply) where reply.requestId == 0: "pages"
      case .sqliteExecResponse(let reply) where reply.requestId == 0: "sql"
      default: "other"
      }
    }
    #expect(kinds == ["keys", "pages", "sql"])
  }

  @Test("77: pages of version 2 are answered in version 2, and to nobody else")
  func version2() throws {
    let bytes: [UInt8] = [7, 1, 0, 0, 0, 1, 0x61, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]
    for (version, isAnswered) in [("2", true), ("v2-pr4673", true), ("1", false)] {
      var world = World()
      let connection = world.connect(version: version)
      _ = world.take(connection)
      world.handle(.message(connection, bytes))
      #expect(world.take(connection).map(\.first) == (isAnswered ? [6] : []), "\(version)")
    }
  }

  @Test("the same seed and events give the same journal")
  func determinism() throws {
    func run(seed: UInt64) throws -> String {
      var world = World { $0.seed = seed }
      let database = Database(connection: world.connect())
      _ = try database.start(&world)
      _ = try database.commit(&world, 1, 0, [(1, page(1))], size: 1)
      world.pass(milliseconds: 60_000)
      return "\(world.core.journal.entries)"
    }
    #expect(try run(seed: 5) == run(seed: 5))
    #expect(try run(seed: 5) != run(seed: 6))
  }
}
