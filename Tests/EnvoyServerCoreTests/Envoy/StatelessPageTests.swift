import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// Pages of version 3 and later, and SQL that is not run here.
@Suite struct StatelessPageTests {
  private var world = World()
  private let envoy: EnvoyClient

  init() { envoy = EnvoyClient(&world) }

  private mutating func ask(_ message: Envoy.V6.ToRivet) throws -> Envoy.V6.ToEnvoy {
    _ = world.take(envoy.connection)
    try envoy.send(&world, message)
    guard let reply = try envoy.messages(&world).last else { throw Unexpected("no reply") }
    return reply
  }

  private mutating func read(
    _ numbers: [UInt32], generation: UInt64? = 1, head: UInt64? = nil
  ) throws -> Envoy.V6.SqliteGetPagesResponse {
    let request = Envoy.V6.SqliteGetPagesRequest(
      actorId: "a", pgnos: numbers, expectedGeneration: generation, expectedHeadTxid: head)
    guard
      case .sqliteGetPagesResponse(let reply) =
        try ask(.sqliteGetPagesRequest(.init(requestId: 1, data: request)))
    else { throw Unexpected("another reply") }
    return reply.data
  }

  private mutating func commit(
    _ pages: [(UInt32, [UInt8])], size: UInt32, generation: UInt64? = 1, head: UInt64? = nil
  ) throws -> Envoy.V6.SqliteCommitResponse {
    let request = Envoy.V6.SqliteCommitRequest(
      actorId: "a", dirtyPages: try pages.map { .init(pgno: $0.0, bytes: try Bytes($0.1)) },
      dbSizePages: size, nowMs: 0, expectedGeneration: generation, expectedHeadTxid: head)
    guard
      case .sqliteCommitResponse(let reply) =
        try ask(.sqliteCommitRequest(.init(requestId: 2, data: request)))
    else { throw Unexpected("another reply") }
    return reply.data
  }

  private func error(_ group: String, _ code: String, _ message: String)
    -> Envoy.V6.SqliteErrorResponse
  {
    .init(group: group, code: code, message: message)
  }

  @Test("a commit is read back, ids go up by one, and the head comes with each reply")
  mutating func roundTrip() throws {
    #expect(try commit([(1, page(7))], size: 3) == .ok(.init(headTxid: 1)))
    #expect(try commit([(3, page(8))], size: 3, head: 1) == .ok(.init(headTxid: 2)))
    guard case .ok(let ok) = try read([3, 2, 1, 4], head: 2) else { throw Unexpected("refused") }
    #expect(ok.headTxid == 2)
    #expect(ok.pages.map(\.pgno) == [3, 2, 1, 4])
    #expect(ok.pages.map { $0.bytes?.first } == [8, 0, 7, nil])
  }

  @Test("75: each check has its group, code and text")
  mutating func checks() throws {
    #expect(
      try read([1])
        == .errorResponse(
          error(
            "depot", "database_not_found",
            "transaction failed: sqlite database was not found in this bucket branch")))
    #expect(
      try read([1], generation: nil)
        == .errorResponse(
          error("sqlite", "invalid_request", "sqlite get_pages missing expectedGeneration")))
    #expect(
      try commit([], size: 0, generation: nil)
        == .errorResponse(
          error("sqlite", "invalid_request", "sqlite commit missing expectedGeneration")))
    #expect(
      try read([1], generation: 2)
        == .errorResponse(
          error("core", "internal_error", "actor does not exist")))
    #expect(
      try read([1], generation: 1 << 32)
        == .errorResponse(
          error("core", "internal_error", "invalid sqlite actor generation")))
    #expect(
      try read([0])
        == .errorResponse(
          error("core", "internal_error", "get_pages does not accept page 0")))
    #expect(
      try commit([(0, page(1))], size: 1)
        == .errorResponse(
          error("core", "internal_error", "sqlite commit does not accept page 0")))
    #expect(
      try commit([(5, [1])], size: 1)
        == .errorResponse(
          error("core", "internal_error", "sqlite commit page 5 had 1 bytes, expected 4096")))
    #expect(
      try commit([(5, page(1)), (5, page(1))], size: 1)
        == .errorResponse(
          error(
            "core", "internal_error", "sqlite commit duplicated page 5 in a single request")))
    let many = (1...321).map { (UInt32($0), page(1)) }
    #expect(
      try commit(many, size: 321)
        == .errorResponse(
          error(
            "depot", "commit_too_large",
            "sqlite commit too large: actual_size_bytes=1314816, max_size_bytes=1310720")))
    #expect(
      try commit([], size: 1, head: 4)
        == .errorResponse(
          error(
            "depot", "head_fence_mismatch",
            "transaction failed: sqlite head fence mismatch: "
              + "expected head txid 4, current head txid 0")))
    #expect(try commit(many.dropLast(), size: 320) == .ok(.init(headTxid: 1)))
    world.handle(.control(.setQuota(.init(namespace: "ns", actor: "a"), byteCount: 4096)))
    guard case .errorResponse(let quota) = try commit([(400, page(1))], size: 400) else {
      throw Unexpected("no quota")
    }
    #expect((quota.group, quota.code) == ("depot", "quota_exceeded"))
  }

  @Test("the generation is that of the actor, and a start makes it another")
  mutating func generations() throws {
    let place = ActorPlace(namespace: "ns", actor: "a")
    world.handle(.control(.start(place, envoyKey: nil)))
    #expect(try commit([(1, page(1))], size: 1) == .ok(.init(headTxid: 1)))
    try envoy.event(&world, "a", 1, 0, .failed)
    world.handle(.control(.start(place, envoyKey: nil)))
    guard case .errorResponse = try commit([], size: 1) else { throw Unexpected("stale") }
    #expect(try commit([], size: 1, generation: 2) == .ok(.init(headTxid: 2)))
  }

  @Test("74: versions 3 and 4 get a text alone, and no head")
  mutating func olderVersions() throws {
    let older = world.connect(version: "4", key: "older")
    _ = world.take(older)
    let commit = Envoy.V3.ToRivetSqliteCommitRequest(
      requestId: 1,
      data: .init(
        actorId: "b", dirtyPages: [], dbSizePages: 1, nowMs: 0, expectedGeneration: 1))
    world.handle(
      .message(older, try Envoy.V4.ToRivet.sqliteCommitRequest(commit).encoded()))
    #expect(world.take(older) == [[7, 1, 0, 0, 0, 0]])
    let read = Envoy.V3.ToRivetSqliteGetPagesRequest(
      requestId: 1, data: .init(actorId: "b", pgnos: [1]))
    world.handle(
      .message(older, try Envoy.V4.ToRivet.sqliteGetPagesRequest(read).encoded()))
    guard
      case .sqliteGetPagesResponse(let reply) =
        try Envoy.V4.ToEnvoy(decoding: try #require(world.take(older).last))
    else { throw Unexpected("another reply") }
    #expect(
      reply.data
        == .errorResponse(.init(message: "sqlite get_pages missing expectedGeneration")))
  }
}
