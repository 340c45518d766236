import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// What engines get wrong, on request.
@Suite(.serialized) struct QuirkTests {
  private var place = TunnelWorld { $0.hasUpstreamQuirks = true }

  private mutating func ask(_ data: Envoy.V6.KvRequestData) throws -> Envoy.V6.KvResponseData {
    try place.envoy.ask(&place.world, "a", data)
  }

  private mutating func list(
    _ query: Envoy.V6.KvListQuery, reverse: Bool = false
  ) throws -> Envoy.V6.KvListResponse {
    guard
      case .listResponse(let list) = try ask(.listRequest(.init(query: query, reverse: reverse)))
    else { throw Unexpected("no list") }
    return list
  }

  @Test("3: version 1 is refused")
  mutating func version1() {
    let connection = place.world.connect(version: "1", key: "old")
    #expect(place.world.closes[connection]?.text == "ws.invalid_request#c2")
  }

  @Test("34, 37: a put that fails gives no reason")
  mutating func put() throws {
    #expect(
      try ask(.putRequest(.init(keys: [[1], [2]], values: [[1]])))
        == .errorResponse(.init(message: "transaction failed")))
  }

  @Test("a prefix misses keys that go on with 0xff, and the list of all has them")
  mutating func prefix() throws {
    _ = try ask(
      .putRequest(.init(keys: [[1], [1, 0xfe], [1, 0xff], [0xff]], values: [[], [], [], []])))
    #expect(try list(.prefixQuery(.init(key: [1]))).keys == [[1], [1, 0xfe]])
    #expect(try list(.prefixQuery(.init(key: []))).keys == [[1], [1, 0xfe], [1, 0xff]])
    #expect(try list(.allQuery).keys.count == 4)
  }

  @Test(
    "41: a reversed list gives the last piece of a large value",
    arguments: [
      (0, 0), (1, 1), (9999, 9999), (10_000, 10_000), (10_001, 1), (25_000, 5000),
    ])
  mutating func reverse(count: Int, kept: Int) throws {
    let value = try Bytes((0..<count).map { UInt8(truncatingIfNeeded: $0) })
    _ = try ask(.putRequest(.init(keys: [[1]], values: [value])))
    #expect(try list(.allQuery).values == [value])
    #expect(
      try list(.allQuery, reverse: true).values == [value.slice(count - kept..<count)])
  }

  @Test("a response in pieces ends with its start")
  mutating func stream() throws {
    try place.run()
    _ = try place.received()
    let ticket = place.use(.request(.init()))
    let id = try place.firstID()
    try place.send(
      id, 0, .responseStart(.init(status: 200, headers: [:], body: [1], stream: true)))
    #expect(place.response(ticket)?.body == [1])
  }
}
