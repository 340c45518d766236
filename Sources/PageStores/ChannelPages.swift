public import BareRuntime
public import EnvoyClient
public import PageLayout
public import PageVFS

/// The pages of an actor's database in its keys, over the KV channel (`KV-B2.1`).
///
/// The channel has one writer: whoever opens the actor elsewhere makes this store dead. So does a
/// lost connection, since another may have written meanwhile; opening it anew looks.
public final class ChannelPages: PageStore {
  private let keys: ChannelKeys
  private let options: PlanOptions
  public private(set) var pageCount: UInt32 = 0

  /// Opens the database of an actor, makes it where there is none, and takes back what a crash
  /// left half done (`KV-B2.4`, `KV-B2.11`).
  ///
  /// - Parameters:
  ///   - link: a client of the KV channel.
  ///   - actorID: the actor.
  ///   - options: how transactions are laid out in puts.
  /// - Throws: `PageStoreFailure` where the server does not let it, or what is stored is no
  ///   database.
  public init(
    _ link: any ClientLink, actorID: String, options: PlanOptions = PlanOptions()
  ) throws(PageStoreFailure) {
    keys = try ChannelKeys(link, actorID: actorID)
    self.options = options
    do throws(PageStoreFailure) {
      try open()
    } catch {
      keys.close()
      throw error
    }
  }

  public func read(_ pageNumbers: [UInt32]) throws(PageStoreFailure) -> [Bytes?] {
    let names = pageNumbers.map { FileTag.main.chunkKey($0 - 1) }
    let stored = try keys.fetch(options.gets(names))
    return names.map { name in stored[name].flatMap(Self.page) }
  }

  public func commit(
    _ pages: [(number: UInt32, bytes: Bytes)], pageCount: UInt32
  ) throws(PageStoreFailure) {
    let plan = try layout { () throws(LayoutError) in
      try PagePlan.transaction(
        pages.map { DatabasePage(number: $0.number, bytes: Array($0.bytes)) },
        oldPageCount: self.pageCount, newPageCount: pageCount, options: options)
    }
    let changes = plan.changes(try keys.fetch(plan.fetch))
    // What deletes the journal commits; where there is none, the one put does.
    let decisive = changes.firstIndex(of: .delete([FileTag.journal.metaKey])) ?? 0
    for (index, request) in changes.enumerated() {
      do throws(PageStoreFailure) {
        try keys.send(request)
      } catch {
        // Behind it only leavings are removed: the transaction is there, the store is dead.
        guard index <= decisive else { break }
        throw error.claiming(isDefinite: index < decisive || error.isDefinite)
      }
    }
    self.pageCount = pageCount
  }

  public func close() { keys.close() }

  private func open() throws(PageStoreFailure) {
    let metas = [FileTag.main.metaKey, FileTag.journal.metaKey]
    var stored = try keys.fetch([.get(metas)])
    if let journal = stored[metas[1]] {
      try recover(journal: journal, main: stored[metas[0]])
      stored = try keys.fetch([.get(metas)])
    }
    let opening = try layout { () throws(LayoutError) in
      try PagePlan(.main, options: options).open(meta: stored[metas[0]], creating: true)
    }
    for request in opening.changes { try keys.send(request) }
    pageCount = UInt32(clamping: opening.byteCount / UInt64(pageByteCount))
  }

  /// Takes back a transaction that was not done to its end.
  private func recover(journal: [UInt8], main: [UInt8]?) throws(PageStoreFailure) {
    let byteCount = try layout { () throws(LayoutError) in
      try FileMeta(decoding: journal).byteCount
    }
    let plan = PagePlan(.journal, options: options).read(
      offset: 0, byteCount: Int(clamping: byteCount), of: byteCount)
    let bytes = plan.assembled(try keys.fetch(plan.fetch))
    let recovery = try layout { () throws(LayoutError) in
      try JournalRecovery(
        journal: bytes,
        mainByteCount: try main.map { value throws(LayoutError) in
          try FileMeta(decoding: value).byteCount
        } ?? 0, options: options)
    }
    for request in recovery.changes { try keys.send(request) }
  }

  private func layout<Result>(
    _ body: () throws(LayoutError) -> Result
  ) throws(PageStoreFailure) -> Result {
    do throws(LayoutError) {
      return try body()
    } catch {
      throw PageStoreFailure(layout: error)
    }
  }

  /// A page of a chunk, which may be shorter where a file was cut (`KV-B2.3`).
  private static func page(_ chunk: [UInt8]) -> Bytes? {
    guard chunk.count < pageByteCount else { return try? Bytes(chunk) }
    return try? Bytes(chunk + [UInt8](repeating: 0, count: pageByteCount - chunk.count))
  }
}
