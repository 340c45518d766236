import Testing

@testable import EnvoyServerCore

/// Commits in stages: what may follow what, and what a refusal leaves behind.
struct SqliteStageTests {
  private static let page = [UInt8](repeating: 7, count: 4096)

  private var database = SqliteDatabase(limits: SqliteLimits(), creationTimeMilliseconds: 0)

  private mutating func stage(
    _ txid: UInt64, _ index: UInt32, isLast: Bool = false, generation: UInt64 = 1
  ) throws(SqliteRefusal) {
    try database.stage(
      [UInt8(index)], index: index, isLast: isLast, txid: txid, generation: generation)
  }

  private mutating func finalize(
    _ txid: UInt64, head: UInt64 = 0, generation: UInt64 = 1, pageCount: UInt32 = 2
  ) throws(SqliteRefusal) -> UInt64 {
    try database.finalizeStage(
      txid: txid, generation: generation, expectedHeadTxid: head, pageCount: pageCount
    ) { (chunks) throws(SqliteRefusal) in
      guard chunks.joined().elementsEqual(chunks.indices.map { UInt8($0) }) else {
        throw .blob(reason: "other chunks")
      }
      return [(2, Self.page)]
    }
  }

  @Test("of too many stages the earliest is forgotten, with its bytes")
  mutating func tooManyStages() throws {
    database.limits.stageCount = 3
    _ = try database.beginStage(generation: 1)
    try stage(1, 0)
    #expect(database.usedByteCount == 1)
    for _ in 0..<3 { _ = try database.beginStage(generation: 1) }
    #expect(database.stageTxids == [2, 3, 4])
    #expect(database.usedByteCount == 0)
    #expect(throws: SqliteRefusal.stageMissing(txid: 1)) { try stage(1, 1) }
    try stage(4, 0, isLast: true)
  }

  @Test("begin, chunks in order, finalize: then it is read, and the stage is gone")
  mutating func order() throws {
    #expect(try database.beginStage(generation: 1) == 1)
    for index in 0..<5 as Range<UInt32> { try stage(1, index, isLast: index == 4) }
    #expect(database.headTxid == 0 && database.pageCount == 0)
    #expect(try finalize(1) == 1)
    #expect(database.headTxid == 1 && database.pageCount == 2 && database.nextTxid == 2)
    #expect(database.table[2]?.bytes == Self.page)
    #expect(throws: SqliteRefusal.stageMissing(txid: 1)) { try finalize(1, head: 1) }
    #expect(database.usedByteCount == 4096)
  }

  @Test("a chunk out of turn is refused and leaves the stage as it was")
  mutating func turns() throws {
    let txid = try database.beginStage(generation: 1)
    #expect(throws: SqliteRefusal.chunkOrder(txid: 1, expected: 0, met: 1)) {
      try stage(txid, 1)
    }
    try stage(txid, 0)
    #expect(throws: SqliteRefusal.chunkOrder(txid: 1, expected: 1, met: 0)) { try stage(txid, 0) }
    #expect(throws: SqliteRefusal.stageUnfinished(txid: 1)) { try finalize(txid) }
    try stage(txid, 1, isLast: true)
    #expect(throws: SqliteRefusal.chunkAfterLast(txid: 1, met: 2)) { try stage(txid, 2) }
    #expect(try finalize(txid) == 1)
  }

  @Test("a fence or an outdated id spoils the stage, and the first reason stays")
  mutating func spoiled() throws {
    let txid = try database.beginStage(generation: 1)
    let first = SqliteRefusal.generation(.commitStage, requested: 2, current: 1)
    #expect(throws: first) { try stage(txid, 0, generation: 2) }
    for _ in 0..<2 {
      #expect(throws: SqliteRefusal.stageSpoiled(text: "\(first)")) { try stage(txid, 0) }
      #expect(throws: SqliteRefusal.stageSpoiled(text: "\(first)")) { try finalize(txid) }
    }
    let second = try database.beginStage(generation: 1)
    _ = try database.beginStage(generation: 1)
    #expect(throws: SqliteRefusal.stageOutdated(.commitStage, txid: second)) {
      try stage(second, 0)
    }
  }

  @Test("a commit ends the stages before it, whose ids are burnt")
  mutating func burnt() throws {
    let txid = try database.beginStage(generation: 1)
    try stage(txid, 0, isLast: true)
    #expect(
      try database.commit([], generation: 1, expectedHeadTxid: 0, pageCount: 1) == 2)
    #expect(throws: SqliteRefusal.stageOutdated(.commitFinalize, txid: 1)) {
      try finalize(txid, head: 2)
    }
  }

  @Test("a finalize that is refused may be repeated with what was right")
  mutating func repeated() throws {
    let txid = try database.beginStage(generation: 1)
    try stage(txid, 0, isLast: true)
    #expect(throws: SqliteRefusal.generation(.commitFinalize, requested: 9, current: 1)) {
      try finalize(txid, head: 9, generation: 9)
    }
    #expect(throws: SqliteRefusal.head(.commitFinalize, requested: 7, current: 0)) {
      try finalize(txid, head: 7)
    }
    #expect(throws: SqliteRefusal.stageMissing(txid: 999)) { try finalize(999, generation: 9) }
    #expect(try finalize(txid) == 1)
  }
}
