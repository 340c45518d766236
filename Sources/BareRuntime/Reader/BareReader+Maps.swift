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
    return try withUnsafeTemporaryAllocation(
      of: WireKey.self, capacity: BareLimits.comparedKeyCount
    ) { (room) throws(BareError) -> BareMap<Key, Value> in
      var seen = SeenKeys(room: room)
      let pairs = try decodeElements(count) {
        (reader) throws(BareError) -> BareMap<Key, Value>.Element in
        let key = try reader.decodeKey(&seen, decodeKey)
        return (key, try reader.decode("value", decodeValue))
      }
      return BareMap(unchecked: pairs)
    }
  }

  @inlinable
  mutating func decodeKey<Key>(
    _ seen: inout SeenKeys, _ decodeKey: (inout BareReader) throws(BareError) -> Key
  ) throws(BareError) -> Key {
    let start = next
    let key = try decode("key", decodeKey)
    let bytes = UnsafeRawBufferPointer(start: start, count: next - start)
    if let firstIndex = seen.insert(WireKey(bytes)) {
      throw error(.duplicateKey(firstIndex: firstIndex), bytesBack: bytes.count)
    }
    return key
  }
}
