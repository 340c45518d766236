import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// WebSockets that outlive the sleep of their actor.
@Suite struct HibernationTests {
  private var place = TunnelWorld()

  private mutating func start(canHibernate: Bool = true) throws -> TunnelID {
    try place.run()
    _ = try place.received()
    return try place.open(canHibernate: canHibernate)
  }

  private mutating func user(sends bytes: Bytes, on id: TunnelID) {
    place.use(.send(id, bytes, isBinary: true))
  }

  private static func message(_ bytes: Bytes) -> Envoy.V6.ToEnvoyTunnelMessageKind {
    .webSocketMessage(.init(data: bytes, binary: true))
  }

  @Test("63: a message wakes the actor, which is told of the WebSocket and gets no new open")
  mutating func wake() throws {
    let id = try start()
    try place.report(.sleep, 1)
    try place.report(.stopped, 2)
    #expect(place.seen.last == .hibernating)
    #expect(place.world.core.namespaces["ns"]?.actors["a"]?.state == .asleep)
    _ = try place.received()
    user(sends: [7], on: id)
    let commands = try place.envoy.messages(&place.world)
    guard case .commands(let commands)? = commands.last,
      case .startActor(let start)? = commands.last?.inner
    else { throw Unexpected("no start") }
    #expect(
      start.hibernatingRequests == [
        .init(gatewayId: id.gatewayBytes, requestId: id.requestBytes)
      ])
    try place.run()
    #expect(try place.received() == [.init(id: id, index: 1, kind: Self.message([7]))])
    try place.send(id, 1, .webSocketMessageAck(.init(index: 1)))
    #expect(place.seen.suffix(2) == [.woken, .acknowledged(index: 1)])
    #expect(place.world.core.namespaces["ns"]?.tunnels[id]?.outgoing == [])
  }

  @Test("what was not acknowledged is sent again under its old indexes, then what came since")
  mutating func resend() throws {
    let id = try start()
    for byte: UInt8 in 1...3 { user(sends: [byte], on: id) }
    try place.send(id, 0, .webSocketMessageAck(.init(index: 1)))
    try place.report(.failed, 1)
    user(sends: [4], on: id)
    _ = try place.received()
    try place.run()
    #expect(
      try place.received()
        == (2...4).map {
          .init(id: id, index: UInt16($0), kind: Self.message([UInt8($0)]))
        })
  }

  @Test("a close that asks for it hibernates while the actor still runs")
  mutating func closeToHibernate() throws {
    let id = try start()
    try place.send(id, 0, .webSocketClose(.init(hibernate: true)))
    #expect(place.seen.last == .hibernating)
    user(sends: [1], on: id)
    #expect(try place.received() == [])
    try place.report(.sleep, 1)
    try place.report(.stopped, 2)
    try place.run()
    #expect(try place.received().map(\.index) == [1])
  }

  @Test("a WebSocket that cannot hibernate ends with its actor, whatever its close says")
  mutating func cannotHibernate() throws {
    _ = try start(canHibernate: false)
    try place.report(.failed, 1)
    #expect(place.seen.last == .closed(.actorStopped))
    try place.run()
    let id = try place.open(canHibernate: false)
    try place.send(id, 0, .webSocketClose(.init(hibernate: true)))
    #expect(place.seen.last == .closed(CloseReason(code: 1000, text: "")))
    #expect(place.tunnelCount == 0)
  }

  @Test("a message that is not acknowledged within 30 seconds ends the WebSocket")
  mutating func noAcknowledgement() throws {
    let id = try start()
    user(sends: [1], on: id)
    for _ in 0..<10 {
      place.world.pass(milliseconds: 2999)
      try place.envoy.pong(&place.world)
    }
    #expect(place.tunnelCount == 1)
    _ = try place.received()
    place.world.pass(milliseconds: 10)
    #expect(place.seen.last == .closed(.downstreamClosed))
    #expect(
      try place.received().map(\.kind) == [
        .webSocketClose(.init(code: 1011, reason: "ws.downstream_closed"))
      ])
  }

  @Test("62: indexes run from 65535 to 0, and an acknowledgement covers what is before it")
  mutating func wrap() throws {
    let id = try start()
    for index in 1...65_536 {
      user(sends: [], on: id)
      try place.send(
        id, 0, .webSocketMessageAck(.init(index: UInt16(truncatingIfNeeded: index))))
    }
    let received = try place.received()
    #expect(received.suffix(3).map(\.index) == [65_534, 65_535, 0])
    user(sends: [1], on: id)
    user(sends: [2], on: id)
    try place.send(id, 0, .webSocketMessageAck(.init(index: 0)))
    #expect(place.world.core.namespaces["ns"]?.tunnels[id]?.outgoing.map(\.index) == [1, 2])
    try place.send(id, 0, .webSocketMessageAck(.init(index: 2)))
    #expect(place.world.core.namespaces["ns"]?.tunnels[id]?.outgoing == [])
  }

  @Test("with 128 MiB or 65,534 messages not acknowledged, the next one ends the WebSocket")
  mutating func limits() throws {
    let first = try start()
    let large = try Bytes([UInt8](repeating: 0, count: Tunnel.maximumOutgoingByteCount / 8))
    for _ in 0..<8 { user(sends: large, on: first) }
    #expect(place.tunnelCount == 1)
    user(sends: [1], on: first)
    #expect(place.seen.last == .closed(.downstreamClosed))
    let second = try place.open(canHibernate: true)
    for _ in 0..<Tunnel.maximumOutgoingCount { user(sends: [], on: second) }
    #expect(place.tunnelCount == 1)
    user(sends: [], on: second)
    #expect(place.seen.last == .closed(.downstreamClosed))
    #expect(
      try place.received().last?.kind
        == .webSocketClose(.init(code: 1011, reason: "ws.downstream_closed")))
  }

  @Test("acknowledged bytes make room again")
  mutating func room() throws {
    let id = try start()
    let large = try Bytes([UInt8](repeating: 0, count: Tunnel.maximumOutgoingByteCount / 2))
    for index: UInt16 in 1...5 {
      user(sends: large, on: id)
      try place.send(id, 0, .webSocketMessageAck(.init(index: index)))
    }
    #expect(place.tunnelCount == 1)
  }

  @Test("a restart of the server, or the end of the namespace, ends users' WebSockets")
  mutating func restart() throws {
    _ = try start()
    place.world.handle(.control(.restart))
    #expect(place.seen.last == .closed(.goingAway))
    #expect(place.tunnelCount == 0)
  }
}
