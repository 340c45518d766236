import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// An actor's keys over the envoy protocol, as its scenarios number them.
@Suite struct EnvoyKVTests {
  private var world = World()
  private let envoy: EnvoyClient

  init() { envoy = EnvoyClient(&world) }

  private mutating func ask(_ data: Envoy.V6.KvRequestData) throws -> Envoy.V6.KvResponseData {
    try envoy.ask(&world, "a", data)
  }

  private mutating func put(_ pairs: (Bytes, Bytes)...) throws -> Envoy.V6.KvResponseData {
    try ask(.putRequest(.init(keys: pairs.map(\.0), values: pairs.map(\.1))))
  }

  private mutating func text(_ data: Envoy.V6.KvRequestData) throws -> String? {
    if case .errorResponse(let error) = try ask(data) { error.message } else { nil }
  }

  private mutating func get(_ keys: Bytes...) throws -> [[UInt8]] {
    guard case .getResponse(let get) = try ask(.getRequest(.init(keys: keys))) else {
      throw Unexpected("no get")
    }
    #expect(get.keys.count == get.values.count && get.keys.count == get.metadata.count)
    return get.keys.map { Array($0) }
  }

  private mutating func list(
    _ query: Envoy.V6.KvListQuery, reverse: Bool? = nil, limit: UInt64? = nil
  ) throws -> [String] {
    let request = Envoy.V6.KvListRequest(query: query, reverse: reverse, limit: limit)
    guard case .listResponse(let list) = try ask(.listRequest(request)) else {
      throw Unexpected("no list")
    }
    return list.keys.map { key in
      key.map { String(UnicodeScalar($0)) }.joined()
    }
  }

  private mutating func fill(_ keys: String...) throws {
    for key in keys {
      let bytes = try Bytes(key.unicodeScalars.map { UInt8($0.value) })
      #expect(try put((bytes, [1])) == .putResponse)
    }
  }

  @Test("33: a get gives what is there, in order; twice in a row counts once")
  mutating func gets() throws {
    _ = try put(([0x61], [1]), ([0x62], [2]))
    #expect(try get([0x61], [0x7a], [0x61]) == [[0x61], [0x61]])
    #expect(try get([0x61], [0x61]) == [[0x61]])
    #expect(try get() == [])
    guard case .getResponse(let get) = try ask(.getRequest(.init(keys: [[0x61], [0x62]]))) else {
      throw Unexpected("no get")
    }
    #expect(get.metadata.allSatisfy { $0.updateTs == 1_700_000_000_000 && !$0.version.isEmpty })
  }

  @Test("34: a put is all or nothing, the last of two equal keys counts, lists have to match")
  mutating func puts() throws {
    _ = try put(([1], [1]), ([1], [2]))
    guard case .getResponse(let get) = try ask(.getRequest(.init(keys: [[1]]))) else {
      throw Unexpected("no get")
    }
    #expect(get.values == [[2]])
    #expect(
      try text(.putRequest(.init(keys: [[1], [2]], values: [[1]])))
        == "Keys list length != values list length")
    #expect(try text(.putRequest(.init(keys: [[3], try zeros(2047)], values: [[], []]))) != nil)
    #expect(try self.get([3]) == [])
  }

  @Test("35, 37: limits hold to the byte, and each has its text")
  mutating func limits() throws {
    let (fits, long) = (try zeros(2046), try zeros(2047))
    let text = "key is too long (max 2048 bytes)"
    #expect(try put((fits, [])) == .putResponse)
    #expect(try self.text(.getRequest(.init(keys: [fits]))) == nil)
    #expect(try self.text(.getRequest(.init(keys: [long]))) == text)
    #expect(try self.text(.deleteRequest(.init(keys: [long]))) == text)
    #expect(try self.text(.putRequest(.init(keys: [long], values: [[]]))) == text)
    let range = Envoy.V6.KvDeleteRangeRequest(start: long, end: [])
    #expect(try self.text(.deleteRangeRequest(range)) == "start \(text)")
    let end = Envoy.V6.KvDeleteRangeRequest(start: [], end: long)
    #expect(try self.text(.deleteRangeRequest(end)) == "end \(text)")
    let prefix = Envoy.V6.KvListRequest(query: .prefixQuery(.init(key: long)))
    #expect(try self.text(.listRequest(prefix)) == "prefix \(text)")
    let keys = try (0..<129).map { try Bytes([UInt8($0)]) }
    #expect(
      try self.text(.getRequest(.init(keys: keys))) == "a maximum of 128 keys is allowed")
    let many = Envoy.V6.KvPutRequest(keys: keys, values: .init(repeating: [], count: 129))
    #expect(
      try self.text(.putRequest(many)) == "A maximum of 128 key-value entries is allowed")
    let sizes = [Int](repeating: 131_072, count: 7)
    let payload = Envoy.V6.KvPutRequest(
      keys: Array(keys[..<8]), values: try (sizes + [81_896]).map(zeros))
    #expect(try ask(.putRequest(payload)) == .putResponse)
    let over = Envoy.V6.KvPutRequest(
      keys: Array(keys[..<8]), values: try (sizes + [81_897]).map(zeros))
    #expect(
      try self.text(.putRequest(over)) == "total payload is too large (max 976 KiB)")
    #expect(
      try self.text(.putRequest(.init(keys: [[1]], values: [try zeros(131_073)])))
        == "value is too large (max 128 KiB)")
  }

  @Test("38: lists go by bytes, backwards too, and end at their limit")
  mutating func lists() throws {
    try fill("b", "a", "aa", "a\u{0}")
    #expect(try list(.allQuery) == ["a", "a\u{0}", "aa", "b"])
    #expect(try list(.allQuery, reverse: true) == ["b", "aa", "a\u{0}", "a"])
    #expect(try list(.allQuery, reverse: false, limit: 0) == [])
    #expect(try list(.allQuery, limit: 2) == ["a", "a\u{0}"])
    #expect(try list(.allQuery, reverse: true, limit: 2) == ["b", "aa"])
    #expect(try list(.allQuery, limit: .max).count == 4)
  }

  @Test("39: a range has its start, and its end unless it is exclusive")
  mutating func ranges() throws {
    try fill("a", "b", "c", "d", "da", "e")
    func range(_ start: String, _ end: String, _ exclusive: Bool) throws -> Envoy.V6.KvListQuery {
      .rangeQuery(
        .init(
          start: try Bytes(Array(start.utf8)), end: try Bytes(Array(end.utf8)),
          exclusive: exclusive))
    }
    #expect(try list(range("b", "d", false)) == ["b", "c", "d"])
    #expect(try list(range("b", "d", true)) == ["b", "c"])
    #expect(try list(range("d", "b", false)) == [])
    #expect(try list(range("b", "b", false)) == ["b"])
    #expect(try list(range("b", "b", true)) == [])
    #expect(try list(range("b", "d", false), reverse: true, limit: 1) == ["d"])
  }

  @Test("a prefix gives all keys that start with it, those that go on with FF too")
  mutating func prefixes() throws {
    try fill("k", "k\u{ff}", "k\u{ff}\u{ff}", "l", "\u{ff}")
    #expect(try list(.prefixQuery(.init(key: [0x6b]))) == ["k", "k\u{ff}", "k\u{ff}\u{ff}"])
    #expect(try list(.prefixQuery(.init(key: []))).count == 5)
    #expect(try list(.prefixQuery(.init(key: [0x6b, 0x78, 0x78]))) == [])
    #expect(try list(.prefixQuery(.init(key: [0xff]))) == ["\u{ff}"])
  }

  @Test("41: a large value is whole, backwards too")
  mutating func largeValues() throws {
    let value = try Bytes((0..<25_000).map { UInt8(truncatingIfNeeded: $0) })
    _ = try put(([1], value))
    for reverse in [false, true] {
      let request = Envoy.V6.KvListRequest(query: .allQuery, reverse: reverse)
      guard case .listResponse(let list) = try ask(.listRequest(request)) else {
        throw Unexpected("no list")
      }
      #expect(list.values == [value])
    }
  }

  @Test("42, 43: deletions answer by their own tags, and a drop leaves nothing")
  mutating func deletions() throws {
    try fill("a", "b", "c")
    let none = Envoy.V6.KvDeleteRangeRequest(start: [0x63], end: [0x61])
    #expect(try ask(.deleteRangeRequest(none)) == .deleteResponse)
    let range = Envoy.V6.KvDeleteRangeRequest(start: [0x61], end: [0x63])
    #expect(try ask(.deleteRangeRequest(range)) == .deleteResponse)
    #expect(try list(.allQuery) == ["c"])
    #expect(try ask(.deleteRequest(.init(keys: [[0x63], [0x7a]]))) == .deleteResponse)
    #expect(try ask(.dropRequest) == .dropResponse)
    #expect(try put(([1], [1])) == .putResponse)
    #expect(try ask(.dropRequest) == .dropResponse)
    #expect(try list(.allQuery) == [])
  }

  @Test("45: any envoy of the namespace may ask, none of another")
  mutating func isolation() throws {
    _ = try put(([1], [1]))
    let other = EnvoyClient(&world, key: "envoy-2")
    let get = Envoy.V6.KvRequestData.getRequest(.init(keys: [[1]]))
    guard case .getResponse(let found) = try other.ask(&world, "a", get) else {
      throw Unexpected("no get")
    }
    #expect(found.keys == [[1]])
    var declared = World {
      ($0.existence, $0.namespaces, $0.pools) = (.declared, ["ns"], ["default"])
    }
    let stranger = EnvoyClient(&declared)
    guard case .errorResponse(let error) = try stranger.ask(&declared, "a", get) else {
      throw Unexpected("no error")
    }
    #expect(error.message == "actor does not exist")
  }

  @Test("46: 1000 puts and 1000 gets sent at once each see what came before")
  mutating func pipelining() throws {
    _ = world.take(envoy.connection)
    for number in 0..<1000 {
      let value = try Bytes([UInt8(number & 0xff), UInt8(number >> 8)])
      let put = Envoy.V6.KvRequestData.putRequest(.init(keys: [[1]], values: [value]))
      let get = Envoy.V6.KvRequestData.getRequest(.init(keys: [[1]]))
      for data in [put, get] {
        try envoy.send(
          &world, .kvRequest(.init(actorId: "a", requestId: UInt32(number), data: data)))
      }
    }
    let values = try envoy.messages(&world).compactMap { message -> Bytes? in
      guard case .kvResponse(let reply) = message, case .getResponse(let get) = reply.data else {
        return nil
      }
      return get.values.first
    }
    #expect(values == (0..<1000).map { [UInt8($0 & 0xff), UInt8($0 >> 8)] })
  }

  @Test("the quota is told with what is left")
  mutating func quota() throws {
    world.handle(.control(.setQuota(.init(namespace: "ns", actor: "a"), byteCount: 100)))
    #expect(try put(([1], try zeros(97))) == .putResponse)
    #expect(
      try text(.putRequest(.init(keys: [[1]], values: [[1]])))
        == "Not enough space left in storage (2 bytes remaining, current payload is 4 bytes).")
  }

  @Test("keys are the same in every version", arguments: ["1", "2", "v2-pr4673", "3", "4", "5"])
  mutating func versions(version: String) throws {
    let connection = world.connect(version: version, key: "older")
    _ = world.take(connection)
    let request = Envoy.V6.ToRivet.kvRequest(
      .init(actorId: "a", requestId: 3, data: .dropRequest))
    world.handle(.message(connection, try request.encoded()))
    #expect(world.take(connection) == [[3, 3, 0, 0, 0, 5]])
  }
}
