import BareRuntime
import EnvoyProtocol
import LTX
import Testing

@testable import EnvoyServerCore

/// Scenarios C and D of the SQLite commands, by their numbers, as messages of version 2.
@Suite struct StagedCommitTests {
  private var world = World()
  private let database: Database
  private let place = ActorPlace(namespace: "ns", actor: "a1")

  init() throws {
    database = Database(connection: world.connect())
    _ = try database.start(&world)
  }

  private mutating func begin(_ generation: UInt64 = 1) throws -> UInt64 {
    guard case .ok(let ok) = try database.begin(&world, generation) else {
      throw Unexpected("begin was refused")
    }
    return ok.txid
  }

  private mutating func stage(
    _ txid: UInt64, _ chunks: [[UInt8]], from first: Int = 0, isComplete: Bool = true
  ) throws {
    for (offset, chunk) in chunks.enumerated() {
      let index = UInt32(first + offset)
      let isLast = isComplete && offset == chunks.count - 1
      let reply = try database.stage(&world, 1, txid, index, chunk, isLast: isLast)
      #expect(reply == .ok(.init(chunkIdxCommitted: index)))
    }
  }

  private func head(_ response: Envoy.V2.SqliteCommitFinalizeResponse) throws -> UInt64 {
    guard case .ok(let ok) = response else { throw Unexpected("\(response)") }
    #expect(ok.newHeadTxid == ok.meta.headTxid)
    return ok.newHeadTxid
  }

  @Test("26: begin, one chunk and finalize make the pages current")
  mutating func wholeStage() throws {
    let txid = try begin()
    #expect(txid == 1)
    try stage(txid, [try blob(1, size: 70, [(1, 0xa), (2, 0xb), (70, 0xc)])])
    #expect(try head(database.finalize(&world, 1, 0, 1, size: 70)) == 1)
    #expect(try database.fills(&world, 1, [1, 2, 70, 3, 71]) == [0xa, 0xb, 0xc, 0, nil])
  }

  @Test("27: a blob may be cut anywhere, with empty chunks too", arguments: [1, 32, 100])
  mutating func cuts(chunkByteCount: Int) throws {
    let bytes = try blob(1, size: 3, [(1, 0xa), (3, 0xc)])
    var chunks = stride(from: 0, to: bytes.count, by: chunkByteCount).map {
      Array(bytes[$0..<min($0 + chunkByteCount, bytes.count)])
    }
    chunks.insert([], at: 1)
    try stage(try begin(), chunks)
    #expect(try head(database.finalize(&world, 1, 0, 1, size: 3)) == 1)
    #expect(try database.fills(&world, 1, [1, 2, 3]) == [0xa, 0, 0xc])
  }

  @Test("29: what is staged is not seen, nor in a page that was never written")
  mutating func invisible() throws {
    _ = try database.commit(&world, 1, 0, [(1, page(1))], size: 2)
    let txid = try begin()
    try stage(txid, [try blob(txid, size: 2, [(1, 0xa), (2, 0xb)])])
    #expect(try database.fills(&world, 1, [1, 2]) == [1, 0])
    world.handle(.control(.compact(place)))
    #expect(try database.fills(&world, 1, [1, 2]) == [1, 0])
    #expect(try head(database.finalize(&world, 1, 1, txid, size: 2)) == 2)
    #expect(try database.fills(&world, 1, [1, 2]) == [0xa, 0xb])
  }

  @Test("30: a second begin outdates the first stage")
  mutating func twoStages() throws {
    #expect(try begin() == 1)
    #expect(try begin() == 2)
    let old = try database.stage(&world, 1, 1, 0, [1], isLast: true).refusalText
    #expect(old == "transaction failed: StageNotFound: stage 1 missing")
    #expect(try database.finalize(&world, 1, 0, 1, size: 1).refusalText == old)
    try stage(2, [try blob(2, size: 1, [(1, 0xb)])])
    #expect(try head(database.finalize(&world, 1, 0, 2, size: 1)) == 2)
  }

  @Test("31: a commit beside a stage takes the next id and outdates the stage")
  mutating func commitBesideStage() throws {
    let txid = try begin()
    try stage(txid, [try blob(1, size: 1, [(1, 0xa)])])
    guard case .ok(let ok) = try database.commit(&world, 1, 0, [(1, page(2))], size: 1) else {
      throw Unexpected("the commit was refused")
    }
    #expect(ok.newHeadTxid == 2)
    #expect(
      try database.finalize(&world, 1, 2, 1, size: 1) == .stageNotFound(.init(stageId: 1)))
    #expect(try database.fills(&world, 1, [1]) == [2])
  }

  @Test("33: chunks come in order and once, and a bad one is forgotten")
  mutating func chunkOrder() throws {
    let bytes = try blob(1, size: 1, [(1, 0xa)])
    let txid = try begin()
    try stage(txid, [Array(bytes[..<50])], isComplete: false)
    let again = try database.stage(&world, 1, 1, 0, [1], isLast: false).refusalText
    #expect(again == "commit_stage txid 1 expected chunk 1, got 0")
    try stage(txid, [Array(bytes[50...])], from: 1)
    let after = try database.stage(&world, 1, 1, 2, [1], isLast: true).refusalText
    #expect(after == "commit_stage txid 1 received chunk 2 after final chunk")
    #expect(try head(database.finalize(&world, 1, 0, 1, size: 1)) == 1)
  }

  @Test("34: a stage without its last chunk is not found, and can be completed")
  mutating func unfinished() throws {
    let bytes = try blob(1, size: 1, [(1, 0xa)])
    let missing = Envoy.V2.SqliteCommitFinalizeResponse.stageNotFound(.init(stageId: 1))
    _ = try begin()
    #expect(try database.finalize(&world, 1, 0, 1, size: 1) == missing)
    try stage(1, [Array(bytes[..<50])], isComplete: false)
    #expect(try database.finalize(&world, 1, 0, 1, size: 1) == missing)
    try stage(1, [Array(bytes[50...])], from: 1)
    #expect(try head(database.finalize(&world, 1, 0, 1, size: 1)) == 1)
  }

  @Test("35: a finalize with another head is fenced and may be repeated; a success may not")
  mutating func finalizeFences() throws {
    try stage(try begin(), [try blob(1, size: 1, [(1, 0xa)])])
    guard case .fenceMismatch(let mismatch) = try database.finalize(&world, 1, 7, 1, size: 1)
    else { throw Unexpected("no fence mismatch") }
    #expect(mismatch.reason == "commit_finalize head_txid 7 did not match current head_txid 0")
    #expect(try head(database.finalize(&world, 1, 0, 1, size: 1)) == 1)
    #expect(
      try database.finalize(&world, 1, 1, 1, size: 1) == .stageNotFound(.init(stageId: 1)))
  }

  @Test("37, 38: a chunk over the quota spoils its stage; begin needs no room; a start frees all")
  mutating func quota() throws {
    world.handle(.control(.setQuota(place, byteCount: 4096)))
    let txid = try begin()
    let first = try database.stage(&world, 1, txid, 0, page(1), isLast: false)
    #expect(first == .ok(.init(chunkIdxCommitted: 0)))
    let over = try database.stage(&world, 1, txid, 1, [1], isLast: true).refusalText
    #expect(
      over == "transaction failed: SqliteStorageQuotaExceeded: "
        + "sqlite storage used 4097 would exceed max 4096")
    #expect(try database.stage(&world, 1, txid, 1, [], isLast: true).refusalText == over)
    #expect(try database.finalize(&world, 1, 0, txid, size: 1).refusalText == over)
    #expect(try begin() == 2)
    let data = try database.start(&world)
    guard case .ok = try database.commit(&world, data.generation, 0, [(1, page(1))], size: 1)
    else { throw Unexpected("the space is not free") }
    let full = try database.commit(&world, data.generation, 3, [(2, page(1))], size: 2)
    #expect(full.refusalText?.contains("SqliteStorageQuotaExceeded") == true)
  }

  @Test("41, 43: an empty blob moves the head alone, and the request's size counts")
  mutating func emptyBlob() throws {
    try stage(try begin(), [try blob(99, size: 50, [])])
    guard case .ok(let ok) = try database.finalize(&world, 1, 0, 1, size: 3) else {
      throw Unexpected("refused")
    }
    #expect(ok.meta.dbSizePages == 3)
    #expect(try database.fills(&world, 1, [3, 4]) == [0, nil])
  }

  @Test("a blob that is none is an error in text, and the stage stays")
  mutating func badBlob() throws {
    try stage(try begin(), [[1, 2, 3]])
    let text = try database.finalize(&world, 1, 0, 1, size: 1).refusalText
    #expect(text?.contains("decode staged delta for commit_finalize: ltx blob too small") == true)
    #expect(try database.finalize(&world, 1, 0, 1, size: 1).refusalText == text)
  }

  @Test("45: an unknown stage is missing before any fence is looked at")
  mutating func unknownStage() throws {
    let text = try database.stage(&world, 99, 999, 0, [], isLast: true).refusalText
    #expect(text == "StageNotFound: stage 999 missing")
    #expect(
      try database.finalize(&world, 99, 7, 999, size: 1) == .stageNotFound(.init(stageId: 999)))
  }

  @Test("47: a takeover drops stages whole, counts transactions, and uses no id again")
  mutating func takeover() throws {
    let bytes = try blob(1, size: 1, [(1, 0xa)])
    try stage(try begin(), [Array(bytes[..<20]), Array(bytes[20..<40])], isComplete: false)
    let data = try database.start(&world)
    #expect((data.generation, data.meta.headTxid) == (2, 0))
    let takeovers = world.core.journal.entries.compactMap { entry in
      if case .takenOver(_, _, let takeover) = entry.record { takeover } else { nil }
    }
    #expect(takeovers == [.init(orphanTxidCount: 1, orphanByteCount: 40)])
    #expect(
      try database.stage(&world, 2, 1, 2, [], isLast: true).refusalText
        == "StageNotFound: stage 1 missing")
    #expect(try begin(2) == 2)
  }

  @Test("49: a fence in the middle of a stage lets nothing of it through")
  mutating func fencedStage() throws {
    let bytes = try blob(1, size: 1, [(1, 0xa)])
    try stage(try begin(), [Array(bytes[..<50])], isComplete: false)
    _ = try database.start(&world)
    let late = try database.stage(&world, 1, 1, 1, Array(bytes[50...]), isLast: true)
    #expect(late.refusalText == "StageNotFound: stage 1 missing")
    #expect(
      try database.finalize(&world, 1, 0, 1, size: 1) == .stageNotFound(.init(stageId: 1)))
    guard case .ok = try database.commit(&world, 2, 0, [(1, page(3))], size: 1) else {
      throw Unexpected("the new generation cannot commit")
    }
  }

  @Test("50: a restart loses stages and connections, and keeps what is committed")
  mutating func restart() throws {
    try stage(try begin(), [try blob(1, size: 1, [(1, 0xa)])])
    world.handle(.control(.restart))
    #expect(world.closes[database.connection]?.text.hasPrefix("ws.going_away") == true)
    let again = Database(connection: world.connect())
    let data = try again.start(&world)
    #expect(data.meta.headTxid == 0)
    guard case .ok(let ok) = try again.begin(&world, data.generation) else {
      throw Unexpected("begin was refused")
    }
    #expect(ok.txid == 2)
  }

  @Test("51: a start that was not acknowledged is repeated on reconnect, and fences the old holder")
  mutating func repeatedStart() throws {
    let again = Database(connection: world.connect())
    let commands = try world.messages(again.connection).compactMap { message in
      if case .commands(let commands) = message { commands } else { nil }
    }
    guard case .startActor(let start)? = commands.first?.first?.inner else {
      throw Unexpected("no start")
    }
    #expect(start.sqliteStartupData?.generation == 2)
    #expect(world.closes[database.connection]?.text.hasPrefix("ws.eviction") == true)
    guard case .fenceMismatch = try again.commit(&world, 1, 0, [], size: 1) else {
      throw Unexpected("the old generation is not fenced")
    }
  }

  @Test("55: a message that cannot be read is dropped, and the next is answered")
  mutating func garbage() throws {
    for bytes in [[], [0xff], [0x0c], [3, 0]] as [[UInt8]] {
      _ = world.take(database.connection)
      world.handle(.message(database.connection, bytes))
      #expect(world.take(database.connection) == [])
    }
    #expect(try database.fills(&world, 1, [1]) == [nil])
    #expect(world.closes.isEmpty)
  }

  @Test("65: the early layout of version 2 gets its own form of every reply")
  mutating func earlyLayout() throws {
    let early = world.connect(version: "v2-pr4673", key: "envoy-2")
    _ = world.take(early)
    let request = Envoy.V2.ToRivet.sqliteGetPagesRequest(
      .init(requestId: 1, data: .init(actorId: "a1", generation: 1, pgnos: [1])))
    world.handle(.message(early, try request.encoded()))
    let bytes = try #require(world.take(early).last)
    guard case .sqliteGetPagesResponse(let reply) = try Envoy.V2PR4673.ToEnvoy(decoding: bytes),
      case .ok(let ok) = reply.data
    else { throw Unexpected("no reply") }
    #expect(ok.meta.schemaVersion == 2)
    #expect(ok.meta.generation == 1)
    #expect(throws: BareError.self) { try Envoy.V2.ToEnvoy(decoding: bytes) }
  }
}
