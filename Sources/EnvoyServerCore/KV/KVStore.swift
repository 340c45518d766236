import BareRuntime

/// An actor's keys and values, in the order of the keys' bytes; a key sorts before what it starts.
///
/// Everything stored is a copy of its own, so that no frame is kept for a part of it.
struct KVStore: Sendable {
  struct Entry: Hashable, Sendable {
    let key: Bytes
    let value: Bytes

    /// When the value was written, in milliseconds since the epoch.
    let timeMilliseconds: Int64

    fileprivate var byteCount: Int { key.count + value.count }
  }

  private(set) var entries: [Entry] = []

  /// Bytes of all keys and values.
  private(set) var usedByteCount = 0

  /// What a put counts as: each key is stored with a wrapper of two bytes, which counts.
  static func payloadByteCount(keys: [Bytes], values: [Bytes]) -> Int {
    values.reduce(keys.reduce(0) { $0 + $1.count + 2 }) { $0 + $1.count }
  }

  /// The entry of a key; nil for none.
  func entry(of key: Bytes) -> Entry? {
    let index = index(of: key)
    return index < entries.count && entries[index].key == key ? entries[index] : nil
  }

  /// Entries from a key on and before another; to the end of all where that is nil.
  func entries(from start: Bytes, to end: Bytes?) -> ArraySlice<Entry> {
    entries[indices(from: start, to: end)]
  }

  /// Stores a value under a key, and forgets what was there.
  mutating func put(_ key: Bytes, _ value: Bytes, atMilliseconds time: Int64) {
    let entry = Entry(
      key: key.compacted(), value: value.compacted(), timeMilliseconds: time)
    let index = index(of: key)
    if index < entries.count, entries[index].key == key {
      usedByteCount -= entries[index].byteCount
      entries[index] = entry
    } else {
      entries.insert(entry, at: index)
    }
    usedByteCount += entry.byteCount
    checkInvariants(around: index)
  }

  /// Forgets a key, if it is there.
  mutating func remove(_ key: Bytes) {
    let index = index(of: key)
    guard index < entries.count, entries[index].key == key else { return }
    usedByteCount -= entries.remove(at: index).byteCount
    checkInvariants(around: index)
  }

  /// Forgets the keys from one on and before another; none where that is not after the first.
  mutating func removeAll(from start: Bytes, to end: Bytes) {
    let indices = indices(from: start, to: end)
    usedByteCount -= entries[indices].reduce(0) { $0 + $1.byteCount }
    entries.removeSubrange(indices)
    checkInvariants(around: indices.lowerBound)
  }

  /// Forgets everything.
  mutating func removeAll() { self = KVStore() }

  private func indices(from start: Bytes, to end: Bytes?) -> Range<Int> {
    let first = index(of: start)
    return first..<max(first, end.map(index) ?? entries.count)
  }

  /// The index of the first entry that is not before a key.
  private func index(of key: Bytes) -> Int {
    var range = 0..<entries.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if entries[middle].key.lexicographicallyPrecedes(key) {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }

  private func checkInvariants(around index: Int) {
    assert(usedByteCount >= 0, "no byte is taken away twice")
    assert(
      entries[max(0, index - 1)..<min(entries.count, index + 2)].adjacentPairsAscend,
      "keys ascend and stand once")
  }
}

extension ArraySlice<KVStore.Entry> {
  fileprivate var adjacentPairsAscend: Bool {
    zip(self, dropFirst()).allSatisfy { $0.key.lexicographicallyPrecedes($1.key) }
  }
}
