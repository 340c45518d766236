import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyClient

/// What is different in the envoy protocol: two families of ids, errors without a code, SQLite.
@Suite struct EnvoyTests {
  private static let meta = Envoy.V2.SqliteMeta(
    generation: .max, headTxid: 2, materializedTxid: 3, dbSizePages: 4, pageSize: 4096,
    creationTsMs: 5, maxDeltaBytes: 6)

  private static let mismatch = Envoy.V2.SqliteFenceMismatch(actualMeta: meta, reason: "old")
  private static let error = Envoy.V2.SqliteErrorResponse(message: "full")

  private static let requests: [SqliteRequest] = [
    .getPages(.init(actorId: "a", generation: .max, pgnos: [3, 1, 3])),
    .commit(
      .init(
        actorId: "a", generation: 1, expectedHeadTxid: .max,
        dirtyPages: [.init(pgno: 1, bytes: [1])], newDbSizePages: 7)),
    .stageBegin(.init(actorId: "a", generation: 1)),
    .stage(.init(actorId: "a", generation: 1, txid: 2, chunkIdx: 3, bytes: [4], isLast: true)),
    .finalize(
      .init(actorId: "a", generation: 1, expectedHeadTxid: 2, txid: 3, newDbSizePages: 4)),
  ]

  /// The `Ok` of each request, in their order.
  private static let replies: [(SqliteReply, @Sendable (UInt32) -> Envoy.V2.ToEnvoy)] = {
    let pages = Envoy.V2.SqliteGetPagesOk(
      pages: [.init(pgno: 3, bytes: [9]), .init(pgno: 1, bytes: nil)], meta: meta)
    let commit = Envoy.V2.SqliteCommitOk(newHeadTxid: .max, meta: meta)
    let begin = Envoy.V2.SqliteCommitStageBeginOk(txid: .max)
    let stage = Envoy.V2.SqliteCommitStageOk(chunkIdxCommitted: 8)
    let finalize = Envoy.V2.SqliteCommitFinalizeOk(newHeadTxid: 77, meta: meta)
    return [
      (.pages(pages), { .sqliteGetPagesResponse(.init(requestId: $0, data: .ok(pages))) }),
      (.committed(commit), { .sqliteCommitResponse(.init(requestId: $0, data: .ok(commit))) }),
      (
        .begun(begin),
        { .sqliteCommitStageBeginResponse(.init(requestId: $0, data: .ok(begin))) }
      ),
      (.staged(stage), { .sqliteCommitStageResponse(.init(requestId: $0, data: .ok(stage))) }),
      (
        .finalized(finalize),
        { .sqliteCommitFinalizeResponse(.init(requestId: $0, data: .ok(finalize))) }
      ),
    ]
  }()

  private static func sent(_ message: [UInt8]) throws -> (id: UInt32, request: SqliteRequest)? {
    switch try Envoy.V2.ToRivet(decoding: Bytes(message)) {
    case .sqliteGetPagesRequest(let request): (request.requestId, .getPages(request.data))
    case .sqliteCommitRequest(let request): (request.requestId, .commit(request.data))
    case .sqliteCommitStageBeginRequest(let request):
      (request.requestId, .stageBegin(request.data))
    case .sqliteCommitStageRequest(let request): (request.requestId, .stage(request.data))
    case .sqliteCommitFinalizeRequest(let request): (request.requestId, .finalize(request.data))
    default: nil
    }
  }

  @Test("SQL-8.1: each command is one message as it was given, and its Ok comes as it is")
  func commands() throws {
    var world = try ClientWorld.connected(.envoy(.v2))
    for (index, request) in Self.requests.enumerated() {
      let call = world.call(.sqlite(request))
      let messages = world.takeSent()
      #expect(messages.count == 1)
      let sent = try Self.sent(messages.first ?? [])
      #expect(sent?.request == request)
      let (reply, message) = Self.replies[index]
      world.receive(try message(try #require(sent?.id)).encoded())
      #expect(world.takeFinished() == [call: .success(.sqlite(reply))])
    }
  }

  @Test("SQL-8.1: the Ok of another command is an error of that request")
  func otherCommands() throws {
    var world = try ClientWorld.connected(.envoy(.v2))
    for (index, request) in Self.requests.enumerated() {
      for (other, (_, message)) in Self.replies.enumerated() where other != index {
        let call = world.call(.sqlite(request))
        let id = try #require(try Self.sent(world.takeSent().first ?? [])?.id)
        world.receive(try message(id).encoded())
        #expect(
          world.takeFinished()[call]?.failure?.kind == .protocol, "\(index) by \(other)")
      }
    }
  }

  @Test("SQL-8.1: every refusal is of the class of its name, and surely not done")
  func refusals() throws {
    let cases: [(Int, (UInt32) -> Envoy.V2.ToEnvoy, ClientFailure.Kind)] = [
      (
        0, { .sqliteGetPagesResponse(.init(requestId: $0, data: .fenceMismatch(Self.mismatch))) },
        .fenceMismatch
      ),
      (
        0, { .sqliteGetPagesResponse(.init(requestId: $0, data: .errorResponse(Self.error))) },
        .error
      ),
      (
        1, { .sqliteCommitResponse(.init(requestId: $0, data: .fenceMismatch(Self.mismatch))) },
        .fenceMismatch
      ),
      (
        1,
        {
          .sqliteCommitResponse(
            .init(requestId: $0, data: .tooLarge(.init(actualSizeBytes: 2, maxSizeBytes: 1))))
        }, .tooLarge
      ),
      (
        2,
        {
          .sqliteCommitStageBeginResponse(
            .init(requestId: $0, data: .fenceMismatch(Self.mismatch)))
        }, .fenceMismatch
      ),
      (
        3, { .sqliteCommitStageResponse(.init(requestId: $0, data: .errorResponse(Self.error))) },
        .error
      ),
      (
        4,
        {
          .sqliteCommitFinalizeResponse(
            .init(requestId: $0, data: .stageNotFound(.init(stageId: 3))))
        }, .stageNotFound
      ),
    ]
    var world = try ClientWorld.connected(.envoy(.v2))
    for (index, (request, message, kind)) in cases.enumerated() {
      let call = world.call(.sqlite(Self.requests[request]))
      let id = try #require(try Self.sent(world.takeSent().first ?? [])?.id)
      world.receive(try message(id).encoded())
      let failure = world.takeFinished()[call]?.failure
      #expect(failure?.kind == kind && failure?.isDefinite == true, "\(index)")
      if kind == .error { #expect(failure?.message == "full") }
    }
  }

  @Test("ENVOY-1.9: KV and SQLite count ids for themselves, and replies go by kind and id")
  func families() throws {
    var world = try ClientWorld.connected(.envoy(.v2))
    let kv = world.call(.put("a"))
    let sqlite = world.call(.sqlite(Self.requests[2]))
    let messages = world.takeSent()
    #expect(try Self.sent(messages[1])?.id == 0)
    guard case .kvRequest(let request) = try Envoy.V2.ToRivet(decoding: Bytes(messages[0])) else {
      Issue.record("no KV request came first")
      return
    }
    #expect(request.requestId == 0)
    world.receive(try Self.replies[2].1(0).encoded())
    #expect(Set(world.takeFinished().keys) == [sqlite])
    world.receive(try Self.kvReply(0, .putResponse))
    #expect(world.takeFinished() == [kv: .success(.done)])
    world.session.nextNumbers[.pages] = .max
    _ = world.call(.put("a"))
    #expect(world.session.nextNumbers == [.pages: .max, .keys: 2])
  }

  @Test("ENVOY-1.9: in each version a KV error comes as it stands, and other kinds are errors")
  func keys() throws {
    for version in Envoy.Version.allCases {
      var world = try ClientWorld.connected(.envoy(version))
      let calls = [
        world.call(.get("a", [1])), world.call(.delete(actorID: "a", keys: [[1]])),
        world.call(.deleteRange(actorID: "a", start: [], end: [9])), world.call(.put("a")),
        world.call(.put("a")),
      ]
      #expect(world.takeSent().count == 5)
      let replies: [Envoy.V1.KvResponseData] = [
        .getResponse(.init(keys: [[1]], values: [[5]], metadata: [])), .deleteResponse,
        .deleteResponse, .errorResponse(.init(message: "no such actor")), .dropResponse,
      ]
      for (id, reply) in replies.enumerated().reversed() {
        world.receive(try Self.kvReply(UInt32(id), reply))
      }
      let finished = world.takeFinished()
      #expect(finished[calls[0]] == .success(.values([[5]])), "\(version)")
      #expect(finished[calls[1]] == .success(.done), "\(version)")
      #expect(finished[calls[2]] == .success(.done), "\(version)")
      #expect(
        finished[calls[3]]?.failure
          == ClientFailure(.error, isDefinite: true, "no such actor"), "\(version)")
      #expect(finished[calls[4]]?.failure?.kind == .protocol, "\(version)")
    }
  }

  @Test("SQL-8.1: other versions than 2 have no such commands, and nothing is sent")
  func otherVersions() throws {
    for version in Envoy.Version.allCases where version != .v2 {
      var world = try ClientWorld.connected(.envoy(version))
      let call = world.call(.sqlite(Self.requests[0]))
      let failure = world.takeFinished()[call]?.failure
      #expect(failure?.kind == .error && failure?.isDefinite == true, "\(version)")
      #expect(world.outbox.isEmpty, "\(version)")
    }
  }

  @Test("SQL-8.2: a command without an answer ends in time, and its late answer is ignored")
  func timeout() throws {
    var world = try ClientWorld.connected(.envoy(.v2), timeout: 50)
    let call = world.call(.sqlite(Self.requests[1]))
    world.advance(by: 50)
    #expect(world.takeFinished()[call]?.failure == .timeout(50))
    world.receive(try Self.replies[1].1(0).encoded())
    #expect(world.finished.isEmpty)
    #expect(world.takeSent().count == 1)
  }

  private static func kvReply(
    _ id: UInt32, _ data: Envoy.V1.KvResponseData
  ) throws -> [UInt8] {
    try Envoy.V1.ToEnvoy.kvResponse(.init(requestId: id, data: data)).encoded()
  }
}
