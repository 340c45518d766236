import BareRuntime
import EnvoyProtocol
import EnvoyServer

/// What clients of a soak do in turns.
enum SoakWorkloads {
  typealias Target = (Int) -> String

  private static let clientCount = 8
  private static let pageCount: UInt32 = 300

  /// The kinds of work, each with the connections that it needs.
  static func all() throws -> [(LoadGenerator.Workload, Target)] {
    [
      (work("commit", answerTag: 7) { try commit($0, $1).encoded() }, target(version: 6)),
      (work("read", answerTag: 6) { try read($0, $1).encoded() }, target(version: 6)),
      (work("put", answerTag: 3) { try put($0, $1).encoded() }, target(version: 6)),
      (work("delete", answerTag: 3) { try delete($0, $1).encoded() }, target(version: 6)),
      (work("open", answerTag: 6) { client, _ in try open(client).encoded() }, target(version: 2)),
      (
        work("begin", answerTag: 8) { client, _ in try begin(client).encoded() }, target(version: 2)
      ),
    ]
  }

  private static func work(
    _ name: String, answerTag: UInt8,
    _ message: @escaping @Sendable (_ client: Int, _ number: UInt64) throws -> [UInt8]
  ) -> LoadGenerator.Workload {
    .init(
      name: name, connectionCount: clientCount, answerTag: answerTag, answerByteCount: 0,
      request: { client, number in (try? message(client, number)) ?? [] })
  }

  private static func target(version: Int) -> Target {
    { client in
      "/envoys/connect?protocol_version=\(version)&namespace=soak&envoy_key=v\(version)-\(client)"
        + "&version=1&pool_name=soak"
    }
  }

  /// A commit whose place and end wander, so that databases grow, shrink and have holes.
  private static func commit(_ client: Int, _ number: UInt64) throws -> Envoy.V6.ToRivet {
    let step = UInt32(truncatingIfNeeded: number)
    let size = 1 + step &* 37 % pageCount
    let first = 1 + step &* 61 % size
    let last = min(size, first + step % 32)
    return .sqliteCommitRequest(
      .init(
        requestId: step,
        data: .init(
          actorId: "s\(client)",
          dirtyPages: try (first...last).map { number in
            .init(
              pgno: number,
              bytes: try Bytes([UInt8](repeating: UInt8(truncatingIfNeeded: step), count: 4096)))
          },
          dbSizePages: size, nowMs: 0, expectedGeneration: 1)))
  }

  private static func read(_ client: Int, _ number: UInt64) throws -> Envoy.V6.ToRivet {
    let step = UInt32(truncatingIfNeeded: number)
    return .sqliteGetPagesRequest(
      .init(
        requestId: step,
        data: .init(
          actorId: "s\(client)", pgnos: (0..<16).map { 1 + (step &+ $0) % pageCount },
          expectedGeneration: 1)))
  }

  /// A put of a key among a thousand, so that the store has a size that it comes to.
  private static func put(_ client: Int, _ number: UInt64) throws -> Envoy.V6.ToRivet {
    let value = try Bytes([UInt8](repeating: 1, count: Int(number % 5000)))
    return kv(client, .putRequest(.init(keys: [try key(number)], values: [value])))
  }

  private static func delete(_ client: Int, _ number: UInt64) throws -> Envoy.V6.ToRivet {
    kv(client, .deleteRequest(.init(keys: [try key(number &* 7)])))
  }

  private static func key(_ number: UInt64) throws -> Bytes {
    try Bytes(copying: "key \(number % 1000)".utf8)
  }

  private static func kv(_ client: Int, _ data: Envoy.V6.KvRequestData) -> Envoy.V6.ToRivet {
    .kvRequest(.init(actorId: "s\(client)", requestId: 1, data: data))
  }

  /// A first read of an older envoy, which opens the database.
  private static func open(_ client: Int) throws -> Envoy.V2.ToRivet {
    .sqliteGetPagesRequest(
      .init(requestId: 1, data: .init(actorId: "t\(client)", generation: 1, pgnos: [])))
  }

  /// A stage that is left behind; one that is begun again takes its place in time.
  private static func begin(_ client: Int) throws -> Envoy.V2.ToRivet {
    .sqliteCommitStageBeginRequest(
      .init(requestId: 1, data: .init(actorId: "t\(client)", generation: 1)))
  }
}
