extension LTXFile {
  /// The first bytes of a blob.
  static let magic = Array("LTX1".utf8)

  /// The only flag of a header.
  static let noChecksumFlag: UInt32 = 2

  /// Pages of a blob take so much room at most, unless a reader says otherwise: frames shrink to a
  /// hundredth, so a small blob may hold far more than it looks.
  public static let maximumByteCount = 1 << 30

  /// Reads a blob: the whole of it, and nothing after it.
  ///
  /// - Parameter maximumByteCount: the most bytes that the pages may take together.
  /// - Throws: ``LTXError``; nothing is read or written past its end, whatever the bytes say.
  public init(
    decoding blob: [UInt8], maximumByteCount: Int = LTXFile.maximumByteCount
  ) throws(LTXError) {
    guard blob.count >= LTXFrame.minimumByteCount else {
      throw .tooSmall(byteCount: blob.count)
    }
    let header = try LTXHeader(decoding: blob[..<LTXHeader.byteCount])
    var tail = LTXReader(
      blob.suffix(LTXFrame.indexSizeByteCount + LTXFrame.trailerByteCount))
    let indexByteCount = tail.read(UInt64.self)
    guard tail.rest.allSatisfy({ $0 == 0 }) else { throw .trailer }
    guard indexByteCount <= UInt64(blob.count - LTXFrame.minimumByteCount) else {
      throw .indexSize(indexByteCount)
    }
    let indexEnd = blob.count - LTXFrame.indexSizeByteCount - LTXFrame.trailerByteCount
    let indexStart = indexEnd - Int(indexByteCount)
    let frames = try Self.frames(
      in: blob[LTXHeader.byteCount..<indexStart], pageByteCount: Int(header.pageByteCount),
      maximumByteCount: maximumByteCount)
    try Self.checkIndex(blob[indexStart..<indexEnd], names: frames)
    try self.init(header: header, pages: frames.map(\.page))
  }

  /// A page and where its frame lies.
  private struct Frame {
    let page: LTXPage
    let offset: Int
    let byteCount: Int
  }

  private static func frames(
    in section: ArraySlice<UInt8>, pageByteCount: Int, maximumByteCount: Int
  ) throws(LTXError) -> [Frame] {
    var frames: [Frame] = []
    var reader = LTXReader(section)
    while true {
      guard reader.rest.count >= LTXFrame.sentinelByteCount else { throw .sentinel }
      let offset = reader.rest.startIndex
      let number = reader.read(UInt32.self)
      let flags = reader.read(UInt16.self)
      if number == 0 {
        guard flags == 0, reader.rest.isEmpty else { throw .sentinel }
        return frames
      }
      guard number > frames.last?.page.number ?? 0 else { throw .pageOrder(number) }
      guard flags == LTXFrame.flags else { throw .pageFlags(number, flags) }
      guard reader.rest.count >= MemoryLayout<UInt32>.size else { throw .sentinel }
      let blockByteCount = Int(reader.read(UInt32.self))
      guard blockByteCount <= reader.rest.count else { throw .pageSize(number, .truncated) }
      guard pageByteCount <= maximumByteCount - frames.count * pageByteCount else {
        throw .tooLarge(maximumByteCount: maximumByteCount)
      }
      let page = try page(number, reader.readBytes(blockByteCount), byteCount: pageByteCount)
      frames.append(
        Frame(page: page, offset: offset, byteCount: LTXFrame.headByteCount + blockByteCount))
    }
  }

  private static func page(
    _ number: UInt32, _ block: ArraySlice<UInt8>, byteCount: Int
  ) throws(LTXError) -> LTXPage {
    do {
      return LTXPage(number: number, bytes: try LZ4Block.inflated(block, byteCount: byteCount))
    } catch { throw .pageSize(number, error) }
  }

  private static func checkIndex(
    _ bytes: ArraySlice<UInt8>, names frames: [Frame]
  ) throws(LTXError) {
    var reader = LTXReader(bytes)
    for frame in frames {
      for expected in [Int(frame.page.number), frame.offset, frame.byteCount] {
        guard try reader.readVarint() == UInt64(expected) else {
          throw .index(
            "ltx page index did not match encoded page frames, at page \(frame.page.number)")
        }
      }
    }
    guard try reader.readVarint() == 0 else {
      throw .index("ltx page index did not match encoded page frames: it names more")
    }
    guard reader.rest.isEmpty else { throw .index("page index had trailing bytes") }
  }
}

extension LTXHeader {
  fileprivate init(decoding bytes: ArraySlice<UInt8>) throws(LTXError) {
    assert(bytes.count == Self.byteCount, "a header has its size")
    var reader = LTXReader(bytes)
    guard reader.readBytes(4).elementsEqual(LTXFile.magic) else { throw .magic }
    let flags = reader.read(UInt32.self)
    guard flags & ~LTXFile.noChecksumFlag == 0 else {
      throw .header("unsupported header flags \(flags), expected 0 or 2")
    }
    let pageByteCount = reader.read(UInt32.self)
    let databasePageCount = reader.read(UInt32.self)
    let first = reader.read(UInt64.self)
    let last = reader.read(UInt64.self)
    self.init(
      transactionID: first, databasePageCount: databasePageCount,
      timestampMilliseconds: reader.read(Int64.self), pageByteCount: pageByteCount)
    saysNoChecksums = flags != 0
    try validate()
    guard last >= first else { throw .header("max_txid \(last) is below min_txid \(first)") }
    transactionIDs = first...last
    try Self.checkLog(&reader)
  }

  /// The checksum before the transaction and the place in a log, which has to be none.
  private static func checkLog(_ reader: inout LTXReader) throws(LTXError) {
    guard reader.read(UInt64.self) == 0 else {
      throw .header("pre-apply checksum must be zero")
    }
    let offset = reader.read(Int64.self)
    let byteCount = reader.read(Int64.self)
    let salt = reader.read(UInt64.self)
    guard offset >= 0, byteCount >= 0 else {
      throw .header("wal offset and size must not be negative")
    }
    guard offset > 0 || (byteCount == 0 && salt == 0) else {
      throw .header("wal size and salts must be zero without a wal offset")
    }
    guard reader.rest.allSatisfy({ $0 == 0 }) else {
      throw .header("ltx reserved header bytes must be zero")
    }
  }
}
