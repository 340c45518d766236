extension SqliteDatabase {
  /// What is at a page's number.
  public enum PageContent: Hashable, Sendable {
    /// Nothing: the number is beyond the end.
    case absent

    /// 4096 bytes; zeros where nothing was written yet.
    case bytes([UInt8])
  }

  /// Reads pages of the last commit, in the order asked for, repeated ones repeated (`SQL-4.1`).
  ///
  /// - Throws: another generation, or too many pages.
  public func pages(
    _ numbers: [UInt32], generation: UInt64
  ) throws(SqliteRefusal) -> [(number: UInt32, content: PageContent)] {
    try checkGeneration(generation, for: .getPages)
    return try pages(numbers)
  }

  /// Reads pages of the last commit, whatever the generation.
  ///
  /// - Throws: too many pages.
  public func pages(
    _ numbers: [UInt32]
  ) throws(SqliteRefusal) -> [(number: UInt32, content: PageContent)] {
    guard numbers.count <= limits.pagesPerReadCount else {
      throw .tooManyPages(count: numbers.count, maximum: limits.pagesPerReadCount)
    }
    return numbers.map { ($0, content(at: $0)) }
  }

  private func content(at number: UInt32) -> PageContent {
    precondition(number > 0, "page 0 was refused")
    guard number <= pageCount else { return .absent }
    return .bytes(table[number]?.bytes ?? StoredPage.zeros)
  }
}
