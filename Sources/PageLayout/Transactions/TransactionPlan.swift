/// A whole transaction of pages (`KV-B2.9`, `KV-B2.10`): after a crash at any point, and recovery,
/// a reader meets all of it or none.
///
/// What one put takes is one put. For more, a rollback journal is written first, the put with its
/// header and meta key last, since no journal is there before; then the pages, the size in the
/// first put so that it covers whatever is written; then the journal's meta key is deleted, which
/// commits. Chunks that nobody sees any more are removed at the end.
public struct TransactionPlan: ChangePlan, Hashable {
  public let fetch: [KVRequest]

  /// Whether it needs no journal.
  public let isOnePut: Bool

  private let pairs: [KVPair]
  private let journaled: [UInt32]
  private let pageCounts: PageCounts
  private let nonce: UInt32
  private let options: PlanOptions

  private struct PageCounts: Hashable, Sendable {
    let old: UInt32
    let new: UInt32
  }

  init(
    _ pages: [DatabasePage], oldPageCount: UInt32, newPageCount: UInt32, nonce: UInt32,
    options: PlanOptions
  ) throws(LayoutError) {
    let written = try Self.complete(pages, from: oldPageCount, to: newPageCount)
    let meta = PagePlan(.main).metaPair(Chunk.start(of: UInt64(newPageCount)))
    pairs = (oldPageCount == newPageCount ? [] : [meta]) + written.map(\.pair)
    isOnePut = options.fits(pairs)
    let dropped = newPageCount < oldPageCount ? Array(newPageCount + 1...oldPageCount) : []
    let changed = written.map(\.number).filter { $0 <= oldPageCount } + dropped
    journaled = isOnePut ? [] : changed.filter { $0 != DatabasePage.lockPageNumber }
    fetch = options.gets(journaled.map(DatabasePage.key))
    pageCounts = PageCounts(old: oldPageCount, new: newPageCount)
    self.nonce = nonce
    self.options = options
  }

  public func changes(_ stored: StoredValues) -> [KVRequest] {
    let dropped = UInt64(pageCounts.new)..<UInt64(max(pageCounts.old, pageCounts.new))
    let cleanup = options.deletions(of: .main, chunks: dropped)
    if isOnePut { return options.puts(pairs) + cleanup }
    let journal = journal(stored).encoded
    return writing(journal) + options.puts(pairs) + removing(journal) + cleanup
  }

  private func journal(_ stored: StoredValues) -> RollbackJournal {
    let pages = journaled.map { number in
      DatabasePage(
        number: number,
        bytes: Chunk.bytes(stored[DatabasePage.key(number)], byteCount: Chunk.byteCount))
    }
    return RollbackJournal(pageCount: pageCounts.old, nonce: nonce, pages: pages)
  }

  private func writing(_ journal: [UInt8]) -> [KVRequest] {
    let chunks = Chunk.pieces(of: journal).enumerated().map { index, piece in
      KVPair(key: FileTag.journal.chunkKey(UInt32(index)), value: piece)
    }
    let meta = PagePlan(.journal).metaPair(UInt64(journal.count))
    return options.puts(Array(chunks.dropFirst())) + options.puts(chunks.prefix(1) + [meta])
  }

  private func removing(_ journal: [UInt8]) -> [KVRequest] {
    PagePlan(.journal, options: options).delete(byteCount: UInt64(journal.count))
  }

  /// The pages in order. New ones that the transaction leaves out are zeros, because importers take
  /// no database with holes.
  private static func complete(
    _ pages: [DatabasePage], from oldPageCount: UInt32, to newPageCount: UInt32
  ) throws(LayoutError) -> [DatabasePage] {
    var known: [UInt32: DatabasePage] = [:]
    for page in pages {
      guard (1...max(1, newPageCount)).contains(page.number), page.number <= newPageCount,
        known.updateValue(page, forKey: page.number) == nil
      else { throw .pageNumber(page.number, pageCount: newPageCount) }
      guard page.bytes.count == Chunk.byteCount else {
        throw .pageByteCount(page.number, byteCount: page.bytes.count)
      }
    }
    if newPageCount > oldPageCount {
      let zeros = [UInt8](repeating: 0, count: Chunk.byteCount)
      for number in oldPageCount + 1...newPageCount where known[number] == nil {
        known[number] = DatabasePage(number: number, bytes: zeros)
      }
    }
    return known.values.sorted { $0.number < $1.number }
  }
}

extension PagePlan {
  /// Writes pages of the database of a size in pages, and gives it another size. The nonce goes
  /// into the checksums of the journal, if there is one.
  ///
  /// - Throws: ``LayoutError`` for a page that is not within the new size, stands twice, or has not
  ///   4096 bytes.
  public static func transaction(
    _ pages: [DatabasePage], oldPageCount: UInt32, newPageCount: UInt32, nonce: UInt32 = 0,
    options: PlanOptions = PlanOptions()
  ) throws(LayoutError) -> TransactionPlan {
    try TransactionPlan(
      pages, oldPageCount: oldPageCount, newPageCount: newPageCount, nonce: nonce,
      options: options)
  }
}
