extension BareReader {
  /// Reads a `map` and keeps the order of the wire (`BARE-W17`, `BARE-A4`).
  ///
  /// Keys are told apart by their encoded bytes, so two strings that Swift calls equal, such as `é`
  /// composed and decomposed, are two keys (`BARE-A5`).
  ///
  /// - Throws: class `truncated` or `duplicate-key`, and what the closures throw, with the index of
  ///   the pair and `key` or `value`.
  @inlinable
  public mutating func decodeMap<Key, Value>(
    minimumByteCount minimum: Int,
    key decodeKey: (inout BareReader) throws(BareError) -> Key,
    value decodeValue: (inout BareReader) throws(BareError) -> Value
  ) throws(BareError) -> BareMap<Key, Value> {
    let count = try decodeCount(minimumByteCount: minimum)
    var seen = SeenKeys()
    let pairs = try decodeElements(count) {
      (reader) throws(BareError) -> BareMap<Key, Value>.Element in
      let start = reader.next
      let key = try reader.decode("key", decodeKey)
      let bytes = UnsafeRawBufferPointer(start: start, count: reader.next - start)
      if let firstIndex = seen.insert(bytes) {
        throw reader.error(.duplicateKey(firstIndex: firstIndex), bytesBack: bytes.count)
      }
      return (key, try reader.decode("value", decodeValue))
    }
    return BareMap(unchecked: pairs)
  }
}

/// The keys of a map that is being read, as they stand in the message.
@usableFromInline
struct SeenKeys {
  @usableFromInline var listed: [UnsafeRawBufferPointer] = []
  @usableFromInline var hashed: [WireKey: Int] = [:]

  @usableFromInline
  init() {}

  /// Adds a key; the index of the first where it was there already.
  @usableFromInline
  mutating func insert(_ bytes: UnsafeRawBufferPointer) -> Int? {
    if !hashed.isEmpty { return insertHashed(bytes) }
    for (index, other) in listed.enumerated() where Memory.areEqual(other, bytes) {
      return index
    }
    listed.append(bytes)
    if listed.count > BareLimits.comparedKeyCount {
      for (index, key) in listed.enumerated() { hashed[WireKey(bytes: key)] = index }
    }
    return nil
  }

  private mutating func insertHashed(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let key = WireKey(bytes: bytes)
    if let first = hashed[key] { return first }
    hashed[key] = hashed.count
    return nil
  }
}

/// A key by its encoded bytes.
@usableFromInline
struct WireKey: Hashable {
  let bytes: UnsafeRawBufferPointer

  @usableFromInline
  static func == (left: WireKey, right: WireKey) -> Bool {
    Memory.areEqual(left.bytes, right.bytes)
  }

  @usableFromInline
  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes: bytes)
  }
}
