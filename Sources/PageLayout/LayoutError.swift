/// Why bytes are none of the layout, or a call has no plan.
public enum LayoutError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The value of a meta key has not ten bytes.
  case metaByteCount(Int)

  /// The value of a meta key is of another version than 1.
  case metaVersion(UInt16)

  /// No file is of this size.
  case fileByteCount(UInt64)

  /// There is no file, and none was to be made.
  case noFile

  /// A page has no number, a number behind the end, or stands twice in a transaction.
  case pageNumber(UInt32, pageCount: UInt32)

  /// A page of a transaction has not 4096 bytes.
  case pageByteCount(UInt32, byteCount: Int)

  /// A journal is of a database with other pages.
  case journalPageByteCount(Int)

  /// The class, a word that vectors and scripts may compare.
  public var reason: String {
    switch self {
    case .metaByteCount: "byte-count"
    case .metaVersion: "version"
    case .fileByteCount: "file-size"
    case .noFile: "no-file"
    case .pageNumber: "page-number"
    case .pageByteCount: "page-size"
    case .journalPageByteCount: "journal-page-size"
    }
  }

  /// What was expected, and what was met.
  public var description: String {
    switch self {
    case .metaByteCount(let count): "expected a meta value of 10 bytes, met \(count)"
    case .metaVersion(let version): "expected a meta value of version 1, met version \(version)"
    case .fileByteCount(let count):
      "expected a file of at most \(FileMeta.maximumByteCount) bytes, met \(count)"
    case .noFile: "expected a meta key, met none: there is no such file"
    case .pageNumber(let number, let count):
      "expected each of the pages 1 to \(count) once at most, met page \(number)"
    case .pageByteCount(let number, let count):
      "expected 4096 bytes of page \(number), met \(count)"
    case .journalPageByteCount(let count):
      "expected a journal of pages of 4096 bytes, met pages of \(count)"
    }
  }
}
