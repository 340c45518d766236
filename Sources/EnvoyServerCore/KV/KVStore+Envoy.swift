import BareRuntime
import EnvoyProtocol

/// Limits of an actor's keys over the envoy protocol, each inclusive (`ENVOY-4.2`).
enum EnvoyKVLimits {
  /// The longest key or bound: the storage's 2048 bytes less 2 for its own wrapping.
  static let keyByteCount = 2046

  /// The longest value: 128 KiB.
  static let valueByteCount = 131_072

  /// The most keys of one get, put or delete.
  static let keyCount = 128

  /// The most bytes of a put's pairs, 2 counted for each key beyond its own: 976 KiB.
  static let putByteCount = 999_424

  /// The most bytes that an actor stores: 10 GiB.
  static let storageByteCount: UInt64 = 10_737_418_240

  /// The entries of a list that asks for no number.
  static let listCount: UInt64 = 16_384
}

/// Why a request about keys did nothing; the text is all that the wire has (`ENVOY-4.3`).
struct EnvoyKVRefusal: Error, Hashable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  static func checkKey(_ key: Bytes, _ name: String = "") throws(EnvoyKVRefusal) {
    guard key.count <= EnvoyKVLimits.keyByteCount else {
      throw EnvoyKVRefusal("\(name)key is too long (max 2048 bytes)")
    }
  }

  static func checkKeys(_ keys: [Bytes]) throws(EnvoyKVRefusal) {
    guard keys.count <= EnvoyKVLimits.keyCount else {
      throw EnvoyKVRefusal("a maximum of 128 keys is allowed")
    }
    for key in keys { try checkKey(key) }
  }
}

extension KVStore {
  /// Does what an envoy asks for, all of it or nothing (`ENVOY-4.4`).
  ///
  /// - Parameter version: what metadata says of the engine that wrote a value.
  /// - Throws: what is too large or too much.
  mutating func answer(
    _ request: Envoy.V6.KvRequestData, version: Bytes, maximumByteCount: UInt64,
    hasUpstreamQuirks: Bool = false, atMilliseconds time: Int64
  ) throws(EnvoyKVRefusal) -> Envoy.V6.KvResponseData {
    switch request {
    case .getRequest(let get):
      let found = try entries(of: get.keys)
      return .getResponse(
        .init(
          keys: found.map(\.key), values: found.map(\.value),
          metadata: found.map { $0.metadata(version) }))
    case .listRequest(let list):
      let found = try entries(of: list, hasUpstreamQuirks: hasUpstreamQuirks)
      return .listResponse(
        .init(
          keys: found.map(\.key), values: found.map(\.value),
          metadata: found.map { $0.metadata(version) }))
    case .putRequest(let put):
      do throws(EnvoyKVRefusal) {
        try checkPut(put, maximumByteCount: maximumByteCount)
      } catch {
        throw hasUpstreamQuirks ? EnvoyKVRefusal("transaction failed") : error
      }
      for (key, value) in zip(put.keys, put.values) {
        self.put(key, value, atMilliseconds: time)
      }
      return .putResponse
    case .deleteRequest(let delete):
      try EnvoyKVRefusal.checkKeys(delete.keys)
      for key in delete.keys { remove(key) }
      return .deleteResponse
    case .deleteRangeRequest(let range):
      try EnvoyKVRefusal.checkKey(range.start, "start ")
      try EnvoyKVRefusal.checkKey(range.end, "end ")
      removeAll(from: range.start, to: range.end)
      return .deleteResponse
    case .dropRequest:
      removeAll()
      return .dropResponse
    }
  }

  /// The entries of keys, in order; a key that stands twice in a row counts once.
  private func entries(of keys: [Bytes]) throws(EnvoyKVRefusal) -> [Entry] {
    try EnvoyKVRefusal.checkKeys(keys)
    return keys.indices.filter { $0 == 0 || keys[$0] != keys[$0 - 1] }
      .compactMap { entry(of: keys[$0]) }
  }

  private func entries(
    of list: Envoy.V6.KvListRequest, hasUpstreamQuirks: Bool
  ) throws(EnvoyKVRefusal) -> [Entry] {
    let found: ArraySlice<Entry>
    switch list.query {
    case .allQuery: found = entries[...]
    case .rangeQuery(let range):
      try EnvoyKVRefusal.checkKey(range.start, "start ")
      try EnvoyKVRefusal.checkKey(range.end, "end ")
      let inside = entries(from: range.start, to: range.end)
      let isEndIncluded = !range.exclusive && !range.end.lexicographicallyPrecedes(range.start)
      let end = isEndIncluded ? entry(of: range.end).map { [$0] } ?? [] : []
      found = inside + end
    case .prefixQuery(let prefix):
      try EnvoyKVRefusal.checkKey(prefix.key, "prefix ")
      // Keys that begin alike stand together, so the first that does not is the end.
      let following = entries(from: prefix.key, to: nil)
      let inside = following.prefix { $0.key.starts(with: prefix.key) }
      // Keys that go on with 0xff are the last, and engines end before them.
      found = hasUpstreamQuirks ? inside.prefix { !$0.goesOnWithMaximum(prefix.key) } : inside
    }
    let count = Int(clamping: list.limit ?? EnvoyKVLimits.listCount)
    guard list.reverse ?? false else { return Array(found.prefix(count)) }
    let reversed = found.reversed().prefix(count)
    return reversed.map { hasUpstreamQuirks ? $0.lastPiece : $0 }
  }

  /// Looks at a put in the order of engines: sums and room before single keys and values.
  private func checkPut(
    _ put: Envoy.V6.KvPutRequest, maximumByteCount: UInt64
  ) throws(EnvoyKVRefusal) {
    guard put.keys.count == put.values.count else {
      throw EnvoyKVRefusal("Keys list length != values list length")
    }
    guard put.keys.count <= EnvoyKVLimits.keyCount else {
      throw EnvoyKVRefusal("A maximum of 128 key-value entries is allowed")
    }
    let payloadByteCount = KVStore.payloadByteCount(keys: put.keys, values: put.values)
    guard payloadByteCount <= EnvoyKVLimits.putByteCount else {
      throw EnvoyKVRefusal("total payload is too large (max 976 KiB)")
    }
    let free = max(0, Int(clamping: maximumByteCount) - usedByteCount)
    guard payloadByteCount <= free else {
      throw EnvoyKVRefusal(
        "Not enough space left in storage (\(free) bytes remaining, "
          + "current payload is \(payloadByteCount) bytes).")
    }
    for key in put.keys { try EnvoyKVRefusal.checkKey(key) }
    for value in put.values where value.count > EnvoyKVLimits.valueByteCount {
      throw EnvoyKVRefusal("value is too large (max 128 KiB)")
    }
  }
}

extension KVStore.Entry {
  /// Bytes of the pieces in which engines store a value, and of which a reversed list gives the
  /// last alone.
  private static let pieceByteCount = 10_000

  fileprivate var lastPiece: KVStore.Entry {
    let start = max(0, value.count - 1) / Self.pieceByteCount * Self.pieceByteCount
    return KVStore.Entry(
      key: key, value: value.slice(start..<value.count), timeMilliseconds: timeMilliseconds)
  }

  fileprivate func goesOnWithMaximum(_ prefix: Bytes) -> Bool {
    key.count > prefix.count && key[prefix.count] == 0xff
  }

  fileprivate func metadata(_ version: Bytes) -> Envoy.V6.KvMetadata {
    .init(version: version, updateTs: timeMilliseconds)
  }
}
