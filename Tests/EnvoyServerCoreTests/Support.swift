import BareRuntime
import EnvoyProtocol
import LTX

@testable import EnvoyServerCore

/// A server and the envoys that talk to it, in one thread and with a clock that is set.
struct World {
  var core: ServerCore
  var now: Int64 = 1_700_000_000_000
  private var nextConnection: UInt64 = 1

  /// What was sent on each connection and not looked at yet.
  private(set) var inboxes: [ConnectionID: [[UInt8]]] = [:]

  /// Connections that were broken off.
  private(set) var resets: Set<ConnectionID> = []

  /// In pieces of how many bytes messages were sent, where they were.
  private(set) var pieceByteCounts: [Int] = []

  /// Why the last control was refused; nil while none was.
  private(set) var refusal: ControlRefusal?

  /// How users' requests and WebSockets turned out, by ticket.
  private(set) var outcomes: [UInt64: TunnelOutcome] = [:]

  /// SQL that was handed out and not looked at yet, and the sessions that were ended.
  var tasks: [SQLTask] = []
  private(set) var endedSessions: [SQLSessionID] = []

  /// How each connection was ended.
  private(set) var closes: [ConnectionID: CloseReason] = [:]

  init(_ change: (inout ServerOptions) -> Void = { _ in }) {
    var options = ServerOptions()
    change(&options)
    core = ServerCore(options: options)
  }

  /// Connects with a target, and tells what the connection is called.
  mutating func open(_ target: String, subprotocols: [String] = ["rivet"]) -> ConnectionID {
    let id = ConnectionID(nextConnection)
    nextConnection += 1
    handle(.opened(id, ConnectionRequest(target: target, subprotocols: subprotocols)))
    return id
  }

  /// Connects as an envoy.
  mutating func connect(
    version: String = "2", namespace: String = "ns", key: String = "envoy-1"
  ) -> ConnectionID {
    open(
      "/envoys/connect?protocol_version=\(version)&namespace=\(namespace)&envoy_key=\(key)"
        + "&version=1&pool_name=default")
  }

  mutating func handle(_ event: ServerEvent) {
    for effect in core.handle(event, now: now) {
      switch effect {
      case .send(let id, let bytes): inboxes[id, default: []].append(bytes)
      case .sendSliced(let id, let bytes, let count):
        inboxes[id, default: []].append(bytes)
        pieceByteCounts.append(count)
      case .close(let id, let reason): closes[id] = reason
      case .refuseControl(let refusal): self.refusal = refusal
      case .tell(let ticket, let outcome): outcomes[ticket] = outcome
      case .reset(let id): resets.insert(id)
      case .runSQL(let task): tasks.append(task)
      case .endSQL(let session): endedSessions.append(session)
      }
    }
  }

  mutating func pass(milliseconds: Int64) {
    let end = now + milliseconds
    while let next = core.nextTimeMilliseconds, next <= end {
      now = max(now, next)
      handle(.tick)
    }
    now = end
  }

  /// Takes what was sent on a connection.
  mutating func take(_ connection: ConnectionID) -> [[UInt8]] {
    inboxes.removeValue(forKey: connection) ?? []
  }

  /// Takes what was sent on a connection, as version 2.
  mutating func messages(_ connection: ConnectionID) throws -> [Envoy.V2.ToEnvoy] {
    try take(connection).map { try Envoy.V2.ToEnvoy(decoding: $0) }
  }

  /// Sends a message of version 2, and takes all that comes back.
  mutating func ask(
    _ message: Envoy.V2.ToRivet, on connection: ConnectionID
  ) throws -> [Envoy.V2.ToEnvoy] {
    _ = take(connection)
    handle(.message(connection, try message.encoded()))
    return try messages(connection)
  }
}

/// An actor's database as an envoy of version 2 uses it.
struct Database {
  let connection: ConnectionID
  var actor = "a1"

  /// Has the actor started, and gives what the envoy is told of its database.
  func start(_ world: inout World, namespace: String = "ns") throws -> Envoy.V2.SqliteStartupData {
    _ = world.take(connection)
    let place = ActorPlace(namespace: namespace, actor: actor)
    if let generation = world.core.namespaces[namespace]?.actors[actor]?.generation {
      try stopped(&world, generation: generation)
    }
    _ = world.take(connection)
    world.handle(.control(.start(place, envoyKey: nil)))
    guard case .commands(let commands)? = try world.messages(connection).last,
      case .startActor(let start)? = commands.last?.inner, let data = start.sqliteStartupData
    else { throw Unexpected("no start") }
    return data
  }

  private func stopped(_ world: inout World, generation: UInt32) throws {
    let event = Envoy.V2.EventWrapper(
      checkpoint: .init(actorId: actor, generation: generation, index: 1000),
      inner: .actorStateUpdate(.init(state: .stopped(.init(code: .ok)))))
    _ = try world.ask(.events([event]), on: connection)
  }

  func getPages(
    _ world: inout World, _ generation: UInt64, _ numbers: [UInt32], id: UInt32 = 7
  ) throws -> Envoy.V2.SqliteGetPagesResponse {
    let request = Envoy.V2.ToRivetSqliteGetPagesRequest(
      requestId: id, data: .init(actorId: actor, generation: generation, pgnos: numbers))
    guard
      case .sqliteGetPagesResponse(let reply)? =
        try world.ask(.sqliteGetPagesRequest(request), on: connection).last, reply.requestId == id
    else { throw Unexpected("no reply to get_pages") }
    return reply.data
  }

  /// The pages by the byte that fills each; nil for absent ones.
  func fills(
    _ world: inout World, _ generation: UInt64, _ numbers: [UInt32]
  ) throws -> [UInt8?] {
    guard case .ok(let ok) = try getPages(&world, generation, numbers) else {
      throw Unexpected("get_pages was refused")
    }
    guard ok.pages.map(\.pgno) == numbers else { throw Unexpected("other pages") }
    return try ok.pages.map { page in
      guard let bytes = page.bytes else { return nil }
      guard let first = bytes.first, bytes.count == 4096, bytes.allSatisfy({ $0 == first }) else {
        throw Unexpected("page \(page.pgno) is mixed")
      }
      return first
    }
  }

  func commit(
    _ world: inout World, _ generation: UInt64, _ head: UInt64, _ pages: [(UInt32, [UInt8])],
    size: UInt32
  ) throws -> Envoy.V2.SqliteCommitResponse {
    let dirty = try pages.map {
      Envoy.V2.SqliteDirtyPage(pgno: $0.0, bytes: try Bytes($0.1))
    }
    let request = Envoy.V2.ToRivetSqliteCommitRequest(
      requestId: 8,
      data: .init(
        actorId: actor, generation: generation, expectedHeadTxid: head, dirtyPages: dirty,
        newDbSizePages: size))
    guard
      case .sqliteCommitResponse(let reply)? =
        try world.ask(.sqliteCommitRequest(request), on: connection).last
    else { throw Unexpected("no reply to commit") }
    return reply.data
  }

  func begin(
    _ world: inout World, _ generation: UInt64
  ) throws -> Envoy.V2.SqliteCommitStageBeginResponse {
    let request = Envoy.V2.ToRivetSqliteCommitStageBeginRequest(
      requestId: 9, data: .init(actorId: actor, generation: generation))
    guard
      case .sqliteCommitStageBeginResponse(let reply)? =
        try world.ask(.sqliteCommitStageBeginRequest(request), on: connection).last
    else { throw Unexpected("no reply to commit_stage_begin") }
    return reply.data
  }

  func stage(
    _ world: inout World, _ generation: UInt64, _ txid: UInt64, _ index: UInt32, _ bytes: [UInt8],
    isLast: Bool
  ) throws -> Envoy.V2.SqliteCommitStageResponse {
    let request = Envoy.V2.ToRivetSqliteCommitStageRequest(
      requestId: 10,
      data: .init(
        actorId: actor, generation: generation, txid: txid, chunkIdx: index,
        bytes: try Bytes(bytes), isLast: isLast))
    guard
      case .sqliteCommitStageResponse(let reply)? =
        try world.ask(.sqliteCommitStageRequest(request), on: connection).last
    else { throw Unexpected("no reply to commit_stage") }
    return reply.data
  }

  func finalize(
    _ world: inout World, _ generation: UInt64, _ head: UInt64, _ txid: UInt64, size: UInt32
  ) throws -> Envoy.V2.SqliteCommitFinalizeResponse {
    let request = Envoy.V2.ToRivetSqliteCommitFinalizeRequest(
      requestId: 11,
      data: .init(
        actorId: actor, generation: generation, expectedHeadTxid: head, txid: txid,
        newDbSizePages: size))
    guard
      case .sqliteCommitFinalizeResponse(let reply)? =
        try world.ask(.sqliteCommitFinalizeRequest(request), on: connection).last
    else { throw Unexpected("no reply to commit_finalize") }
    return reply.data
  }
}

/// Something came that a test did not expect.
struct Unexpected: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

/// A page full of one byte.
func page(_ fill: UInt8) -> [UInt8] { [UInt8](repeating: fill, count: 4096) }

/// A blob of pages, each full of one byte.
func blob(_ txid: UInt64, size: UInt32, _ pages: [(UInt32, UInt8)]) throws -> [UInt8] {
  let header = LTXHeader(
    transactionID: txid, databasePageCount: size, timestampMilliseconds: 1_700_000_000_000)
  return try LTXFile(
    header: header, pages: pages.map { LTXPage(number: $0.0, bytes: page($0.1)) }
  ).encoded()
}

extension StagedCommitResponse {
  /// What a refusal says; nil for what is none.
  var refusalText: String? {
    switch self {
    case let reply as Envoy.V2.SqliteGetPagesResponse:
      if case .errorResponse(let error) = reply { return error.message }
    case let reply as Envoy.V2.SqliteCommitResponse:
      if case .errorResponse(let error) = reply { return error.message }
    case let reply as Envoy.V2.SqliteCommitStageBeginResponse:
      if case .errorResponse(let error) = reply { return error.message }
    case let reply as Envoy.V2.SqliteCommitStageResponse:
      if case .errorResponse(let error) = reply { return error.message }
    case let reply as Envoy.V2.SqliteCommitFinalizeResponse:
      if case .errorResponse(let error) = reply { return error.message }
    default: break
    }
    return nil
  }
}
