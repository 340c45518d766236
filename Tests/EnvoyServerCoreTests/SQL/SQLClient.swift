import BareRuntime
import EnvoyProtocol

@testable import EnvoyServerCore

/// An envoy that has SQL run, whose tasks the test does in SQLite's place.
struct SQLClient {
  let envoy: EnvoyClient
  var actor = "a"

  init(_ world: inout World, key: String = "envoy-1") {
    envoy = EnvoyClient(&world, key: key)
    _ = world.take(envoy.connection)
  }

  func send(
    _ world: inout World, _ sql: String, id: UInt32 = 1, generation: UInt64 = 1,
    namespace: String = "ns"
  ) throws {
    try envoy.send(
      &world,
      .sqliteExecRequest(
        .init(
          requestId: id,
          data: .init(
            namespaceId: namespace, actorId: actor, generation: generation, sql: sql))))
  }

  /// The replies to scripts that came, by id: the error's text, or `ok`.
  func replies(_ world: inout World) throws -> [String] {
    try envoy.messages(&world).compactMap { message in
      guard case .sqliteExecResponse(let response) = message else { return nil }
      return switch response.data {
      case .ok: "\(response.requestId): ok"
      case .errorResponse(let error):
        "\(response.requestId): \(error.group)/\(error.code): \(error.message)"
      }
    }
  }
}

extension World {
  /// Takes the only task that was handed out.
  mutating func takeTask() throws -> SQLTask {
    guard tasks.count == 1 else { throw Unexpected("\(tasks.count) tasks") }
    return tasks.removeFirst()
  }

  /// A task is done, and wrote pages full of bytes, or nothing.
  mutating func finish(
    _ task: SQLTask, _ pages: [(UInt32, UInt8)]? = nil, size: UInt32 = 2,
    isInTransaction: Bool = false, outcome: SQLOutcome = .exec(.init(columns: [], rows: []))
  ) {
    let commit = pages.map { pages in
      SQLCommit(
        pages: pages.map { .init(number: $0.0, bytes: page($0.1)) }, pageCount: size)
    }
    handle(
      .sqlDone(
        SQLResult(
          task: task.number, outcome: outcome, commit: commit, isInTransaction: isInTransaction)))
  }

  /// What the journal has about SQL, in short.
  var sqlEvents: [SQLEvent] {
    core.journal.entries.compactMap { entry in
      if case .sql(_, let event) = entry.record { event } else { nil }
    }
  }
}

extension SQLSnapshot {
  /// The byte that a page is full of; nil for none.
  func fill(_ number: UInt32) -> UInt8? { page(number)?.first }
}
