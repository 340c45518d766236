/// Whether keys and values of an actor are a database that can be carried over, and its pages.
///
/// As strict as upstream's importer (`KV-B2.12`), with one difference: upstream leaves a live
/// journal behind, and with it loses what the pages were before a transaction that is half written;
/// here the journal is rolled back (`KV-B2.14`). The layout itself allows holes and chunks behind
/// the end, which importers refuse; ``Gaps/asStored`` takes such a database as readers see it.
public struct ImportCheck: Hashable, Sendable {
  /// What to do with a journal that is live.
  public enum LiveJournal: String, Hashable, Sendable, CaseIterable {
    /// Take the transaction back, as SQLite does.
    case rollBack = "roll-back"

    /// Refuse the database.
    case refuse

    /// Leave it behind, as upstream does.
    case abandon
  }

  /// What to do with holes and with chunks behind the end.
  public enum Gaps: String, Hashable, Sendable, CaseIterable {
    /// Refuse the database, as upstream does.
    case refuse

    /// Zeros, and nothing: as readers see them.
    case asStored = "as-stored"
  }

  /// The largest database, in bytes.
  public var maximumByteCount: UInt64

  /// What to do with a journal that is live.
  public var liveJournal: LiveJournal

  /// What to do with holes and with chunks behind the end.
  public var gaps: Gaps

  /// A check; 128 MiB is upstream's limit.
  public init(
    maximumByteCount: UInt64 = 128 << 20, liveJournal: LiveJournal = .rollBack,
    gaps: Gaps = .refuse
  ) {
    self.maximumByteCount = maximumByteCount
    self.liveJournal = liveJournal
    self.gaps = gaps
  }

  /// The database in pairs of any order, among which keys of other things are passed over.
  ///
  /// - Throws: the refusal. Nothing is changed in either case.
  public func database(
    in pairs: some Sequence<KVPair>
  ) throws(ImportRefusal) -> ImportedDatabase {
    let stored = try StoredFiles(pairs)
    guard stored.isPresent else { throw stored.olderLayout.map { .olderLayout($0) } ?? .none }
    var notes = stored.olderLayout.map { [ImportedDatabase.Note.olderLayoutIgnored($0)] } ?? []
    let logByteCount = try stored.byteCount(of: .wal) ?? 0
    guard logByteCount == 0 else { throw .liveLog(byteCount: logByteCount) }
    guard let byteCount = try stored.byteCount(of: .main) else { throw .missingMeta(.main) }
    var main = StoredFile(byteCount: byteCount, chunks: stored.chunks(of: .main))
    if let journal = try stored.bytes(of: .journal, limit: journalLimit) {
      notes += try settle(journal, in: &main)
    }
    return ImportedDatabase(bytes: try bytes(of: main), notes: notes)
  }

  /// A record for each page that there may be, with room for headers between them.
  private var journalLimit: UInt64 {
    let (limit, overflow) = maximumByteCount.multipliedReportingOverflow(by: 2)
    return overflow ? .max : max(limit, 1 << 20)
  }

  private func settle(
    _ journal: [UInt8], in main: inout StoredFile
  ) throws(ImportRefusal) -> [ImportedDatabase.Note] {
    let reading: JournalReading
    do throws(LayoutError) {
      reading = try JournalReading(journal)
    } catch {
      guard liveJournal == .abandon else { throw .liveJournal(error) }
      return [.journalAbandoned]
    }
    switch (reading, liveJournal) {
    case (.ignored(let fault), _): return [.journalIgnored(fault)]
    case (.live, .refuse): throw .liveJournal(nil)
    case (.live, .abandon): return [.journalAbandoned]
    case (.live(let old), .rollBack):
      main.rollBack(to: old)
      return [.rolledBack(pages: old.pages.count, pageCount: old.pageCount)]
    }
  }

  private func bytes(of main: StoredFile) throws(ImportRefusal) -> [UInt8] {
    guard main.byteCount <= maximumByteCount else {
      throw .overLimit(byteCount: main.byteCount, limit: maximumByteCount)
    }
    try checkChunks(of: main)
    let bytes = main.bytes
    guard !bytes.isEmpty else { return bytes }
    guard bytes.starts(with: DatabaseHeader.magic) else { throw .magic }
    let pageByteCount = DatabaseHeader.pageByteCount(bytes)
    guard pageByteCount == Chunk.byteCount else { throw .pageSize(pageByteCount) }
    guard bytes.count % Chunk.byteCount == 0 else { throw .notAMultiple(byteCount: main.byteCount) }
    return bytes
  }

  private func checkChunks(of main: StoredFile) throws(ImportRefusal) {
    guard gaps == .refuse else { return }
    let count = Chunk.count(holding: main.byteCount)
    for index in 0..<count where main.chunks[UInt32(truncatingIfNeeded: index)] == nil {
      throw .hole(index: UInt32(truncatingIfNeeded: index))
    }
    for (index, chunk) in main.chunks.sorted(by: { $0.key < $1.key }) {
      guard UInt64(index) < count else { throw .extraChunk(index: index) }
      guard chunk.count <= Chunk.byteCount(of: UInt64(index), in: main.byteCount) else {
        throw .longChunk(index: index, byteCount: chunk.count)
      }
    }
  }
}
