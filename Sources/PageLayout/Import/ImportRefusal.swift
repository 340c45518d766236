/// Why keys and values are no database that can be carried over (`KV-B2.12`).
public enum ImportRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no database, in any layout.
  case none

  /// All that is there is of an older layout, which nobody reads.
  case olderLayout(LayoutGeneration)

  /// A key stands twice, with different values.
  case duplicateKey([UInt8])

  /// There are chunks, or files beside the database, and no size of it.
  case missingMeta(FileTag)

  /// A size is none.
  case meta(FileTag, LayoutError)

  /// The database is larger than allowed.
  case overLimit(byteCount: UInt64, limit: UInt64)

  /// A chunk within the size is missing.
  case hole(index: UInt32)

  /// A chunk is behind the end.
  case extraChunk(index: UInt32)

  /// A chunk has more than 4096 bytes, or reaches over the end.
  case longChunk(index: UInt32, byteCount: Int)

  /// The first bytes are others than those of databases.
  case magic

  /// The pages are no chunks.
  case pageSize(Int)

  /// The size is none of whole pages.
  case notAMultiple(byteCount: UInt64)

  /// A journal is live, and was to be refused, or is of a database with other pages.
  case liveJournal(LayoutError?)

  /// A write-ahead log holds something.
  case liveLog(byteCount: UInt64)

  /// The class, a word that vectors and scripts may compare.
  public var reason: String {
    switch self {
    case .none: "no-database"
    case .olderLayout(let generation): "layout-\(generation.rawValue)"
    case .duplicateKey: "duplicate-key"
    case .missingMeta, .meta: "meta"
    case .overLimit: "over-limit"
    case .hole: "hole"
    case .extraChunk: "extra-chunk"
    case .longChunk: "long-chunk"
    case .magic: "magic"
    case .pageSize: "page-size"
    case .notAMultiple: "not-a-multiple"
    case .liveJournal: "live-journal"
    case .liveLog: "live-wal"
    }
  }

  /// What was expected, what was met, and where.
  public var description: String {
    switch self {
    case .none: "expected keys `08 01 ...` of a database, met none"
    case .olderLayout(let generation):
      "expected keys `08 01 ...` of layout L2, met only keys `09 ...` of layout "
        + "\(generation.rawValue), whose data nothing reads since 2026-02-23"
    case .duplicateKey(let key): "expected each key once, met `\(key.hexText)` with two values"
    case .missingMeta(let file):
      "expected the size of the database at `\(file.metaKey.hexText)`, met other keys of it alone"
    case .meta(let file, let error): "at `\(file.metaKey.hexText)`: \(error)"
    case .overLimit(let byteCount, let limit):
      "expected a database of at most \(limit) bytes, met one of \(byteCount)"
    case .hole(let index):
      "expected a chunk for every page, met none of index \(index), page \(UInt64(index) + 1)"
    case .extraChunk(let index):
      "expected no chunk behind the end of the database, met one of index \(index)"
    case .longChunk(let index, let byteCount):
      "expected at most 4096 bytes in a chunk, none behind the end of the database, met "
        + "\(byteCount) of index \(index)"
    case .magic: "expected `SQLite format 3` at the start of page 1, met other bytes"
    case .pageSize(let byteCount): "expected pages of 4096 bytes, met pages of \(byteCount)"
    case .notAMultiple(let byteCount):
      "expected a database of whole pages of 4096 bytes, met \(byteCount) bytes"
    case .liveJournal(let error?): "in the live journal: \(error)"
    case .liveJournal(nil):
      "expected no live journal, met one: a transaction was not finished, and is to be rolled back"
    case .liveLog(let byteCount):
      "expected no write-ahead log, met one of \(byteCount) bytes, whose pages would be lost"
    }
  }
}

extension [UInt8] {
  /// Two lower-case hex digits a byte.
  var hexText: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
