/// What a call on a file of the layout asks of the KV store. It sends nothing, and knows nothing
/// but what it is told.
public struct PagePlan: Hashable, Sendable {
  /// The file.
  public let file: FileTag

  /// What one request may hold.
  public let options: PlanOptions

  /// Plans for a file.
  public init(_ file: FileTag = .main, options: PlanOptions = PlanOptions()) {
    self.file = file
    self.options = options
  }

  /// What opening a file comes to.
  public struct Opening: Hashable, Sendable {
    /// Its size in bytes.
    public let byteCount: UInt64

    /// What makes it; nothing where it is there.
    public let changes: [KVRequest]
  }

  /// The first request of an open. A database whose journal is there has to be recovered first:
  /// see ``JournalRecovery``.
  public var openRequest: KVRequest { .get([file.metaKey]) }

  /// What an open comes to, given the value of the meta key (`KV-B2.4`). A new database is
  /// ``EmptyDatabase/page``, in the same put as its size; any other file starts as nothing.
  ///
  /// - Throws: ``LayoutError`` of a value that is none, and `noFile` where there is no file and
  ///   none is to be made.
  public func open(meta: [UInt8]?, creating: Bool) throws(LayoutError) -> Opening {
    if let meta {
      return Opening(byteCount: try FileMeta(decoding: meta).byteCount, changes: [])
    }
    guard creating else { throw .noFile }
    let page = file == .main ? EmptyDatabase.page : []
    let byteCount = UInt64(page.count)
    let chunks = page.isEmpty ? [] : [KVPair(key: file.chunkKey(0), value: page)]
    return Opening(byteCount: byteCount, changes: [.put(chunks + [metaPair(byteCount)])])
  }

  /// Removes a file of a size: its meta first, so that what a crash leaves is not seen
  /// (`KV-B2.8`).
  public func delete(byteCount: UInt64) -> [KVRequest] {
    let chunks = 0..<Chunk.count(holding: byteCount)
    return [.delete([file.metaKey])] + options.deletions(of: file, chunks: chunks)
  }

  /// Removes what a crash left behind the end of a file, by a range: a file that grows over it
  /// would show it again. The cut of a last chunk is that of ``truncate(from:to:)``.
  public func tidy(byteCount: UInt64) -> [KVRequest] {
    let first = Chunk.count(holding: byteCount)
    guard let index = UInt32(exactly: first) else { return [] }
    return [.deleteRange(file.chunkKeys(from: index))]
  }

  func metaPair(_ byteCount: UInt64) -> KVPair {
    KVPair(key: file.metaKey, value: FileMeta(byteCount: byteCount).encoded)
  }

  func chunkKey(_ index: UInt64) -> [UInt8] {
    file.chunkKey(UInt32(truncatingIfNeeded: index))
  }
}
