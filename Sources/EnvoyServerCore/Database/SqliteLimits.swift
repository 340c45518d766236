/// The limits of an actor's database, each with its reason (`SQL-2`).
public struct SqliteLimits: Hashable, Sendable {
  /// Bytes of a page: what every client writes, and the only size that is taken.
  public static let pageByteCount = 4096

  /// The most bytes of pages in a commit that is not staged: 2048 pages, since the stores behind
  /// the protocol commit at most about 10 MB at once.
  public var commitByteCount: UInt64 = 8_388_608

  /// The most bytes that an actor may store, staged ones included: 10 GiB.
  public var storageByteCount: UInt64 = 10_737_418_240

  /// The most pages of one reply, so that a small request cannot ask for gigabytes. No engine has
  /// such a limit; clients ask for 64 at most.
  public var pagesPerReadCount = 16_384

  /// The most stages that are kept, those that can only be refused included. No engine has such a
  /// limit; clients use one at a time.
  public var stageCount = 1024

  /// The usual limits.
  public init() {}
}
