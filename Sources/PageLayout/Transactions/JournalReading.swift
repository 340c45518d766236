/// What the bytes of a journal come to, as SQLite reads them (`KV-B2.11`).
public enum JournalReading: Hashable, Sendable {
  /// Why there is nothing to take back.
  public enum Fault: String, Hashable, Sendable, CaseIterable {
    /// No bytes, or fewer than a header: it was not written to its end, so nothing else was.
    case incomplete

    /// The first bytes are others: it was committed by a header of zeros, or is no journal.
    case magic

    /// No sector or page is of the size that the header says.
    case geometry

    /// It is part of a transaction over several databases, whose journal is gone with its file: no
    /// such file is in this layout. So the transaction was committed.
    case superJournal = "super-journal"
  }

  /// It is to be removed.
  case ignored(Fault)

  /// The transaction is to be taken back.
  case live(RollbackJournal)

  /// Reads a journal. Its records end where one is cut short, has another checksum or no page's
  /// number; of a page that stands twice the last counts, and one behind the old end does not.
  ///
  /// - Throws: ``LayoutError/journalPageByteCount(_:)`` of pages that are no chunks.
  public init(_ journal: [UInt8]) throws(LayoutError) {
    let reader = JournalReader(bytes: journal)
    if let fault = reader.fault {
      self = .ignored(fault)
      return
    }
    guard reader.pageByteCount == Chunk.byteCount else {
      throw .journalPageByteCount(reader.pageByteCount)
    }
    self = .live(reader.journal)
  }
}

/// Numbers and records of a journal whose first header is sound, or has a fault.
private struct JournalReader {
  let bytes: [UInt8]

  var sectorByteCount: Int { number(at: 20) }

  /// 0 stands for the size that is usual.
  var pageByteCount: Int { number(at: 24) == 0 ? Chunk.byteCount : number(at: 24) }

  var fault: JournalReading.Fault? {
    guard bytes.count >= 28 else { return .incomplete }
    guard bytes.starts(with: RollbackJournal.magic) else { return .magic }
    guard Self.isSize(sectorByteCount, from: 32), Self.isSize(pageByteCount, from: 512) else {
      return .geometry
    }
    guard bytes.count >= sectorByteCount else { return .incomplete }
    return namesSuperJournal ? .superJournal : nil
  }

  /// Header after header, each at the start of a sector.
  var journal: RollbackJournal {
    let oldPageCount = UInt32(number(at: 16))
    var pages: [DatabasePage] = []
    var start = 0
    while start + sectorByteCount <= bytes.count, isHeader(at: start) {
      let (records, end) = records(behind: start)
      pages += records.filter { $0.number <= oldPageCount }
      guard let end else { break }
      start = (end + sectorByteCount - 1) / sectorByteCount * sectorByteCount
    }
    return RollbackJournal(
      pageCount: oldPageCount, nonce: UInt32(number(at: 12)), pages: Self.lastOfEach(pages))
  }

  /// The records behind a header, and where they end; nil where one of them is none.
  private func records(behind header: Int) -> (pages: [DatabasePage], end: Int?) {
    var offset = header + sectorByteCount
    let known = (bytes.count - offset) / RollbackJournal.recordByteCount
    let count = number(at: header + 8)
    let isCounted = count != 0xffff_ffff
    var pages: [DatabasePage] = []
    for _ in 0..<(isCounted ? min(count, known) : known) {
      guard let page = record(at: offset, nonce: UInt32(number(at: header + 12))) else {
        return (pages, nil)
      }
      pages.append(page)
      offset += RollbackJournal.recordByteCount
    }
    return (pages, isCounted && count > known ? nil : offset)
  }

  private func record(at offset: Int, nonce: UInt32) -> DatabasePage? {
    let number = UInt32(number(at: offset))
    let page = bytes[offset + 4..<offset + 4 + Chunk.byteCount]
    let checksum = UInt32(self.number(at: offset + 4 + Chunk.byteCount))
    guard number != 0, number != DatabasePage.lockPageNumber,
      RollbackJournal.checksum(of: page, nonce: nonce) == checksum
    else { return nil }
    return DatabasePage(number: number, bytes: Array(page))
  }

  /// The last bytes: a name, its length, its checksum and the magic.
  private var namesSuperJournal: Bool {
    let magic = bytes.count - RollbackJournal.magic.count
    guard bytes[magic...].elementsEqual(RollbackJournal.magic) else { return false }
    let count = number(at: magic - 8)
    guard count > 0, count <= magic - 8 else { return false }
    let name = bytes[magic - 8 - count..<magic - 8]
    let sum = name.reduce(UInt32(0)) { $0 &+ UInt32(bitPattern: Int32(Int8(bitPattern: $1))) }
    return name.first != 0 && sum == UInt32(number(at: magic - 4))
  }

  private func isHeader(at offset: Int) -> Bool {
    bytes[offset...].starts(with: RollbackJournal.magic)
  }

  /// Four bytes, highest first; they are there.
  private func number(at offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func isSize(_ byteCount: Int, from least: Int) -> Bool {
    (least...65_536).contains(byteCount) && byteCount.nonzeroBitCount == 1
  }

  private static func lastOfEach(_ pages: [DatabasePage]) -> [DatabasePage] {
    Dictionary(pages.map { ($0.number, $0) }) { $1 }.values.sorted { $0.number < $1.number }
  }
}
