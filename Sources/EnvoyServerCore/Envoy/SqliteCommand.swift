import BareRuntime

/// A command about an actor's database in the server's own words, whatever the version.
struct SqliteCommand {
  /// The id of the request, which its reply carries.
  let requestID: UInt32
  let actorID: String
  let action: Action

  enum Action {
    case getPages([UInt32], Fence)
    case commit([DirtyPage], Fence, pageCount: UInt32)
    case beginStage(generation: UInt64)
    case stage(Chunk, generation: UInt64)
    case finalizeStage(txid: UInt64, generation: UInt64, expectedHeadTxid: UInt64, pageCount: UInt32)
  }

  /// A page of a commit, still part of its frame.
  struct DirtyPage {
    let number: UInt32
    let bytes: Bytes
  }

  /// A chunk of a staged blob, still part of its frame.
  struct Chunk {
    let txid: UInt64
    let index: UInt32
    let bytes: Bytes
    let isLast: Bool
  }

  /// What a request expects of the database; since version 3 both may be left out.
  struct Fence {
    let generation: UInt64?
    let headTxid: UInt64?
  }

  var operation: SqliteOperation {
    switch action {
    case .getPages: .getPages
    case .commit: .commit
    case .beginStage: .commitStageBegin
    case .stage: .commitStage
    case .finalizeStage: .commitFinalize
    }
  }
}

/// The reply to a command about an actor's database.
struct SqliteReply {
  let requestID: UInt32
  let operation: SqliteOperation
  let outcome: Outcome

  enum Outcome {
    case pages([Page], SqliteMeta)
    case committed(txid: UInt64, SqliteMeta)
    case stageBegun(txid: UInt64)
    case chunkTaken(index: UInt32)

    /// What was refused, and the state that was met; nil where there is no database.
    case refused(SqliteRefusal, SqliteMeta?)
  }

  typealias Page = (number: UInt32, content: SqliteDatabase.PageContent)
}

/// The state of a database at one moment.
public struct SqliteMeta: Hashable, Sendable {
  public let generation: UInt64
  public let headTxid: UInt64
  public let materializedTxid: UInt64
  public let pageCount: UInt32
  public let creationTimeMilliseconds: Int64
  public let commitByteCount: UInt64
}

extension SqliteDatabase {
  /// The state that replies carry.
  public var meta: SqliteMeta {
    SqliteMeta(
      generation: generation, headTxid: headTxid, materializedTxid: materializedTxid,
      pageCount: pageCount, creationTimeMilliseconds: creationTimeMilliseconds,
      commitByteCount: limits.commitByteCount)
  }
}
