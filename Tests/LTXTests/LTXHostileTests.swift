import LTX
import Testing

/// Blobs that are not what they should be.
struct LTXHostileTests {
  private static func page(_ number: UInt32, _ fill: UInt8) -> LTXPage {
    LTXPage(number: number, bytes: (0..<512).map { UInt8(truncatingIfNeeded: $0 / 7) ^ fill })
  }

  /// Two pages of 512 bytes.
  private static func blob() throws -> [UInt8] {
    try LTXFile(
      header: LTXHeader(
        transactionID: 3, databasePageCount: 9, timestampMilliseconds: 5, pageByteCount: 512),
      pages: [page(2, 1), page(9, 7)]
    ).encoded()
  }

  private static func error(_ blob: [UInt8], maximumByteCount: Int = 1 << 20) -> LTXError? {
    do {
      _ = try LTXFile(decoding: blob, maximumByteCount: maximumByteCount)
      return nil
    } catch { return error }
  }

  /// The bytes of the blocks, in which one copy may do for another.
  private static func blocks(of blob: [UInt8]) -> [Range<Int>] {
    let firstStart = 110
    let firstEnd = firstStart + (Int(blob[108]) << 8 | Int(blob[109]))
    let secondStart = firstEnd + 10
    let byteCount = Int(blob[secondStart - 2]) << 8 | Int(blob[secondStart - 1])
    return [firstStart..<firstEnd, secondStart..<secondStart + byteCount]
  }

  @Test("each byte of a blob, changed in each bit, is refused or read as another blob")
  func everyByte() throws {
    let blob = try Self.blob()
    let original = try LTXFile(decoding: blob)
    var same: Set<Int> = []
    for index in blob.indices {
      for value in (0..<8).map({ blob[index] ^ 1 << UInt8($0) }) + [~blob[index]] {
        var changed = blob
        changed[index] = value
        if let file = try? LTXFile(decoding: changed), file == original { same.insert(index) }
      }
    }
    // A place in a log is free, and nobody keeps it.
    let walOffset = 48..<56
    let blocks = Self.blocks(of: blob)
    let wrong = same.filter { index in
      !walOffset.contains(index) && !blocks.contains { $0.contains(index) }
    }
    #expect(wrong.isEmpty, "bytes that say nothing: \(wrong.sorted())")
  }

  @Test("a blob that is cut anywhere, or goes on, is refused")
  func everyLength() throws {
    let blob = try Self.blob()
    for count in 0..<blob.count { #expect(Self.error(Array(blob[..<count])) != nil, "\(count)") }
    for byte in UInt8.min...UInt8.max { #expect(Self.error(blob + [byte]) != nil, "\(byte)") }
  }

  /// A byte and the value it gets, and how the error of it starts.
  private static let fields: [(Int, UInt8, String)] = [
    (0, 0, "invalid ltx magic"), (7, 3, "unsupported header flags 3"),
    (7, 4, "unsupported header flags 4"), (10, 3, "invalid page size 768"),
    (8, 1, "invalid page size 16777728"), (23, 0, "min_txid must be greater than zero"),
    (31, 2, "max_txid 2 is below min_txid 3"), (47, 1, "pre-apply checksum must be zero"),
    (48, 0x80, "wal offset and size must not be negative"),
    (56, 0x80, "wal offset and size must not be negative"),
    (63, 1, "wal size and salts must be zero"), (67, 1, "wal size and salts must be zero"),
    (71, 1, "wal size and salts must be zero"), (79, 1, "ltx reserved header bytes"),
    (99, 1, "ltx reserved header bytes"), (103, 0, "page section ended without"),
    (105, 2, "unsupported page flags 2 of page 2"), (106, 1, "page 2 the block ends"),
  ]

  @Test("each field of the header and of a frame is refused by its own error")
  func headerFields() throws {
    let blob = try Self.blob()
    for (index, value, expected) in Self.fields {
      var changed = blob
      changed[index] = value
      let text = Self.error(changed)?.description ?? "no error"
      #expect(text.hasPrefix(expected), "\(index): \(text)")
    }
  }

  @Test("index and trailer are refused by their own errors")
  func tail() throws {
    let blob = try Self.blob()
    func changed(fromEnd distance: Int, _ value: UInt8) -> LTXError? {
      var copy = blob
      copy[copy.count - distance] = value
      return Self.error(copy)
    }
    #expect(changed(fromEnd: 1, 1) == .trailer)
    #expect(changed(fromEnd: 24, 1) == .indexSize(1 << 56 | UInt64(blob[blob.count - 17])))
    #expect(changed(fromEnd: 25, 1)?.description.contains("it names more") == true)
    #expect(changed(fromEnd: 25, 0x80)?.description == "unexpected end of varint")
    #expect(Self.error([]) == .tooSmall(byteCount: 0))
  }

  @Test("a wal offset frees size and salts, and no flag is as good as the one")
  func freeFields() throws {
    var blob = try Self.blob()
    blob[7] = 0
    blob[55] = 1
    blob[63] = 1
    blob[67] = 1
    #expect(Self.error(blob) == nil)
  }

  @Test("pages that take more than the reader gives are refused before they are inflated")
  func bombs() throws {
    let zeros = [UInt8](repeating: 0, count: 65_536)
    let bomb = try LTXFile(
      header: LTXHeader(
        transactionID: 1, databasePageCount: 64, timestampMilliseconds: 0, pageByteCount: 65_536),
      pages: (1...64).map { LTXPage(number: $0, bytes: zeros) }
    ).encoded()
    #expect(bomb.count < 20_000)
    #expect(Self.error(bomb, maximumByteCount: 64 * 65_536) == nil)
    #expect(
      Self.error(bomb, maximumByteCount: 64 * 65_536 - 1)
        == .tooLarge(maximumByteCount: 64 * 65_536 - 1))
  }

  @Test("page 0, a page twice, and a page of another size make no file")
  func refusedPages() {
    let header = LTXHeader(
      transactionID: 1, databasePageCount: 1, timestampMilliseconds: 0, pageByteCount: 512)
    func error(_ pages: [LTXPage]) -> LTXError? {
      #expect(throws: LTXError.self) { try LTXFile(header: header, pages: pages) }
    }
    #expect(error([Self.page(0, 1)]) == .pageOrder(0))
    #expect(error([Self.page(4, 1), Self.page(4, 2)]) == .pageOrder(4))
    #expect(
      error([LTXPage(number: 1, bytes: [1])]) == .pageSize(1, .tooShort(1, expected: 512)))
  }
}
