import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// Scenarios A and B of the SQLite commands, by their numbers, as messages of version 2.
@Suite struct ReadAndCommitTests {
  private var world = World()
  private let database: Database

  init() {
    database = Database(connection: world.connect())
  }

  private func meta(_ response: Envoy.V2.SqliteCommitResponse) throws -> Envoy.V2.SqliteMeta {
    guard case .ok(let ok) = response else { throw Unexpected("\(response)") }
    #expect(ok.newHeadTxid == ok.meta.headTxid)
    return ok.meta
  }

  @Test("1: a first start is generation 1, empty, with page 1 absent")
  mutating func firstStart() throws {
    let data = try database.start(&world)
    #expect(data.generation == 1)
    #expect(
      data.meta
        == .init(
          generation: 1, headTxid: 0, materializedTxid: 0, dbSizePages: 0, pageSize: 4096,
          creationTsMs: world.now, maxDeltaBytes: 8_388_608))
    #expect(data.preloadedPages == [.init(pgno: 1)])
  }

  @Test("2, 3: a second start raises the generation and keeps head, size, creation and page 1")
  mutating func secondStart() throws {
    let first = try database.start(&world)
    _ = try meta(database.commit(&world, 1, 0, [(1, page(0xa))], size: 1))
    world.pass(milliseconds: 5000)
    let second = try database.start(&world)
    #expect(second.generation == 2)
    #expect(second.meta.generation == 2)
    #expect(second.meta.headTxid == 1)
    #expect(second.meta.dbSizePages == 1)
    #expect(second.meta.creationTsMs == first.meta.creationTsMs)
    #expect(second.preloadedPages == [.init(pgno: 1, bytes: try Bytes(page(0xa)))])
  }

  @Test("5, 6, 7: pages come as asked for, absent past the end, zeros where nothing was written")
  mutating func reads() throws {
    _ = try database.start(&world)
    #expect(try database.fills(&world, 1, [1]) == [nil])
    #expect(try database.fills(&world, 1, []) == [])
    _ = try meta(database.commit(&world, 1, 0, [(1, page(0xa)), (2, page(0xb))], size: 2))
    #expect(try database.fills(&world, 1, [2, 1, 2, 3]) == [0xb, 0xa, 0xb, nil])
    _ = try meta(database.commit(&world, 1, 1, [(100, page(0xc))], size: 100))
    #expect(try database.fills(&world, 1, [1, 99, 100, 101]) == [0xa, 0, 0xc, nil])
  }

  @Test("9: a read of another generation is a fence mismatch that shows the current state")
  mutating func staleRead() throws {
    _ = try database.start(&world)
    guard case .fenceMismatch(let mismatch) = try database.getPages(&world, 99, [1]) else {
      throw Unexpected("no fence mismatch")
    }
    #expect(mismatch.actualMeta.generation == 1)
    #expect(mismatch.reason.contains("expected 99, got 1"))
  }

  @Test("10: page 0 is refused before the actor is looked for, and an unknown actor has a text")
  mutating func unknownActor() throws {
    var world = World {
      ($0.existence, $0.namespaces, $0.pools) = (.declared, ["ns"], ["default"])
    }
    let database = Database(connection: world.connect(), actor: "nobody")
    #expect(try database.getPages(&world, 1, [1]).refusalText == "actor does not exist")
    let zero = try database.getPages(&world, 1, [0]).refusalText
    #expect(zero == "sqlite get_pages does not accept page 0")
  }

  @Test("11: a first read of generation 1 opens the database, nothing else does")
  mutating func neverStarted() throws {
    let second = try database.getPages(&world, 2, [1]).refusalText
    #expect(second == "transaction failed: sqlite meta missing for get_pages")
    let commit = try database.commit(&world, 1, 0, [], size: 0).refusalText
    #expect(commit == "transaction failed: sqlite meta missing for commit")
    let begin = try database.begin(&world, 1).refusalText
    #expect(begin == "transaction failed: sqlite meta missing for commit_stage_begin")
    #expect(try database.fills(&world, 1, [1]) == [nil])
    #expect(try database.start(&world).generation == 2)
  }

  @Test("13: request ids are echoed and may be used again")
  mutating func requestIDs() throws {
    _ = try database.start(&world)
    for id in [0, 7, 7, UInt32.max] {
      guard case .ok = try database.getPages(&world, 1, [1], id: id) else {
        throw Unexpected("request \(id) was refused")
      }
    }
  }

  @Test("14, 15, 17: commits follow the head; another head or generation is fenced, which first")
  mutating func fences() throws {
    _ = try database.start(&world)
    let early = try database.commit(&world, 1, 1, [(1, page(1))], size: 1)
    guard case .fenceMismatch(let mismatch) = early else { throw Unexpected("\(early)") }
    #expect(mismatch.reason == "commit head_txid 1 did not match current head_txid 0")
    #expect(mismatch.actualMeta.headTxid == 0)
    #expect(try meta(database.commit(&world, 1, 0, [(1, page(0xa))], size: 1)).headTxid == 1)
    #expect(try meta(database.commit(&world, 1, 1, [(1, page(0xb))], size: 1)).headTxid == 2)
    #expect(try database.fills(&world, 1, [1]) == [0xb])
    let both = try database.commit(&world, 9, 5, [], size: 1)
    guard case .fenceMismatch(let other) = both else { throw Unexpected("\(both)") }
    #expect(other.reason == "commit generation 9 did not match current generation 1")
  }

  @Test("18: the first bad page in the list is named, and nothing changes")
  mutating func badPages() throws {
    _ = try database.start(&world)
    let cases: [([(UInt32, [UInt8])], String)] = [
      ([(0, page(1))], "sqlite commit does not accept page 0"),
      ([(3, .init(page(1).dropLast()))], "sqlite commit page 3 had 4095 bytes, expected 4096"),
      ([(3, page(1) + [1])], "sqlite commit page 3 had 4097 bytes, expected 4096"),
      (
        [(4, page(1)), (4, page(1))],
        "sqlite commit duplicated page 4 in a single request"
      ),
      ([(0, page(1)), (4, page(1)), (4, page(1))], "sqlite commit does not accept page 0"),
    ]
    for (pages, text) in cases {
      #expect(try database.commit(&world, 1, 0, pages, size: 4).refusalText == text)
    }
    #expect(try meta(database.commit(&world, 1, 0, [], size: 4)).headTxid == 1)
    #expect(try database.fills(&world, 1, [3, 4]) == [0, 0])
  }

  @Test("19: 2048 pages fit one commit, 2049 do not, whoever sends them, and use up no id")
  mutating func sizes() throws {
    _ = try database.start(&world)
    let pages = (1...2049).map { (UInt32($0), page(UInt8($0 & 0xff))) }
    let tooMany = try database.commit(&world, 99, 99, pages, size: 2049)
    #expect(
      tooMany == .tooLarge(.init(actualSizeBytes: 8_392_704, maxSizeBytes: 8_388_608)))
    let fits = try database.commit(&world, 1, 0, pages.dropLast(), size: 2048)
    #expect(try meta(fits).headTxid == 1)
    #expect(try database.fills(&world, 1, [2048, 2049]) == [0, nil])
  }

  @Test("21, 22, 23: a size alone is a commit, and what a shrink cuts off stays gone")
  mutating func shrinking() throws {
    _ = try database.start(&world)
    #expect(try meta(database.commit(&world, 1, 0, [], size: 0)).dbSizePages == 0)
    #expect(try meta(database.commit(&world, 1, 1, [], size: 5)).headTxid == 2)
    #expect(try database.fills(&world, 1, [5]) == [0])
    let three = [(UInt32(1), page(1)), (2, page(2)), (3, page(3))]
    _ = try meta(database.commit(&world, 1, 2, three, size: 3))
    _ = try meta(database.commit(&world, 1, 3, [(1, page(9))], size: 1))
    #expect(try database.fills(&world, 1, [1, 2, 3]) == [9, nil, nil])
    _ = try meta(database.commit(&world, 1, 4, [], size: 3))
    #expect(try database.fills(&world, 1, [1, 2, 3]) == [9, 0, 0])
    _ = try meta(database.commit(&world, 1, 5, [(1, page(1)), (9, page(2))], size: 2))
    #expect(try database.fills(&world, 1, [9]) == [nil])
  }

  @Test("25: any connection of the namespace may commit, and the head fences the first")
  mutating func secondConnection() throws {
    _ = try database.start(&world)
    let other = Database(connection: world.connect(key: "envoy-2"))
    #expect(try meta(other.commit(&world, 1, 0, [(1, page(2))], size: 1)).headTxid == 1)
    guard case .fenceMismatch = try database.commit(&world, 1, 0, [(1, page(1))], size: 1) else {
      throw Unexpected("the first was not fenced")
    }
    #expect(try database.fills(&world, 1, [1]) == [2])
  }

  @Test("59: a failure of the store changes nothing, and the same request works then")
  mutating func storeFailure() throws {
    _ = try database.start(&world)
    world.handle(.control(.failNext(.init(namespace: "ns", actor: "a1"), .commit)))
    let failed = try database.commit(&world, 1, 0, [(1, page(1))], size: 1).refusalText
    #expect(failed == "transaction failed: injected store failure")
    #expect(try meta(database.commit(&world, 1, 0, [(1, page(1))], size: 1)).headTxid == 1)
  }

  @Test("58: folding changes neither generation nor head nor size")
  mutating func compaction() throws {
    _ = try database.start(&world)
    _ = try meta(database.commit(&world, 1, 0, [(1, page(1))], size: 1))
    world.handle(.control(.compact(.init(namespace: "ns", actor: "a1"))))
    let after = try meta(database.commit(&world, 1, 1, [], size: 1))
    #expect(after.materializedTxid == 1)
    #expect((after.generation, after.headTxid, after.dbSizePages) == (1, 2, 1))
  }

  @Test("57: 10,000 small commits leave a journal of bounded size, and every read right")
  mutating func manyCommits() throws {
    _ = try database.start(&world)
    for head in 0..<10_000 {
      let number = UInt32(head % 50 + 1)
      let response = try database.commit(
        &world, 1, UInt64(head), [(number, page(UInt8(head & 0x7f)))], size: 50)
      guard case .ok = response else { throw Unexpected("commit \(head)") }
    }
    #expect(try database.fills(&world, 1, [50]) == [UInt8(9999 & 0x7f)])
    #expect(world.core.journal.entries.count <= Journal.maximumEntryCount)
    #expect(world.core.journal.lastNumber > 20_000)
  }
}
