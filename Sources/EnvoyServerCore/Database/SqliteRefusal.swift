/// Why a command about an actor's database changed nothing; what was met stands in each.
public enum SqliteRefusal: Error, Hashable, Sendable {
  /// Page 0 is no page.
  case pageZero(SqliteOperation)

  /// A page of another size than 4096 bytes.
  case pageByteCount(page: UInt32, byteCount: Int)

  /// A page that stands twice in one commit.
  case pageRepeated(page: UInt32)

  /// More pages than one reply carries.
  case tooManyPages(count: Int, maximum: Int)

  /// An id that no actor can have.
  case actorID(reason: String)

  /// No actor of this id in the namespace.
  case unknownActor

  /// An actor that was not started on the connection, under the stable profile.
  case notActive

  /// Another generation than that of the actor on the connection, under the stable profile.
  case activeGeneration(requested: UInt64, current: UInt64)

  /// An actor whose database was never opened.
  case metaMissing(SqliteOperation)

  /// Another generation than the current one.
  case generation(SqliteOperation, requested: UInt64, current: UInt64)

  /// Another head transaction than the current one.
  case head(SqliteOperation, requested: UInt64, current: UInt64)

  /// More bytes of pages than a commit may have that is not staged.
  case tooLarge(byteCount: UInt64, maximum: UInt64)

  /// More bytes stored than the actor may have.
  case quota(used: UInt64, maximum: UInt64)

  /// A stage that was never begun, or is gone.
  case stageMissing(txid: UInt64)

  /// A stage without its last chunk.
  case stageUnfinished(txid: UInt64)

  /// A stage whose transaction id is no longer the newest that was handed out.
  case stageOutdated(SqliteOperation, txid: UInt64)

  /// A stage that an earlier chunk spoiled; the text is that of the first refusal.
  case stageSpoiled(text: String)

  /// A chunk that is not the next one.
  case chunkOrder(txid: UInt64, expected: UInt32, met: UInt32)

  /// A chunk behind the last one.
  case chunkAfterLast(txid: UInt64, met: UInt32)

  /// Staged chunks that are no blob of pages.
  case blob(reason: String)

  /// A fault that was asked for.
  case injected
}

extension SqliteRefusal: CustomStringConvertible {
  /// The text in the words of the first implementation, which clients see; what it says after
  /// `transaction failed: ` was met inside a transaction.
  public var description: String {
    switch self {
    case .pageZero(let operation): "sqlite \(operation.rawValue) does not accept page 0"
    case .pageByteCount(let page, let byteCount):
      "sqlite commit page \(page) had \(byteCount) bytes, expected \(SqliteLimits.pageByteCount)"
    case .pageRepeated(let page): "sqlite commit duplicated page \(page) in a single request"
    case .tooManyPages(let count, let maximum):
      "sqlite get_pages asked for \(count) pages, at most \(maximum) are read at once"
    case .actorID(let reason): "invalid sqlite actor id: \(reason)"
    case .notActive: "sqlite actor is not active on envoy connection"
    case .activeGeneration(let requested, let current):
      "sqlite request generation \(requested) did not match active generation \(current)"
    case .unknownActor: "actor does not exist"
    case .metaMissing(let operation):
      "transaction failed: sqlite meta missing for \(operation.rawValue)"
    case .generation(.getPages, let requested, let current):
      "sqlite generation fence mismatch: expected \(requested), got \(current)"
    case .generation(let operation, let requested, let current):
      "\(operation.rawValue) generation \(requested) did not match current generation \(current)"
    case .head(let operation, let requested, let current):
      "\(operation.rawValue) head_txid \(requested) did not match current head_txid \(current)"
    case .tooLarge(let byteCount, let maximum):
      "sqlite commit too large: actual_size_bytes=\(byteCount), max_size_bytes=\(maximum)"
    case .quota(let used, let maximum):
      "transaction failed: SqliteStorageQuotaExceeded: "
        + "sqlite storage used \(used) would exceed max \(maximum)"
    case .stageMissing(let txid), .stageUnfinished(let txid):
      "StageNotFound: stage \(txid) missing"
    case .stageOutdated(_, let txid):
      "transaction failed: StageNotFound: stage \(txid) missing"
    case .stageSpoiled(let text): text
    case .chunkOrder(let txid, let expected, let met):
      "commit_stage txid \(txid) expected chunk \(expected), got \(met)"
    case .chunkAfterLast(let txid, let met):
      "commit_stage txid \(txid) received chunk \(met) after final chunk"
    case .blob(let reason):
      "transaction failed: decode staged delta for commit_finalize: \(reason)"
    case .injected: "transaction failed: injected store failure"
    }
  }
}
