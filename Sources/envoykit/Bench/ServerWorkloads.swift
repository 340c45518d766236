import BareRuntime
import EnvoyProtocol
import EnvoyServer

/// What is asked of the server when it is measured, by envoys of version 2.
enum ServerWorkloads {
  private static let actor = "a"

  /// The actor of a client, each its own, since a commit has one writer.
  private static func actor(_ client: Int) -> String { "\(actor)\(client)" }

  static func target(_ client: Int) -> String {
    "/envoys/connect?protocol_version=2&namespace=bench&envoy_key=client-\(client)&version=1"
      + "&pool_name=bench"
  }

  static func all() throws -> [LoadGenerator.Workload] {
    [
      .init(
        name: "kv get", connectionCount: 50, answerTag: 3, answerByteCount: 9,
        request: { client, _ in encoded(kvGet(client)) }),
      .init(
        name: "read 1 page", connectionCount: 50, answerTag: 6, answerByteCount: 4159,
        request: { client, _ in encoded(read(client, pageCount: 1)) }),
      .init(
        name: "read 256 pages", connectionCount: 8, answerTag: 6,
        answerByteCount: 56 + 256 * 4103,
        request: { client, _ in encoded(read(client, pageCount: 256)) }),
      .init(
        name: "commit 64 pages", connectionCount: 8, answerTag: 7, answerByteCount: 62,
        request: { client, number in encoded(commit(client, head: number)) }),
    ]
  }

  /// Opens a database for each client, and makes the pages that are read.
  static func prepare(port: UInt16, clientCount: Int, commits isReading: Bool) throws {
    let commits = LoadGenerator.Workload(
      name: "prepare", connectionCount: clientCount, answerTag: 7, answerByteCount: 0,
      request: { client, number in encoded(commit(client, head: number, pageCount: 256)) })
    let opens = LoadGenerator.Workload(
      name: "open", connectionCount: clientCount, answerTag: 6, answerByteCount: 0,
      request: { client, _ in encoded(read(client, pageCount: 1)) })
    for workload in isReading ? [opens, commits] : [opens] {
      var load = try LoadGenerator(workload, port: port, target: target)
      _ = try load.run(milliseconds: 1)
      load.end()
    }
  }

  private static func kvGet(_ client: Int) -> Envoy.V2.ToRivet {
    .kvRequest(
      .init(actorId: actor(client), requestId: 1, data: .getRequest(.init(keys: [[1]]))))
  }

  private static func read(_ client: Int, pageCount: UInt32) -> Envoy.V2.ToRivet {
    .sqliteGetPagesRequest(
      .init(
        requestId: 1,
        data: .init(actorId: actor(client), generation: 1, pgnos: Array(1...pageCount))))
  }

  private static func commit(
    _ client: Int, head: UInt64, pageCount: UInt32 = 64
  ) -> Envoy.V2.ToRivet {
    .sqliteCommitRequest(
      .init(
        requestId: 1,
        data: .init(
          actorId: actor(client), generation: 1, expectedHeadTxid: head,
          dirtyPages: (1...pageCount).map { .init(pgno: $0, bytes: pageBytes) },
          newDbSizePages: 256)))
  }

  private static let pageBytes: Bytes =
    (try? Bytes([UInt8](repeating: 0x5a, count: 4096))) ?? Bytes()

  private static func encoded(_ message: Envoy.V2.ToRivet) -> [UInt8] {
    (try? message.encoded()) ?? []
  }
}
