import BareRuntime
import KVChannelProtocol
import Testing

@testable import EnvoyServerCore

/// Keys and values over the KV channel, as its scenarios number them.
@Suite struct ChannelStorageTests {
  private var world = World()
  private let channel: Channel

  init() throws {
    channel = Channel(&world)
    #expect(try channel.ask(&world, "x", .actorOpenRequest) == .actorOpenResponse)
  }

  private mutating func get(_ keys: Bytes...) throws -> [[Bytes]]? {
    try channel.ask(&world, "x", .kvGetRequest(.init(keys: keys))).pairs
  }

  private mutating func code(_ request: Channel.Request) throws -> String? {
    try channel.code(&world, "x", request)
  }

  @Test("10, 11: ids are echoed, also the same one twice")
  mutating func ids() throws {
    try channel.post(&world, [("x", .get([1])), ("x", .get([1]))], from: .max)
    try channel.post(&world, [("x", .get([1]))], from: 0)
    #expect(try channel.replies(&world).suffix(3).map(\.requestId) == [.max, 0, 0])
  }

  @Test("15, 19, 20, 21: values of every length come back, empty keys and values too")
  mutating func roundTrips() throws {
    for count in [0, 1, 4096, 9999, 10_000, 10_001, 131_072] {
      let value = try Bytes((0..<count).map { UInt8(truncatingIfNeeded: $0) })
      #expect(try code(.put(([7], value), ([], value))) == nil)
      #expect(try get([7], []) == [[[7], value], [[], value]])
    }
    _ = try code(.put(([7], [1, 2, 3])))
    #expect(try get([7]) == [[[7], [1, 2, 3]]])
  }

  @Test("18, 22: pairs come in the order asked for, missing ones are left out, the last put counts")
  mutating func order() throws {
    _ = try code(.put(([1], [10]), ([2], [20]), ([1], [11])))
    #expect(try get([2], [9], [1], [1]) == [[[2], [20]], [[1], [11]], [[1], [11]]])
    #expect(try get() == [])
    #expect(try code(.put()) == nil)
    #expect(try code(.delete([9], [1], [1])) == nil)
    #expect(try get([1], [2]) == [[[2], [20]]])
  }

  @Test("23: a put with as many keys as values is asked for before all else")
  mutating func mismatch() throws {
    for (keyCount, valueCount) in [(2, 1), (0, 1), (200, 1)] {
      let put = KVChannel.V1.KvPutRequest(
        keys: .init(repeating: [1], count: keyCount),
        values: .init(repeating: [1], count: valueCount))
      #expect(try code(.kvPutRequest(put)) == "keys_values_length_mismatch")
    }
    #expect(try get([1]) == [])
  }

  @Test("26, 27, 28, 29: each limit holds to the byte and to the key")
  mutating func limits() throws {
    let (key, long) = (try zeros(2046), try zeros(2047))
    for request in [.get(key), .put((key, [])), .delete(key), .range(key, key)]
      as [Channel.Request]
    {
      #expect(try code(request) == nil)
    }
    for request in [
      .get(long), .put((long, [])), .delete(long), .range(long, []), .range([], long),
    ] as [Channel.Request] {
      #expect(try code(request) == "key_too_large")
    }
    #expect(try code(.put(([1], try zeros(131_073)))) == "value_too_large")
    let keys = try (0..<129).map { try Bytes([UInt8($0)]) }
    let values = [Bytes](repeating: [], count: 129)
    for count in [128, 129] {
      let expected = count == 128 ? nil : "batch_too_large"
      let some = Array(keys[..<count])
      #expect(try code(.kvGetRequest(.init(keys: some))) == expected)
      #expect(try code(.kvDeleteRequest(.init(keys: some))) == expected)
      let put = KVChannel.V1.KvPutRequest(keys: some, values: Array(values[..<count]))
      #expect(try code(.kvPutRequest(put)) == expected)
    }
    let sizes = [Int](repeating: 131_072, count: 7)
    for (last, expected) in [(81_896, nil), (81_897, "payload_too_large")] {
      let payload = KVChannel.V1.KvPutRequest(
        keys: Array(keys[..<8]), values: try (sizes + [last]).map(zeros))
      #expect(try code(.kvPutRequest(payload)) == expected)
    }
  }

  @Test("30, 31: what is refused first is told, and nothing of a refused put is stored")
  mutating func limitOrder() throws {
    let big = try zeros(131_072)
    let long = try zeros(2047)
    let pairs = [Bytes](repeating: big, count: 8)
    let overBoth = KVChannel.V1.KvPutRequest(keys: .init(repeating: long, count: 8), values: pairs)
    #expect(try code(.kvPutRequest(overBoth)) == "key_too_large")
    let many = KVChannel.V1.KvGetRequest(keys: .init(repeating: long, count: 129))
    #expect(try code(.kvGetRequest(many)) == "batch_too_large")
    #expect(try channel.code(&world, "y", .get(long)) == "actor_not_open")
    let half = KVChannel.V1.KvPutRequest(keys: [[1], [2]], values: [[1], try zeros(131_073)])
    #expect(try code(.kvPutRequest(half)) == "value_too_large")
    #expect(try get([1], [2]) == [])
  }

  @Test("34, 35: a range goes by bytes, from its start on and before its end")
  mutating func ranges() throws {
    _ = try code(.put(([1], [1]), ([2], [1])))
    #expect(try code(.range([], [2])) == nil)
    #expect(try get([1], [2]) == [[[2], [1]]])
    #expect(try code(.range([1], [])) == nil)
    #expect(try code(.range([3], [2])) == nil)
    #expect(try get([2]) == [[[2], [1]]])
    let keys: [Bytes] = [[0x61], [0x61, 0], [0x61, 0, 0xff], [0x61, 0xff], [0x62]]
    let put = KVChannel.V1.KvPutRequest(keys: keys, values: keys)
    _ = try code(.kvPutRequest(put))
    #expect(try code(.range([0x61], [0x61, 0, 0xff])) == nil)
    let left = try channel.ask(&world, "x", .kvGetRequest(.init(keys: keys))).pairs
    #expect(left?.map(\.[0]) == Array(keys[2...]))
  }

  @Test("37, 38: the quota counts what is stored, and a put in full")
  mutating func quota() throws {
    world.handle(.control(.setQuota(.init(namespace: "ns", actor: "x"), byteCount: 10_000)))
    #expect(try code(.put(([1], try zeros(9996)))) == nil)
    #expect(try code(.put(([2], [1]))) == "storage_quota_exceeded")
    #expect(try code(.put(([1], [1]))) == "storage_quota_exceeded")
    #expect(try code(.delete([1])) == nil)
    #expect(try code(.put(([1], try zeros(9997)))) == nil)
  }

  @Test("39: an unknown actor, and one of another namespace, are alike not found")
  mutating func isolation() throws {
    var world = World { ($0.existence, $0.namespaces) = (.declared, ["one", "two"]) }
    world.handle(.control(.declareActor(.init(namespace: "one", actor: "x"), .init())))
    let other = Channel(&world, namespace: "two")
    let open = try other.burst(&world, [("x", .actorOpenRequest), ("nobody", .actorOpenRequest)])
    #expect(open == [.actorOpenResponse, .actorOpenResponse])
    let known = try other.ask(&world, "x", .get([1]))
    #expect(known.code == "actor_not_found")
    #expect(try other.ask(&world, "nobody", .get([1])) == known)
    let one = Channel(&world, namespace: "one")
    _ = try one.ask(&world, "x", .actorOpenRequest)
    #expect(try one.code(&world, "x", .get([1])) == nil)
  }

  @Test(
    "59: odd ids are ids, but for the empty one",
    arguments: [
      "", String(repeating: "i", count: 1000), "\u{e9}\u{e9}", "\u{0}\u{1f}", "../x",
    ])
  mutating func oddIDs(id: String) throws {
    #expect(try channel.ask(&world, id, .actorOpenRequest) == .actorOpenResponse)
    let put = try channel.code(&world, id, .put(([1], [1])))
    #expect(put == (id.isEmpty ? "actor_not_found" : nil))
  }

  @Test("67: what fails inside is an internal error without a word more, and the next works")
  mutating func insideFailure() throws {
    world.handle(.control(.failNextRequest(.init(namespace: "ns", actor: "x"))))
    #expect(
      try channel.ask(&world, "x", .get([1]))
        == .errorResponse(.init(code: "internal_error", message: "internal error")))
    #expect(try code(.get([1])) == nil)
  }

  @Test("70: the largest get there is comes in one reply")
  mutating func largestGet() throws {
    let value = try zeros(131_072)
    for start in stride(from: 0, to: 128, by: 4) {
      let keys = try (start..<start + 4).map { try Bytes([UInt8($0)]) }
      let put = KVChannel.V1.KvPutRequest(keys: keys, values: .init(repeating: value, count: 4))
      #expect(try code(.kvPutRequest(put)) == nil)
    }
    let keys = try (0..<128).map { try Bytes([UInt8($0)]) }
    let pairs = try channel.ask(&world, "x", .kvGetRequest(.init(keys: keys))).pairs
    #expect(pairs?.count == 128)
  }
}
