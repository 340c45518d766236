/// What whoever opens a database does where a journal is there (`KV-B2.11`).
///
/// The old size and pages are written, what is behind the old end is removed, and the journal comes
/// last: its meta key, then its chunks. A crash at any point leaves the journal as it was, or a
/// database that is recovered; doing it twice is doing it once.
public struct JournalRecovery: Hashable, Sendable {
  /// What the journal says.
  public let reading: JournalReading

  /// What to send.
  public let changes: [KVRequest]

  /// Recovers by the bytes of a journal, read as any file by
  /// ``PagePlan/read(offset:byteCount:of:)``, and the size of the database as it is.
  ///
  /// - Throws: ``LayoutError/journalPageByteCount(_:)``: nothing is to be done to either file.
  public init(
    journal: [UInt8], mainByteCount: UInt64, options: PlanOptions = PlanOptions()
  ) throws(LayoutError) {
    reading = try JournalReading(journal)
    let plan = PagePlan(.journal, options: options)
    let removal = plan.delete(byteCount: UInt64(journal.count))
    switch reading {
    case .ignored: changes = removal
    case .live(let old):
      changes = Self.rollback(to: old, mainByteCount: mainByteCount, options) + removal
    }
  }

  private static func rollback(
    to old: RollbackJournal, mainByteCount: UInt64, _ options: PlanOptions
  ) -> [KVRequest] {
    let byteCount = Chunk.start(of: UInt64(old.pageCount))
    let last = max(UInt64(old.pageCount), Chunk.count(holding: mainByteCount))
    let meta = PagePlan(.main).metaPair(byteCount)
    // Without ranges the chunks to remove are known by the size alone, which therefore stays until
    // they are gone.
    let removal = options.deletions(of: .main, chunks: UInt64(old.pageCount)..<last)
    return options.puts(old.pages.map(\.pair)) + removal + [.put([meta])]
  }
}
