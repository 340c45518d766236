/// What a transaction takes back: the old size of the database and its old pages, in the format of
/// SQLite's own rollback journals, so that SQLite itself can read it.
///
/// ```
/// header, filled up to a sector     record for each page
///   magic       8 bytes               number    u32
///   records     u32                   content   a page
///   nonce       u32                   checksum  u32
///   old pages   u32
///   sector      u32                   all numbers big-endian
///   page        u32
/// ```
public struct RollbackJournal: Hashable, Sendable {
  /// The size of the database before the transaction, in pages.
  public let pageCount: UInt32

  /// What all checksums start from.
  public let nonce: UInt32

  /// Old contents, in the order of the records.
  public let pages: [DatabasePage]

  /// A journal; pages have 4096 bytes each.
  public init(pageCount: UInt32, nonce: UInt32, pages: [DatabasePage]) {
    self.pageCount = pageCount
    self.nonce = nonce
    self.pages = pages
  }

  /// The bytes of the file, its header a sector of 4096 bytes.
  public var encoded: [UInt8] {
    let numbers = [
      UInt32(pages.count), nonce, pageCount, UInt32(Chunk.byteCount), UInt32(Chunk.byteCount),
    ]
    var bytes = Self.magic + numbers.flatMap(Self.bigEndian)
    bytes += [UInt8](repeating: 0, count: Chunk.byteCount - bytes.count)
    bytes.reserveCapacity(Chunk.byteCount + pages.count * Self.recordByteCount)
    for page in pages {
      bytes += Self.bigEndian(page.number) + page.bytes
      bytes += Self.bigEndian(Self.checksum(of: page.bytes, nonce: nonce))
    }
    return bytes
  }

  static let magic: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
  static let recordByteCount = 4 + Chunk.byteCount + 4

  /// The nonce and every 200th byte, counted from the end of the page.
  static func checksum(of page: some RandomAccessCollection<UInt8>, nonce: UInt32) -> UInt32 {
    stride(from: page.count - 200, to: 0, by: -200).reduce(nonce) { sum, offset in
      sum &+ UInt32(page[page.index(page.startIndex, offsetBy: offset)])
    }
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
