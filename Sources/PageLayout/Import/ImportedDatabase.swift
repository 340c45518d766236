/// A database that was put together from its chunks, and is to be carried over.
public struct ImportedDatabase: Hashable, Sendable {
  /// What was done on the way, or left behind.
  public enum Note: Hashable, Sendable {
    /// A live journal was rolled back: so many pages, and the old size in pages.
    case rolledBack(pages: Int, pageCount: UInt32)

    /// A journal was not live.
    case journalIgnored(JournalReading.Fault)

    /// A live journal was left behind, as upstream does, and with it a transaction that is half
    /// done may be in the pages.
    case journalAbandoned

    /// Keys of an older layout were left behind.
    case olderLayoutIgnored(LayoutGeneration)

    /// A word for it, which vectors and scripts may compare.
    public var word: String {
      switch self {
      case .rolledBack: "rolled-back"
      case .journalIgnored(let fault): "journal-ignored-\(fault.rawValue)"
      case .journalAbandoned: "journal-abandoned"
      case .olderLayoutIgnored(let generation): "ignored-\(generation.rawValue)"
      }
    }
  }

  /// All pages, one after another: what a file of SQLite holds. Nothing for a database of size 0.
  public let bytes: [UInt8]

  /// What was done.
  public let notes: [Note]

  /// How many pages it has.
  public var pageCount: Int { bytes.count / Chunk.byteCount }

  /// The keys and values of a database in the layout, in their order: the way back.
  ///
  /// - Throws: ``LayoutError/fileByteCount(_:)`` for more bytes than a file has.
  public static func exported(_ database: [UInt8]) throws(LayoutError) -> [KVPair] {
    let byteCount = UInt64(database.count)
    guard byteCount <= FileMeta.maximumByteCount else { throw .fileByteCount(byteCount) }
    let plan = PagePlan(.main)
    let chunks = Chunk.pieces(of: database).enumerated().map { index, piece in
      KVPair(key: plan.chunkKey(UInt64(index)), value: piece)
    }
    return [plan.metaPair(byteCount)] + chunks
  }
}
