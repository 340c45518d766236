/// A commit on its way: chunks of a blob that nobody can read yet.
struct SqliteStage: Sendable {
  /// The chunks, copies of their own.
  private(set) var chunks: [[UInt8]] = []

  /// Whether the last chunk is there.
  private(set) var isComplete = false

  /// What spoiled the stage, as text; nothing more can be done with it then.
  private(set) var failure: String?

  /// Bytes of all chunks.
  private(set) var byteCount: UInt64 = 0

  /// The index that the next chunk has to have.
  var nextChunkIndex: UInt32 { UInt32(truncatingIfNeeded: chunks.count) }

  /// Takes the next chunk.
  mutating func append(_ chunk: [UInt8], isLast: Bool) {
    precondition(!isComplete && failure == nil, "refused before")
    chunks.append(chunk)
    byteCount += UInt64(chunk.count)
    isComplete = isLast
  }

  /// Spoils the stage; the first reason stays.
  mutating func spoil(_ reason: String) {
    if failure == nil { failure = reason }
  }
}
