/// The pages of one transaction: an LTX v3 blob, as staged commits carry it (`SQL-6`).
///
/// Integers are big-endian, inside little-endian BARE. A header of 100 bytes, a frame for each page
/// in ascending order, six zero bytes, an index of the frames, its size, and 16 zero bytes where
/// other uses of the format have checksums.
public struct LTXFile: Hashable, Sendable {
  /// What the blob says of its transaction.
  public var header: LTXHeader

  /// The pages, ascending by number, each of the header's size.
  public let pages: [LTXPage]

  /// Puts pages in order.
  ///
  /// - Throws: ``LTXError`` for page 0, a page of another size, or a page that stands twice.
  public init(header: LTXHeader, pages: [LTXPage]) throws(LTXError) {
    try header.validate()
    self.header = header
    self.pages = pages.sorted { $0.number < $1.number }
    var previous: UInt32 = 0
    for page in self.pages {
      guard page.number > previous else { throw .pageOrder(page.number) }
      guard page.bytes.count == header.pageByteCount else {
        throw .pageSize(
          page.number, .tooShort(page.bytes.count, expected: Int(header.pageByteCount)))
      }
      previous = page.number
    }
  }

  /// The blob.
  public func encoded() -> [UInt8] {
    var writer = LTXWriter()
    writer.write(header)
    var index = LTXWriter()
    for page in pages {
      let start = writer.bytes.count
      let block = LZ4Block.compressed(page.bytes)
      writer.write(page.number)
      writer.write(LTXFrame.flags)
      writer.write(UInt32(block.count))
      writer.bytes += block
      for number in [Int(page.number), start, writer.bytes.count - start] {
        index.writeVarint(UInt64(number))
      }
    }
    index.writeVarint(0)
    writer.bytes += [UInt8](repeating: 0, count: LTXFrame.sentinelByteCount)
    writer.bytes += index.bytes
    writer.write(UInt64(index.bytes.count))
    writer.bytes += [UInt8](repeating: 0, count: LTXFrame.trailerByteCount)
    return writer.bytes
  }
}

/// One page of a database.
public struct LTXPage: Hashable, Sendable {
  /// The number, from 1.
  public let number: UInt32

  /// The content, of the size that the header says.
  public let bytes: [UInt8]

  /// Makes a page.
  public init(number: UInt32, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
  }
}

/// What a blob says of its transaction.
public struct LTXHeader: Hashable, Sendable {
  /// Bytes of the header.
  static let byteCount = 100

  /// The first and last transaction in the blob, from 1; a commit has one.
  public var transactionIDs: ClosedRange<UInt64>

  /// Pages of the database afterwards; for information only.
  public var databasePageCount: UInt32

  /// When it was written, in milliseconds since 1970.
  public var timestampMilliseconds: Int64

  /// Bytes of a page: a power of two from 512 to 65,536.
  public var pageByteCount: UInt32

  /// Whether flag 2 says that there are no checksums; readers take either.
  public var saysNoChecksums: Bool

  /// Makes the header of one transaction.
  public init(
    transactionID: UInt64, databasePageCount: UInt32, timestampMilliseconds: Int64,
    pageByteCount: UInt32 = 4096
  ) {
    self.transactionIDs = transactionID...transactionID
    self.databasePageCount = databasePageCount
    self.timestampMilliseconds = timestampMilliseconds
    self.pageByteCount = pageByteCount
    saysNoChecksums = true
  }

  /// Sizes of pages that SQLite has.
  static let pageByteCounts: ClosedRange<UInt32> = 512...65_536

  func validate() throws(LTXError) {
    guard Self.pageByteCounts.contains(pageByteCount), pageByteCount.nonzeroBitCount == 1 else {
      throw .header("invalid page size \(pageByteCount): expected a power of two, 512 to 65536")
    }
    guard transactionIDs.lowerBound > 0 else {
      throw .header("min_txid must be greater than zero")
    }
  }
}

/// Sizes and marks between pages.
enum LTXFrame {
  /// The only flags of a frame: its page is an LZ4 block.
  static let flags: UInt16 = 1

  /// Number, flags and length before each block.
  static let headByteCount = 10

  /// A number and flags of zero end the pages.
  static let sentinelByteCount = 6

  /// Where checksums would stand.
  static let trailerByteCount = 16

  /// The size of the index, before the trailer.
  static let indexSizeByteCount = 8

  /// Nothing smaller is a blob: a header, no page, an index of nothing, size and trailer.
  static let minimumByteCount =
    LTXHeader.byteCount + sentinelByteCount + indexSizeByteCount + trailerByteCount
}
