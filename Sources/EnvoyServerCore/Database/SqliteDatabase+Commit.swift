extension SqliteDatabase {
  /// A page as a commit brings it.
  public typealias DirtyPage = (number: UInt32, bytes: [UInt8])

  /// Looks at the pages of a commit one by one, before anything else is looked at (`SQL-4.2`).
  ///
  /// - Throws: page 0, another size than 4096, or a page that stands twice: the first of them.
  public static func checkPages(
    _ pages: some Collection<(number: UInt32, byteCount: Int)>
  ) throws(SqliteRefusal) {
    var seen: Set<UInt32> = []
    for (number, byteCount) in pages {
      guard number > 0 else { throw .pageZero(.commit) }
      guard byteCount == SqliteLimits.pageByteCount else {
        throw .pageByteCount(page: number, byteCount: byteCount)
      }
      guard seen.insert(number).inserted else { throw .pageRepeated(page: number) }
    }
  }

  /// Refuses pages that are too many for a commit that is not staged, before any fence (`SQL-4.2`).
  public static func checkSize(
    ofPageCount count: Int, limits: SqliteLimits
  ) throws(SqliteRefusal) {
    let byteCount = UInt64(count) * UInt64(SqliteLimits.pageByteCount)
    guard byteCount <= limits.commitByteCount else {
      throw .tooLarge(byteCount: byteCount, maximum: limits.commitByteCount)
    }
  }

  /// Commits pages in one step (`SQL-4.2`); they were checked before.
  ///
  /// - Returns: the transaction it became: above the head by more than 1 if stages were begun.
  /// - Throws: another generation, another head, or the quota, looked at in this order.
  public mutating func commit(
    _ pages: [DirtyPage], generation: UInt64, expectedHeadTxid: UInt64, pageCount: UInt32
  ) throws(SqliteRefusal) -> UInt64 {
    try checkGeneration(generation, for: .commit)
    try checkHead(expectedHeadTxid, for: .commit)
    return try commit(pages, pageCount: pageCount)
  }

  /// Commits pages on top of whatever is there.
  ///
  /// - Throws: the quota.
  mutating func commit(
    _ pages: [DirtyPage], pageCount: UInt32
  ) throws(SqliteRefusal) -> UInt64 {
    try checkQuota(used(after: pages.map(\.number), pageCount: pageCount))
    let txid = nextTxid
    nextTxid += 1
    apply(pages, as: txid, pageCount: pageCount)
    return txid
  }

  /// Bytes in use once the pages are written, before what lies beyond the new end is cut off; a
  /// commit that shrinks frees its bytes for the next one.
  func used(after numbers: [UInt32], pageCount: UInt32) -> UInt64 {
    let added = numbers.count { $0 <= pageCount && table[$0] == nil }
    return usedByteCount + UInt64(added) * UInt64(SqliteLimits.pageByteCount)
  }

  /// Makes pages current. Those beyond the new end are gone, so that they read as zeros if the
  /// database grows again (`SQL-4.6`).
  mutating func apply(_ pages: [DirtyPage], as txid: UInt64, pageCount: UInt32) {
    precondition(txid > headTxid && txid < nextTxid, "an id that was handed out")
    if pageCount < self.pageCount { table.removeAll(above: pageCount) }
    for (number, bytes) in pages where number <= pageCount {
      table.store(StoredPage(bytes: bytes, generation: generation, txid: txid), at: number)
    }
    headTxid = txid
    self.pageCount = pageCount
    checkInvariants()
  }
}
