import LTX

/// The pages in what a staged commit carries (`SQL-6`).
enum StagedBlob {
  /// Reads the chunks of a stage as one blob.
  ///
  /// - Throws: what is wrong with it; pages of another size than 4096 are refused too, though
  ///   engines take them, since nobody could read them afterwards.
  static func pages(
    of chunks: [[UInt8]], maximumByteCount: UInt64
  ) throws(SqliteRefusal) -> [SqliteDatabase.DirtyPage] {
    do throws(LTXError) {
      let file = try LTXFile(
        decoding: Array(chunks.joined()), maximumByteCount: Int(clamping: maximumByteCount))
      guard Int(file.header.pageByteCount) == SqliteLimits.pageByteCount else {
        throw .header("page size \(file.header.pageByteCount), expected 4096")
      }
      return file.pages.map { ($0.number, $0.bytes) }
    } catch {
      throw .blob(reason: "\(error)")
    }
  }
}
