import Testing

@testable import EnvoyServerCore

/// The database by itself, command by command.
struct SqliteDatabaseTests {
  private static func filled(_ fill: UInt8) -> [UInt8] { [UInt8](repeating: fill, count: 4096) }

  private func database(limits: SqliteLimits = SqliteLimits()) -> SqliteDatabase {
    SqliteDatabase(limits: limits, creationTimeMilliseconds: 5)
  }

  private func commit(
    _ pages: [UInt32: UInt8], pageCount: UInt32, to database: inout SqliteDatabase
  ) throws -> UInt64 {
    try database.commit(
      pages.sorted { $0.key < $1.key }.map { ($0.key, Self.filled($0.value)) },
      generation: database.generation, expectedHeadTxid: database.headTxid, pageCount: pageCount)
  }

  private func read(_ numbers: [UInt32], from database: SqliteDatabase) throws -> [UInt8?] {
    try database.pages(numbers, generation: database.generation).map { page in
      switch page.content {
      case .absent: nil
      case .bytes(let bytes): bytes.allSatisfy { $0 == bytes[0] } ? bytes[0] : 255
      }
    }
  }

  @Test("pages come in the order asked for; holes are zeros, and beyond the end nothing")
  func reads() throws {
    var database = database()
    #expect(try read([1], from: database) == [nil])
    #expect(try commit([100: 7], pageCount: 100, to: &database) == 1)
    #expect(try read([1, 99, 100, 101, 100], from: database) == [0, 0, 7, nil, 7])
    #expect(try read([], from: database) == [])
  }

  @Test("what is cut off is gone, and reads as zeros when the database grows again")
  func shrinks() throws {
    var database = database()
    _ = try commit([1: 1, 2: 2, 3: 3, 9: 9], pageCount: 3, to: &database)
    #expect(try read([3, 9], from: database) == [3, nil])
    _ = try commit([1: 4], pageCount: 1, to: &database)
    #expect(try read([1, 2, 3], from: database) == [4, nil, nil])
    _ = try commit([:], pageCount: 9, to: &database)
    #expect(try read([1, 2, 3, 9], from: database) == [4, 0, 0, 0])
    #expect(database.usedByteCount == 4096)
  }

  @Test("the generation is looked at before the head, and a refused commit changes nothing")
  func fences() throws {
    var database = database()
    #expect(throws: SqliteRefusal.generation(.commit, requested: 9, current: 1)) {
      try database.commit([], generation: 9, expectedHeadTxid: 5, pageCount: 1)
    }
    for head in [1, UInt64.max] {
      #expect(throws: SqliteRefusal.head(.commit, requested: head, current: 0)) {
        try database.commit([], generation: 1, expectedHeadTxid: head, pageCount: 1)
      }
    }
    #expect(database.headTxid == 0 && database.nextTxid == 1 && database.pageCount == 0)
  }

  @Test("pages are looked at one by one, the first that is wrong is told")
  func pageChecks() {
    func refusal(_ pages: (UInt32, Int)...) -> SqliteRefusal? {
      do throws(SqliteRefusal) {
        try SqliteDatabase.checkPages(pages.map { (number: $0.0, byteCount: $0.1) })
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal((0, 4096)) == .pageZero(.commit))
    #expect(refusal((1, 4095)) == .pageByteCount(page: 1, byteCount: 4095))
    #expect(refusal((1, 4097)) == .pageByteCount(page: 1, byteCount: 4097))
    #expect(refusal((1, 4096), (1, 4096)) == .pageRepeated(page: 1))
    #expect(refusal((0, 1), (1, 4096), (1, 4096)) == .pageZero(.commit))
    #expect(refusal((1, 4096), (2, 4096)) == nil)
  }

  @Test("2048 pages fit into one commit, 2049 do not")
  func size() throws {
    try SqliteDatabase.checkSize(ofPageCount: 2048, limits: SqliteLimits())
    #expect(throws: SqliteRefusal.tooLarge(byteCount: 8_392_704, maximum: 8_388_608)) {
      try SqliteDatabase.checkSize(ofPageCount: 2049, limits: SqliteLimits())
    }
  }

  @Test("exactly the quota is allowed; one byte less refuses and changes nothing")
  func quota() throws {
    var limits = SqliteLimits()
    limits.storageByteCount = 8192
    var database = database(limits: limits)
    _ = try commit([1: 1, 2: 2], pageCount: 2, to: &database)
    _ = try commit([1: 3], pageCount: 2, to: &database)
    #expect(throws: SqliteRefusal.quota(used: 12_288, maximum: 8192)) {
      try commit([3: 1], pageCount: 3, to: &database)
    }
    #expect(database.headTxid == 2 && database.nextTxid == 3)
    let txid = try database.beginStage(generation: 1)
    #expect(throws: SqliteRefusal.quota(used: 8193, maximum: 8192)) {
      try database.stage([1], index: 0, isLast: false, txid: txid, generation: 1)
    }
    #expect(throws: SqliteRefusal.self) {
      try database.stage([], index: 0, isLast: true, txid: txid, generation: 1)
    }
    #expect(database.usedByteCount == 8192)
  }

  @Test("a takeover fences all before it, keeps the ids, and frees what was staged")
  func takeover() throws {
    var database = database()
    _ = try commit([1: 1], pageCount: 1, to: &database)
    for index in 0..<3 as Range<UInt32> {
      let txid = index == 0 ? try database.beginStage(generation: 1) : 2
      try database.stage([1, 2], index: index, isLast: false, txid: txid, generation: 1)
    }
    let takeover = database.takeOver()
    #expect(takeover == SqliteDatabase.Takeover(orphanTxidCount: 1, orphanByteCount: 6))
    #expect(database.generation == 2 && database.headTxid == 1 && database.nextTxid == 3)
    #expect(database.usedByteCount == 4096)
    #expect(throws: SqliteRefusal.stageMissing(txid: 2)) {
      try database.stage([3], index: 3, isLast: true, txid: 2, generation: 2)
    }
    #expect(try database.beginStage(generation: 2) == 3)
  }
}
