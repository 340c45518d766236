import BareRuntime
import SQLiteLibrary

/// A database file whose pages are in a store: what is written stays here until SQLite syncs.
///
/// Unchecked: SQLite calls only from within calls on the one connection that has the file open, and
/// these run one after another.
final class PageFile: VirtualFile, @unchecked Sendable {
  /// A page that differs from the store's, or may.
  private struct Dirty {
    var bytes: [UInt8]

    /// The page as the store has it, nil where it is not known.
    let base: Bytes?
  }

  let status = PageStatus()
  private let store: any PageStore
  private var cache: PageCache
  private var readAhead = ReadAhead()
  private var overlay: [UInt32: Dirty] = [:]

  /// The size that the store has.
  private var basePageCount: UInt32

  /// The pages of the store that the file still has: a truncation takes the others away, and they
  /// do not come back when it grows again.
  private var keptPageCount: UInt32

  private static let zeros = Bytes(page: [UInt8](repeating: 0, count: pageByteCount))

  init(store: sending any PageStore, cachedPageLimit: Int) {
    self.store = store
    cache = PageCache(capacity: cachedPageLimit)
    basePageCount = store.pageCount
    keptPageCount = basePageCount
    super.init()
    byteCount = Int64(basePageCount) * Int64(pageByteCount)
  }

  /// Gives the store up. Only when SQLite has the file no longer open.
  func closeStore() { store.close() }

  // MARK: Reading

  override func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> Int32 {
    guard !status.isOver, offset >= 0, offset < Int64.max - Int64(buffer.count) else {
      return Code.read
    }
    let count = Int(clamping: min(Int64(buffer.count), max(byteCount - offset, 0)))
    if count > 0 {
      do throws(PageStoreFailure) {
        try copy(offset..<offset + Int64(count), to: buffer)
      } catch {
        status.note(error, isCommit: false)
        return Code.read
      }
    }
    guard count < buffer.count else { return SQLiteCode.ok }
    for index in count..<buffer.count { buffer[index] = 0 }
    return Code.shortRead
  }

  private func copy(
    _ range: Range<Int64>, to buffer: UnsafeMutableRawBufferPointer
  ) throws(PageStoreFailure) {
    let spans = PageSpan.all(of: range)
    let fetched = try fetch(spans.map(\.number))
    for span in spans {
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[span.target])
      if let dirty = overlay[span.number] {
        dirty.bytes.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[span.inPage])) }
      } else {
        let page = fetched[span.number] ?? Self.zeros
        page.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[span.inPage])) }
      }
    }
  }

  /// Those of the pages that come from the store or the cache; the missing ones in one read, and
  /// with them those that are likely to be next.
  private func fetch(_ numbers: [UInt32]) throws(PageStoreFailure) -> [UInt32: Bytes] {
    var pages: [UInt32: Bytes] = [:]
    var missing: [UInt32] = []
    for number in numbers where overlay[number] == nil && number <= keptPageCount {
      readAhead.note(number)
      if let page = cache.page(number) { pages[number] = page } else { missing.append(number) }
    }
    if !missing.isEmpty, cache.capacity >= 2 * ReadAhead.pageCount {
      missing += readAhead.pages(upTo: keptPageCount).filter {
        overlay[$0] == nil && !cache.contains($0) && !numbers.contains($0)
      }
    }
    for (number, page) in try readStore(missing) {
      pages[number] = page
      cache.insert(number, page)
    }
    return pages
  }

  private func readStore(
    _ numbers: [UInt32]
  ) throws(PageStoreFailure) -> Zip2Sequence<[UInt32], [Bytes]> {
    if numbers.isEmpty { return zip([], []) }
    let pages = try store.read(numbers).map { $0 ?? Self.zeros }
    guard pages.count == numbers.count, pages.allSatisfy({ $0.count == pageByteCount }) else {
      throw PageStoreFailure(
        .protocol, isDefinite: true, isFatal: false,
        "the store answered a read of pages \(numbers) with pages of sizes \(pages.map(\.count))")
    }
    return zip(numbers, pages)
  }

  // MARK: Writing

  override func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> Int32 {
    guard !status.isOver, offset >= 0 else { return Code.write }
    let end = offset.addingReportingOverflow(Int64(bytes.count))
    guard !end.overflow, end.partialValue <= PageSpan.maximumByteCount else {
      return SQLiteCode.full
    }
    do throws(PageStoreFailure) {
      for span in PageSpan.all(of: offset..<end.partialValue) {
        try write(UnsafeRawBufferPointer(rebasing: bytes[span.target]), to: span)
      }
    } catch {
      status.note(error, isCommit: false)
      return Code.write
    }
    byteCount = max(byteCount, end.partialValue)
    return SQLiteCode.ok
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, to span: PageSpan
  ) throws(PageStoreFailure) {
    let base = overlay[span.number]?.base ?? cache.page(span.number)
    if span.inPage.count == pageByteCount {
      overlay[span.number] = Dirty(bytes: [UInt8](bytes), base: base)
      return
    }
    let old = try fetch([span.number])[span.number] ?? Self.zeros
    let known = base ?? (span.number <= keptPageCount ? old : nil)
    overlay[span.number, default: Dirty(bytes: [UInt8](old), base: known)].bytes
      .replaceSubrange(span.inPage, with: bytes)
  }

  override func truncate(to newByteCount: Int64) -> Int32 {
    guard !status.isOver, newByteCount >= 0, newByteCount <= PageSpan.maximumByteCount else {
      return Code.truncate
    }
    let pageCount = PageSpan.pageCount(of: newByteCount)
    let tail = Int(newByteCount % Int64(pageByteCount))
    if tail > 0, newByteCount < byteCount {
      let nothing = [UInt8](repeating: 0, count: pageByteCount - tail)
      let code = nothing.withUnsafeBytes { write($0, at: newByteCount) }
      guard code == SQLiteCode.ok else { return code }
    }
    byteCount = newByteCount
    if keptPageCount > pageCount { keptPageCount = pageCount }
    if overlay.keys.contains(where: { $0 > pageCount }) {
      overlay = overlay.filter { $0.key <= pageCount }
    }
    return SQLiteCode.ok
  }

  // MARK: Committing

  override func sync() -> Int32 {
    guard !status.isOver else { return Code.sync }
    let pageCount = committedPageCount
    let pages = changedPages(within: pageCount)
    if !pages.isEmpty || pageCount != basePageCount {
      do throws(PageStoreFailure) {
        try store.commit(pages, pageCount: pageCount)
      } catch {
        status.note(error, isCommit: true)
        return Code.sync
      }
    }
    adopt(pages, pageCount: pageCount)
    return SQLiteCode.ok
  }

  /// The size that the file has after this transaction.
  ///
  /// SQLite shrinks a file only after it has synced it. The size in page 1, which it has written by
  /// then, makes one commit of both.
  private var committedPageCount: UInt32 {
    let pageCount = PageSpan.pageCount(of: byteCount)
    guard let first = overlay[1], let size = DatabaseHeader(first.bytes)?.pageCount else {
      return pageCount
    }
    return min(pageCount, size)
  }

  /// What the store has to be told, in rising order.
  private func changedPages(
    within pageCount: UInt32
  ) -> [(number: UInt32, bytes: Bytes)] {
    var changed = overlay.filter { $0.key <= pageCount && differs($0.value) != false }
    // Where nothing that is known differs, it is the end of a rollback, and the rest is the same
    // too. Otherwise what is not known is not worth a read.
    if !changed.values.contains(where: { differs($0) == true }) { dropUnchanged(from: &changed) }
    var pages = changed.map { (number: $0.key, bytes: Bytes(page: $0.value.bytes)) }
    // What was cut off and grew again is zeros, whatever the store still has there.
    var number = keptPageCount
    while number < min(basePageCount, pageCount) {
      number += 1
      if overlay[number] == nil { pages.append((number, Self.zeros)) }
    }
    return pages.sorted { $0.number < $1.number }
  }

  /// Whether a page differs from the store's, nil where that is not known.
  private func differs(_ page: Dirty) -> Bool? {
    page.base.map { $0 != Bytes(page: page.bytes) }
  }

  private func dropUnchanged(from changed: inout [UInt32: Dirty]) {
    let unknown = changed.keys.filter { $0 <= basePageCount }.sorted()
    guard let stored = try? readStore(unknown) else { return }
    for (number, page) in stored {
      if let dirty = changed[number], Bytes(page: dirty.bytes) == page { changed[number] = nil }
    }
  }

  private func adopt(_ pages: [(number: UInt32, bytes: Bytes)], pageCount: UInt32) {
    for page in pages { cache.insert(page.number, page.bytes) }
    cache.truncate(to: pageCount)
    overlay.removeAll(keepingCapacity: overlay.count < 1000)
    basePageCount = pageCount
    keptPageCount = pageCount
    byteCount = Int64(pageCount) * Int64(pageByteCount)
  }

  override func refusal(ofPragma name: String, _ value: String?) -> String? {
    SessionPragmas.refusal(of: name, value)
  }

  /// What page 1 says, nil where there is none yet.
  func header() throws(PageStoreFailure) -> DatabaseHeader? {
    guard basePageCount > 0 else { return nil }
    return try fetch([1])[1].flatMap { DatabaseHeader([UInt8]($0)) }
  }
}
