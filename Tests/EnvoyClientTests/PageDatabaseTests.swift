import BareRuntime
import EnvoyProtocol
import LTX
import Testing

@testable import EnvoyClient

/// Which commands a transaction takes, and what a database knows by their replies.
@Suite struct PageDatabaseTests {
  private static func meta(
    generation: UInt64 = 3, head: UInt64 = 10, pageCount: UInt32 = 5, maximum: UInt64 = 8192
  ) -> Envoy.V2.SqliteMeta {
    Envoy.V2.SqliteMeta(
      generation: generation, headTxid: head, materializedTxid: 0, dbSizePages: pageCount,
      pageSize: 4096, creationTsMs: 0, maxDeltaBytes: maximum)
  }

  private static func database(maximum: UInt64 = 8192) -> PageDatabase {
    PageDatabase(
      actorID: "a",
      startup: .init(generation: 3, meta: meta(maximum: maximum), preloadedPages: []))
  }

  /// Pages that do not compress, so that a blob of them is in several pieces.
  private static func pages(_ numbers: [UInt32]) throws -> [PageDatabase.Page] {
    var state: UInt32 = 1
    return try numbers.map { number in
      let bytes = (0..<4096).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(truncatingIfNeeded: state >> 24)
      }
      return PageDatabase.Page(number: number, bytes: try Bytes(bytes))
    }
  }

  private static let refusal = ClientFailure(.fenceMismatch, isDefinite: true, "old")
  private static let tooLarge = ClientFailure(.tooLarge, isDefinite: true, "large")

  /// What a database makes of a reply; the failure as a text, so that both are compared alike.
  private func take(
    _ database: inout PageDatabase, _ result: Result<SqliteReply, ClientFailure>
  ) -> (step: PageDatabase.Step?, failure: ClientFailure?) {
    do throws(ClientFailure) {
      return (try database.take(result), nil)
    } catch {
      return (nil, error)
    }
  }

  private func write(
    _ database: inout PageDatabase, _ pages: [PageDatabase.Page], pageCount: UInt32 = 9
  ) -> (requests: [SqliteRequest], failure: ClientFailure?) {
    do throws(ClientFailure) {
      guard case .requests(let requests) = try database.write(pages, pageCount: pageCount, at: 42)
      else { return ([], nil) }
      return (requests, nil)
    } catch {
      return ([], error)
    }
  }

  private func requests(_ step: PageDatabase.Step?) -> [SqliteRequest] {
    guard case .requests(let requests)? = step else { return [] }
    return requests
  }

  private func committed(
    head: UInt64, _ meta: Envoy.V2.SqliteMeta
  ) -> Result<SqliteReply, ClientFailure> {
    .success(.committed(.init(newHeadTxid: head, meta: meta)))
  }

  @Test("SQL-8.3: at most maxDeltaBytes of pages are one commit, and that size is still one")
  func oneCommit() throws {
    for numbers: [UInt32] in [[], [1], [7, 2]] {
      var database = Self.database()
      let pages = try Self.pages(numbers)
      let (requests, failure) = write(&database, pages)
      #expect(failure == nil)
      #expect(
        requests == [
          .commit(
            .init(
              actorId: "a", generation: 3, expectedHeadTxid: 10,
              dirtyPages: pages.map { .init(pgno: $0.number, bytes: $0.bytes) },
              newDbSizePages: 9))
        ])
    }
  }

  @Test("SQL-8.4: generation, head and limit are those of the reply, the size is the request's")
  func adoption() throws {
    var database = Self.database()
    _ = write(&database, try Self.pages([1]))
    let meta = Self.meta(generation: 4, head: 99, pageCount: 77, maximum: 4096)
    #expect(take(&database, committed(head: 12, meta)).step == .committed)
    #expect(database.headTransactionID == 12)
    #expect(database.pageCount == 9)
    #expect(
      try database.read([2, 2])
        == .getPages(.init(actorId: "a", generation: 4, pgnos: [2, 2])))
    guard case .commit(let next)? = write(&database, try Self.pages([1])).requests.first else {
      Issue.record("one page is no commit")
      return
    }
    #expect(next.generation == 4 && next.expectedHeadTxid == 12)
    _ = take(&database, committed(head: 13, meta))
    let larger = write(&database, try Self.pages([1, 2])).requests
    #expect(larger == [.stageBegin(.init(actorId: "a", generation: 4))])
  }

  @Test("SQL-8.4: a database knows head and size by its startup, and a read changes nothing")
  func startup() throws {
    let database = Self.database()
    #expect(database.headTransactionID == 10 && database.pageCount == 5)
    #expect(try database.read([]) == .getPages(.init(actorId: "a", generation: 3, pgnos: [])))
    #expect(database.headTransactionID == 10 && database.pageCount == 5)
    #expect(database.failure == nil)
  }

  /// Checks that requests are the pieces of a blob and a finalize.
  private func expectStage(
    _ requests: [SqliteRequest], of pages: [PageDatabase.Page], txid: UInt64, maximum: Int
  ) throws {
    var blob: [UInt8] = []
    for (index, request) in requests.dropLast().enumerated() {
      guard case .stage(let piece) = request else {
        Issue.record("request \(index) is no piece")
        return
      }
      #expect(piece.actorId == "a" && piece.generation == 3 && piece.txid == txid)
      #expect(piece.chunkIdx == UInt32(index))
      #expect(piece.isLast == (index == requests.count - 2), "piece \(index)")
      #expect(piece.bytes.count == maximum || piece.isLast, "piece \(index)")
      #expect(1...maximum ~= piece.bytes.count, "piece \(index)")
      blob += Array(piece.bytes)
    }
    let file = try LTXFile(decoding: blob)
    #expect(file.header.transactionIDs == txid...txid)
    #expect(file.header.databasePageCount == 9)
    #expect(file.header.timestampMilliseconds == 42)
    #expect(file.pages.map(\.number) == pages.map(\.number))
    #expect(file.pages.map(\.bytes) == pages.map { Array($0.bytes) })
    #expect(
      requests.last
        == .finalize(
          .init(
            actorId: "a", generation: 3, expectedHeadTxid: 10, txid: txid, newDbSizePages: 9)))
  }

  @Test("SQL-8.3: more is a begin, a blob in pieces, and a finalize, at once; that decides")
  func staged() throws {
    for maximum: Int in [1000, 4096, 8192] {
      var database = Self.database(maximum: UInt64(maximum))
      let pages = try Self.pages([1, 3, 8])
      #expect(
        write(&database, pages).requests == [.stageBegin(.init(actorId: "a", generation: 3))])
      let step = take(&database, .success(.begun(.init(txid: 31)))).step
      try expectStage(requests(step), of: pages, txid: 31, maximum: maximum)
      #expect(database.headTransactionID == 10 && database.pageCount == 5)
      let ok = Envoy.V2.SqliteCommitFinalizeOk(
        newHeadTxid: 31, meta: Self.meta(generation: 4, head: 50, pageCount: 60))
      #expect(take(&database, .success(.finalized(ok))).step == .committed)
      #expect(database.headTransactionID == 31 && database.pageCount == 9)
      #expect(try database.read([1]) == .getPages(.init(actorId: "a", generation: 4, pgnos: [1])))
    }
  }

  @Test("SQL-8.3: a commit that was too large is staged, and the database lives")
  func tooLarge() throws {
    var database = Self.database()
    let pages = try Self.pages([1, 2])
    _ = write(&database, pages)
    let begin = take(&database, .failure(Self.tooLarge)).step
    #expect(requests(begin) == [.stageBegin(.init(actorId: "a", generation: 3))])
    #expect(database.failure == nil)
    let step = take(&database, .success(.begun(.init(txid: 12)))).step
    try expectStage(requests(step), of: pages, txid: 12, maximum: 8192)
  }

  /// Expects that a failure was given as it is, and that everything fails from now on.
  private func expectDead(_ database: PageDatabase, by failure: ClientFailure, _ why: String) {
    var database = database
    #expect(database.failure == failure, "\(why)")
    let calls: [ClientFailure?] = [
      write(&database, []).failure, (try? database.read([1])) == nil ? nil : Self.tooLarge,
      write(&database, []).failure,
    ]
    for call in [calls[0], calls[2]] {
      #expect(call?.kind == .dead && call?.isDefinite == true, "\(why)")
      #expect(call?.code == failure.code, "\(why)")
    }
    #expect(calls[1] == nil, "\(why): a read is sent")
    #expect(database.headTransactionID == 10 && database.pageCount == 5, "\(why)")
  }

  @Test("SQL-8.5: after any failure of any step a database is dead, and keeps what it knew")
  func dead() throws {
    for kind in ClientFailure.Kind.allCases {
      for isDefinite in [true, false] {
        let failure = ClientFailure(kind, code: "c", isDefinite: isDefinite, "m")
        let why = "\(kind), definite: \(isDefinite)"
        var commit = Self.database()
        _ = write(&commit, try Self.pages([1]))
        if kind != .tooLarge {
          #expect(take(&commit, .failure(failure)).failure == failure, "\(why)")
          expectDead(commit, by: failure, "a commit: \(why)")
        }
        var begin = Self.database(maximum: 100)
        _ = write(&begin, try Self.pages([1]))
        // Nothing of a stage counts before its finalize, so a begin was surely not the write.
        let sure = ClientFailure(kind, code: "c", isDefinite: true, "m")
        var finalize = begin
        #expect(take(&begin, .failure(failure)).failure == sure, "\(why)")
        expectDead(begin, by: sure, "a begin: \(why)")
        _ = take(&finalize, .success(.begun(.init(txid: 11))))
        #expect(take(&finalize, .failure(failure)).failure == failure, "\(why)")
        expectDead(finalize, by: failure, "a finalize: \(why)")
      }
    }
  }

  @Test("SQL-8.5: a reply of another kind kills a database, and so does a failed read")
  func otherKinds() throws {
    let replies: [SqliteReply] = [
      .pages(.init(pages: [], meta: Self.meta())),
      .committed(.init(newHeadTxid: 11, meta: Self.meta(head: 11))),
      .begun(.init(txid: 11)), .staged(.init(chunkIdxCommitted: 0)),
      .finalized(.init(newHeadTxid: 11, meta: Self.meta(head: 11))),
    ]
    for (index, reply) in replies.enumerated() {
      var commit = Self.database()
      _ = write(&commit, [])
      if index != 1 {
        #expect(take(&commit, .success(reply)).failure?.kind == .protocol, "\(index)")
        expectDead(commit, by: .otherKind, "a commit by \(index)")
      }
      var begin = Self.database(maximum: 100)
      _ = write(&begin, try Self.pages([1]))
      var finalize = begin
      if index != 2 {
        #expect(take(&begin, .success(reply)).failure?.kind == .protocol, "\(index)")
        expectDead(begin, by: .otherKind, "a begin by \(index)")
      }
      _ = take(&finalize, .success(.begun(.init(txid: 11))))
      if index != 4 {
        #expect(take(&finalize, .success(reply)).failure?.kind == .protocol, "\(index)")
        expectDead(finalize, by: .otherKind, "a finalize by \(index)")
      }
    }
    var read = Self.database()
    read.die(of: Self.refusal)
    read.die(of: Self.tooLarge)
    expectDead(read, by: Self.refusal, "a read")
  }

  @Test("pages that cannot be a blob fail before anything of the stage is sent")
  func noBlob() throws {
    for numbers: [UInt32] in [[2, 2], [0]] {
      var database = Self.database(maximum: 100)
      _ = write(&database, try Self.pages(numbers))
      let (step, failure) = take(&database, .success(.begun(.init(txid: 11))))
      #expect(step == nil)
      #expect(failure?.kind == .error && failure?.isDefinite == true, "\(numbers)")
      #expect(database.failure == failure)
    }
  }
}
