extension SqliteDatabase {
  /// Hands out a transaction id for a commit in stages (`SQL-4.3`). Neither head nor quota is
  /// looked at; ids of earlier stages can no longer be used, and the earliest is forgotten where
  /// there are too many.
  ///
  /// - Throws: another generation.
  public mutating func beginStage(generation: UInt64) throws(SqliteRefusal) -> UInt64 {
    try checkGeneration(generation, for: .commitStageBegin)
    let txid = nextTxid
    nextTxid += 1
    if stages.count >= limits.stageCount, let earliest = stages.keys.min() {
      stagedByteCount -= stages.removeValue(forKey: earliest)?.byteCount ?? 0
    }
    stages[txid] = SqliteStage()
    checkInvariants()
    return txid
  }

  /// Takes a chunk of a staged blob (`SQL-4.4`), which is not looked into.
  ///
  /// - Throws: no such stage, a spoiled one, or a chunk that is not the next: these leave the stage
  ///   as it was. Another generation, an outdated id and the quota spoil it for good.
  public mutating func stage(
    _ chunk: [UInt8], index: UInt32, isLast: Bool, txid: UInt64, generation: UInt64
  ) throws(SqliteRefusal) {
    guard var stage = stages[txid] else { throw .stageMissing(txid: txid) }
    if let failure = stage.failure { throw .stageSpoiled(text: failure) }
    guard !stage.isComplete else { throw .chunkAfterLast(txid: txid, met: index) }
    guard index == stage.nextChunkIndex else {
      throw .chunkOrder(txid: txid, expected: stage.nextChunkIndex, met: index)
    }
    do throws(SqliteRefusal) {
      try checkGeneration(generation, for: .commitStage)
      guard txid == nextTxid - 1 else { throw .stageOutdated(.commitStage, txid: txid) }
      try checkQuota(usedByteCount + UInt64(chunk.count))
    } catch {
      stage.spoil("\(error)")
      stages[txid] = stage
      throw error
    }
    // The table must not hold a second reference while the chunks grow.
    stages[txid] = nil
    stage.append(chunk, isLast: isLast)
    stages[txid] = stage
    stagedByteCount += UInt64(chunk.count)
    checkInvariants()
  }

  /// Makes staged pages current in one step (`SQL-4.5`). A refused stage stays, and may be
  /// finalized with the right head.
  ///
  /// - Parameters:
  ///   - txid: the id of the stage.
  ///   - generation: the generation of who finalizes.
  ///   - expectedHeadTxid: the head on which its pages were made.
  ///   - pageCount: the size of the database from then on, in pages.
  ///   - decode: the pages of a blob, or what is wrong with it.
  /// - Returns: the transaction id of the stage.
  /// - Throws: in this order: no such stage, a spoiled or unfinished one, another generation,
  ///   another head, an outdated id, a blob that is none, the quota.
  public mutating func finalizeStage(
    txid: UInt64, generation: UInt64, expectedHeadTxid: UInt64, pageCount: UInt32,
    decode: (_ chunks: [[UInt8]]) throws(SqliteRefusal) -> [DirtyPage]
  ) throws(SqliteRefusal) -> UInt64 {
    guard let stage = stages[txid] else { throw .stageMissing(txid: txid) }
    if let failure = stage.failure { throw .stageSpoiled(text: failure) }
    guard stage.isComplete else { throw .stageUnfinished(txid: txid) }
    try checkGeneration(generation, for: .commitFinalize)
    try checkHead(expectedHeadTxid, for: .commitFinalize)
    guard txid == nextTxid - 1 else { throw .stageOutdated(.commitFinalize, txid: txid) }
    let pages = try decode(stage.chunks)
    let used = used(after: pages.map(\.number), pageCount: pageCount)
    try checkQuota(used - stage.byteCount)
    stages[txid] = nil
    stagedByteCount -= stage.byteCount
    apply(pages, as: txid, pageCount: pageCount)
    return txid
  }
}
