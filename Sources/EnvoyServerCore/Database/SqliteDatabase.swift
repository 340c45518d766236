/// An actor's database: its pages as of the last commit, and what commits are on their way.
///
/// Two envoys may believe at once that they host the actor. Each request names a generation, each
/// commit the head it builds on; whoever is outdated is refused and changes nothing (`SQL-3`).
/// Every function either does all it says, or throws and does nothing.
public struct SqliteDatabase: Sendable {
  /// Tells successive holders apart, the first being 1.
  public internal(set) var generation: UInt64 = 1

  /// The last committed transaction; 0 for none.
  public internal(set) var headTxid: UInt64 = 0

  /// The next transaction id to hand out; ids of abandoned stages are not used again.
  public internal(set) var nextTxid: UInt64 = 1

  /// Up to which transaction all is folded into a base copy; only ``compact()`` moves it.
  public internal(set) var materializedTxid: UInt64 = 0

  /// The size in pages, as the last commit said.
  public internal(set) var pageCount: UInt32 = 0

  /// When the database was opened first, in milliseconds since the epoch.
  public let creationTimeMilliseconds: Int64

  /// What may be stored and read.
  public var limits: SqliteLimits

  var table = PageTable()
  var stages: [UInt64: SqliteStage] = [:]
  var stagedByteCount: UInt64 = 0

  /// An empty database of generation 1.
  public init(limits: SqliteLimits, creationTimeMilliseconds: Int64) {
    self.limits = limits
    self.creationTimeMilliseconds = creationTimeMilliseconds
  }

  /// Bytes that count towards the quota: those of stored pages and of staged chunks.
  public var usedByteCount: UInt64 {
    UInt64(table.count) * UInt64(SqliteLimits.pageByteCount) + stagedByteCount
  }

  /// The transaction ids of stages that are neither finalized nor abandoned, ascending.
  public var stageTxids: [UInt64] { stages.keys.sorted() }

  /// All stored pages, by number.
  public var storedPages: [(number: UInt32, page: StoredPage)] { table.pages }

  /// What a takeover cleared away.
  public struct Takeover: Hashable, Sendable {
    /// How many transactions were staged and never finalized, whatever their chunks.
    public let orphanTxidCount: Int

    /// Bytes of their chunks.
    public let orphanByteCount: UInt64
  }

  /// Hands the database to a new holder: all earlier ones are fenced, and their stages are gone
  /// with the bytes they took (`SQL-5.1`). Head, size and the next transaction id stay.
  public mutating func takeOver() -> Takeover {
    generation += 1
    defer { checkInvariants() }
    return dropStages()
  }

  /// Forgets all stages, as when their holder has gone.
  @discardableResult
  public mutating func dropStages() -> Takeover {
    let takeover = Takeover(orphanTxidCount: stages.count, orphanByteCount: stagedByteCount)
    stages = [:]
    stagedByteCount = 0
    return takeover
  }

  /// Folds everything into the base copy, as engines do at times of their choosing (`SQL-5.4`).
  public mutating func compact() {
    materializedTxid = headTxid
    checkInvariants()
  }

  func checkGeneration(
    _ requested: UInt64, for operation: SqliteOperation
  ) throws(SqliteRefusal) {
    guard requested == generation else {
      throw .generation(operation, requested: requested, current: generation)
    }
  }

  func checkHead(
    _ requested: UInt64, for operation: SqliteOperation
  ) throws(SqliteRefusal) {
    guard requested == headTxid else {
      throw .head(operation, requested: requested, current: headTxid)
    }
  }

  /// Refuses what would take the actor beyond its quota; exactly the quota is allowed.
  func checkQuota(_ used: UInt64) throws(SqliteRefusal) {
    guard used <= limits.storageByteCount else {
      throw .quota(used: used, maximum: limits.storageByteCount)
    }
  }

  func checkInvariants() {
    assert(headTxid < nextTxid, "the head was handed out")
    assert(materializedTxid <= headTxid, "only what is committed is folded")
    assert(stages.values.reduce(0) { $0 + $1.byteCount } == stagedByteCount)
  }
}
