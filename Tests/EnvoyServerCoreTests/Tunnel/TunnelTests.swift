import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// Requests and WebSockets of users, as the protocol's scenarios number them.
@Suite struct TunnelTests {
  private var place = TunnelWorld()

  private static func response(
    _ status: UInt16, _ body: Bytes = [], headers: BareMap<String, String> = [:],
    stream: Bool = false
  ) -> Envoy.V6.ToRivetTunnelMessageKind {
    .responseStart(
      .init(status: status, headers: headers, body: body.isEmpty ? nil : body, stream: stream))
  }

  @Test("57: a request comes whole under index 0, and its answer reaches the user as it is")
  mutating func request() throws {
    try place.run()
    _ = try place.received()
    var request = TunnelRequest()
    request.method = "POST"
    request.path = "/x?y"
    request.headers = ["a": "b"]
    request.body = [1, 2]
    let ticket = place.use(.request(request))
    let got = try place.received()
    #expect(got.map(\.index) == [0])
    #expect(
      got.first?.kind
        == .requestStart(
          .init(
            actorId: "a", method: "POST", path: "/x?y", headers: ["a": "b"], body: [1, 2],
            stream: false)))
    let id = try #require(got.first?.id)
    let headers: BareMap = ["x-rivet-error": "envoy.actor_not_found"]
    try place.send(id, 0, Self.response(503, [0x41], headers: headers))
    #expect(
      place.response(ticket) == TunnelResponse(status: 503, headers: headers, body: [0x41]))
    #expect(place.tunnelCount == 0)
  }

  @Test("58: pieces go out under rising indexes, and an answer in pieces is put together")
  mutating func streams() throws {
    try place.run()
    _ = try place.received()
    var request = TunnelRequest()
    request.chunks = [[1], [2]]
    let ticket = place.use(.request(request))
    let got = try place.received()
    #expect(got.map(\.index) == [0, 1, 2])
    #expect(
      got.dropFirst().map(\.kind) == [
        .requestChunk(.init(body: [1], finish: false)),
        .requestChunk(.init(body: [2], finish: true)),
      ])
    let id = got[0].id
    try place.send(id, 0, Self.response(200, [7], stream: true))
    try place.send(id, 1, .responseChunk(.init(body: [8], finish: false)))
    #expect(place.response(ticket) == nil)
    try place.send(id, 2, .responseChunk(.init(body: [9], finish: true)))
    #expect(place.response(ticket)?.body == [7, 8, 9])
  }

  @Test("59: a user who goes is an abort in the place of the end")
  mutating func abort() throws {
    try place.run()
    _ = try place.received()
    var request = TunnelRequest()
    request.chunks = [[1]]
    request.isAborted = true
    place.use(.request(request))
    #expect(
      try place.received().dropFirst().map(\.kind) == [
        .requestChunk(.init(body: [1], finish: false)), .requestAbort,
      ])
  }

  @Test("an actor that aborts, stops, or is silent too long is a 503 with the gateway's reason")
  mutating func failures() throws {
    try place.run()
    _ = try place.received()
    let aborted = place.use(.request(.init()))
    try place.send(try place.firstID(), 0, .responseAbort)
    let silent = place.use(.request(.init()))
    for _ in 0..<100 {
      place.world.pass(milliseconds: 2999)
      try place.envoy.pong(&place.world)
    }
    #expect(place.response(silent) == nil)
    place.world.pass(milliseconds: 100)
    let stopped = place.use(.request(.init()))
    try place.report(.failed, 1)
    func reason(_ ticket: UInt64) -> String? {
      place.response(ticket)?.headers["x-rivet-error"]
    }
    #expect(reason(aborted) == "guard.tunnel_request_aborted")
    #expect(reason(silent) == "guard.gateway_response_start_timeout")
    #expect(reason(stopped) == "guard.actor_stopped_while_waiting")
    #expect([aborted, silent, stopped].map { place.response($0)?.status } == [503, 503, 503])
    #expect(place.tunnelCount == 0)
  }

  @Test("a request wakes an actor that sleeps or never ran, and waits until it runs")
  mutating func wake() throws {
    let first = place.use(.request(.init()))
    #expect(try place.envoy.commands(&place.world) == [["start a g1 i1"]])
    try place.run()
    try place.send(try place.firstID(), 0, Self.response(200))
    #expect(place.response(first)?.status == 200)
    try place.report(.sleep, 1)
    let second = place.use(.request(.init()))
    try place.report(.stopped, 2)
    #expect(
      try place.envoy.commands(&place.world) == [["stop a g1 i2 sleepIntent"], ["start a g2 i1"]])
    try place.run()
    try place.send(try place.firstID(), 0, Self.response(201))
    #expect(place.response(second)?.status == 201)
  }

  @Test("a request without an envoy waits for one, and for 30 seconds at most")
  mutating func noEnvoy() throws {
    place.world.handle(.closed(place.envoy.connection))
    let ticket = place.use(.request(.init()))
    place.world.pass(milliseconds: 29_999)
    #expect(place.response(ticket) == nil)
    place.world.pass(milliseconds: 1)
    #expect(place.response(ticket)?.headers["x-rivet-error"] == "guard.actor_ready_timeout")
  }

  @Test("what comes for an envoy while it is away is sent when it is back")
  mutating func reconnect() throws {
    try place.run()
    place.world.handle(.closed(place.envoy.connection))
    place.use(.request(.init()))
    let back = EnvoyClient(&place.world)
    let kinds = try back.messages(&place.world).compactMap { message in
      if case .tunnelMessage(let message) = message { message.messageKind } else { nil }
    }
    #expect(kinds.count == 1)
  }

  @Test("an actor that has ended is refused, and ends what waits for it")
  mutating func destroyed() throws {
    try place.run()
    place.world.handle(.control(.stop(TunnelWorld.place, .destroy)))
    let waiting = place.use(.request(.init()))
    try place.report(.stopped, 1)
    #expect(
      place.response(waiting)?.headers["x-rivet-error"] == "guard.actor_stopped_while_waiting")
    place.use(.request(.init()))
    #expect(place.world.refusal == .destroyed(TunnelWorld.place))
  }

  @Test("18: a body of 20 MiB is taken, one byte more ends the connection", arguments: [0, 1, 2])
  mutating func largestBody(way: Int) throws {
    try place.run()
    _ = try place.received()
    let maximum = 20_971_520
    func message(_ byteCount: Int) throws -> Envoy.V6.ToRivetTunnelMessageKind {
      let body = try Bytes([UInt8](repeating: 1, count: byteCount))
      return switch way {
      case 0: .responseStart(.init(status: 200, headers: [:], body: body, stream: true))
      case 1: .responseChunk(.init(body: body, finish: false))
      default: .webSocketMessage(.init(data: body, binary: true))
      }
    }
    let id: TunnelID
    if way == 2 {
      id = try place.open(canHibernate: false)
    } else {
      place.use(.request(.init()))
      id = try place.firstID()
    }
    if way == 1 {
      try place.send(
        id, 0, .responseStart(.init(status: 200, headers: [:], stream: true)))
    }
    try place.send(id, 0, try message(maximum))
    #expect(place.world.closes.isEmpty)
    try place.send(id, 1, try message(maximum + 1))
    #expect(place.world.closes[place.envoy.connection]?.text == "ws.invalid_packet#c1")
  }

  @Test("61: an actor that does not take a WebSocket closes it, and the user is told")
  mutating func refusedWebSocket() throws {
    try place.run()
    _ = try place.received()
    let ticket = place.use(.open(path: "/ws", headers: ["h": "i"]))
    let got = try #require(try place.received().first)
    #expect(got.kind == .webSocketOpen(.init(actorId: "a", path: "/ws", headers: ["h": "i"])))
    try place.send(
      got.id, 0, .webSocketClose(.init(code: 1011, reason: "Actor not found", hibernate: false)))
    #expect(
      place.world.outcomes[ticket]
        == .closed(got.id, CloseReason(code: 1011, text: "Actor not found")))
    #expect(place.tunnelCount == 0)
  }

  @Test("a WebSocket that is not taken within 15 seconds is closed on both sides")
  mutating func silentWebSocket() throws {
    try place.run()
    _ = try place.received()
    let ticket = place.use(.open(path: "/ws", headers: [:]))
    let id = try place.firstID()
    place.world.pass(milliseconds: 14_000)
    #expect(place.world.outcomes[ticket] == nil)
    try place.envoy.pong(&place.world)
    place.world.pass(milliseconds: 1000)
    #expect(place.world.outcomes[ticket] == .closed(id, .downstreamClosed))
    #expect(
      try place.received().map(\.kind) == [
        .webSocketClose(.init(code: 1011, reason: "ws.downstream_closed"))
      ])
  }

  @Test("messages and closes go both ways; a close that names no code is the usual one")
  mutating func webSocket() throws {
    try place.run()
    _ = try place.received()
    let first = try place.open(canHibernate: false)
    place.use(.send(first, [0x68, 0x69], isBinary: false))
    try place.send(first, 1, .webSocketMessage(.init(data: [0xff], binary: true)))
    place.use(.close(first, code: 4001, reason: "enough"))
    let got = try place.received()
    #expect(got.map(\.index) == [1, 2])
    #expect(
      got.map(\.kind) == [
        .webSocketMessage(.init(data: [0x68, 0x69], binary: false)),
        .webSocketClose(.init(code: 4001, reason: "enough")),
      ])
    let second = try place.open(canHibernate: false)
    try place.send(second, 0, .webSocketClose(.init(hibernate: false)))
    #expect(
      place.seen == [
        .opening(path: "/ws"), .opened(canHibernate: false), .message([0xff], isBinary: true),
        .closed(CloseReason(code: 4001, text: "enough")), .opening(path: "/ws"),
        .opened(canHibernate: false), .closed(CloseReason(code: 1000, text: "")),
      ])
    place.use(.send(second, [], isBinary: true))
    #expect(place.world.refusal == .unknownTunnel(second))
  }

  @Test("what is out of place, of another envoy or misnumbered is written down, and harmless")
  mutating func outOfPlace() throws {
    try place.run()
    _ = try place.received()
    let id = try place.open(canHibernate: false)
    try place.send(id, 5, .webSocketMessage(.init(data: [1], binary: true)))
    try place.send(id, 0, .responseAbort)
    let stranger = TunnelID(gateway: 1, request: 2)
    try place.send(stranger, 0, .webSocketClose(.init(hibernate: false)))
    #expect(
      place.seen.suffix(4) == [
        .misnumbered(expectedIndex: 1, index: 5), .message([1], isBinary: true),
        .ignored(why: "out of place: open"),
        .ignored(why: "no such tunnel through this envoy"),
      ])
    #expect(place.world.closes.isEmpty)
  }

  @Test("a strict server closes on a message with another index than the next")
  mutating func strictIndexes() throws {
    place = TunnelWorld { $0.isStrict = true }
    try place.run()
    _ = try place.received()
    let id = try place.open(canHibernate: false)
    try place.send(id, 2, .webSocketMessage(.init(data: [1], binary: true)))
    #expect(place.world.closes[place.envoy.connection]?.text == "ws.invalid_packet#c1")
  }

  @Test("all versions carry tunnels in the same bytes", arguments: ["1", "2", "3", "v2-pr4673"])
  mutating func versions(version: String) throws {
    let old = place.world.connect(version: version, namespace: "other", key: "old")
    let other = ActorPlace(namespace: "other", actor: "a")
    place.world.handle(.control(.start(other, envoyKey: nil)))
    let running = Envoy.V6.ToRivet.events([
      .init(
        checkpoint: .init(actorId: "a", generation: 1, index: 0),
        inner: .actorStateUpdate(.init(state: .running)))
    ])
    place.world.handle(.message(old, try running.encoded()))
    _ = place.world.take(old)
    place.world.handle(.control(.use(other, .request(.init()), ticket: 9)))
    let bytes = try #require(place.world.take(old).last)
    guard case .tunnelMessage(let message) = try Envoy.V6.ToEnvoy(decoding: bytes) else {
      throw Unexpected("no tunnel message")
    }
    let answer = Envoy.V6.ToRivet.tunnelMessage(
      .init(messageId: message.messageId, messageKind: Self.response(204)))
    place.world.handle(.message(old, try answer.encoded()))
    #expect(place.response(9)?.status == 204)
  }
}
