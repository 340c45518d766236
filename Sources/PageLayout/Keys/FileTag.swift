/// A file of the layout by its tag, and the keys that it takes (`KV-B2.1`).
public struct FileTag: RawRepresentable, Hashable, Sendable {
  /// The byte in its keys.
  public let rawValue: UInt8

  /// Any tag; only four of them are files of SQLite.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The database itself.
  public static let main = FileTag(rawValue: 0)

  /// Its rollback journal, `-journal`.
  public static let journal = FileTag(rawValue: 1)

  /// Its write-ahead log, `-wal`, which nobody ever wrote.
  public static let wal = FileTag(rawValue: 2)

  /// The index of that log, `-shm`, which nobody ever wrote either.
  public static let shm = FileTag(rawValue: 3)

  /// The key of the file's size: `08 01 00 tag`. A file is there iff this key is.
  public var metaKey: [UInt8] { Self.metaPrefix + [rawValue] }

  /// The key of 4096 bytes from `4096 * index` on: `08 01 01 tag` and the index, big-endian.
  public func chunkKey(_ index: UInt32) -> [UInt8] {
    let digits = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: index >> $0) }
    return Self.chunkPrefix + [rawValue] + digits
  }

  /// All chunk keys from an index on. The end sorts behind the last chunk key and, also for tag
  /// 255, before the first one of another tag (`KV-B2.2`).
  public func chunkKeys(from index: UInt32 = 0) -> KeyRange {
    let next = rawValue.addingReportingOverflow(1)
    let end = next.overflow ? [0x08, 0x01, 0x02] : Self.chunkPrefix + [next.partialValue]
    return KeyRange(start: chunkKey(index), end: end)
  }

  static let metaPrefix: [UInt8] = [0x08, 0x01, 0x00]
  static let chunkPrefix: [UInt8] = [0x08, 0x01, 0x01]
}

/// Keys from a start on, below an end, byte by byte.
public struct KeyRange: Hashable, Sendable {
  /// The first key that may be in it.
  public let start: [UInt8]

  /// The first that is not.
  public let end: [UInt8]

  /// A range; one whose end is not behind its start holds nothing.
  public init(start: [UInt8], end: [UInt8]) {
    self.start = start
    self.end = end
  }

  /// Whether a key is in it.
  public func contains(_ key: [UInt8]) -> Bool {
    !key.lexicographicallyPrecedes(start) && key.lexicographicallyPrecedes(end)
  }
}
