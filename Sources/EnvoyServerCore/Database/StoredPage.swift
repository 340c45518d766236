/// A page as it is stored: a copy of its own, so that it pins no frame.
public struct StoredPage: Hashable, Sendable {
  /// The content, 4096 bytes.
  public let bytes: [UInt8]

  /// The generation that wrote it.
  public let generation: UInt64

  /// The transaction that wrote it.
  public let txid: UInt64

  /// A page of 4096 bytes.
  init(bytes: [UInt8], generation: UInt64, txid: UInt64) {
    precondition(bytes.count == SqliteLimits.pageByteCount, "sizes were checked")
    self.bytes = bytes
    self.generation = generation
    self.txid = txid
  }

  /// What an unwritten page inside the database reads as.
  static let zeros = [UInt8](repeating: 0, count: SqliteLimits.pageByteCount)
}
