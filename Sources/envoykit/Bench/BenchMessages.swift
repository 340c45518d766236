import BareRuntime
import EnvoyProtocol

/// The messages that are measured: small and large, of many strings, of many structs, of pages.
enum BenchMessages {
  typealias V6 = Envoy.V6

  private static let actorID = "h0ni7p9belm8pg22dkl0eflynkal00"

  /// (a) A KV get of 3 keys of 16 bytes.
  static func kvGet() throws -> V6.ToRivet {
    let keys = try (0..<3).map { try Bytes([UInt8](repeating: UInt8(0x40 + $0), count: 16)) }
    return .kvRequest(
      V6.ToRivetKvRequest(
        actorId: actorID, requestId: 7, data: .getRequest(V6.KvGetRequest(keys: keys))))
  }

  /// (b) The start of a tunnelled request with 12 headers and a body of 128 bytes.
  static func requestStart() throws -> V6.ToEnvoy {
    let headers: BareMap<String, String> = [
      "host": "actors.example.com", "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
      "accept": "application/json", "accept-encoding": "gzip, deflate, br",
      "accept-language": "en-GB,en;q=0.7", "content-type": "application/json",
      "content-length": "128", "authorization": "Bearer 0123456789abcdef0123456789abcdef",
      "x-request-id": "0b7e2f0e-6c43-4f4e-9a55-3a3f7f0c2f11", "x-forwarded-for": "203.0.113.7",
      "cookie": "session=5f4dcc3b5aa765d61d8327deb882cf99", "traceparent": "00-4bf92f3577b34da6-01",
    ]
    let start = V6.ToEnvoyRequestStart(
      actorId: actorID, method: "POST", path: "/counters/main/increment?by=1", headers: headers,
      body: try Bytes([UInt8](repeating: 0x61, count: 128)), stream: false)
    return .tunnelMessage(
      V6.ToEnvoyTunnelMessage(
        messageId: V6.MessageId(
          gatewayId: [1, 2, 3, 4], requestId: [10, 11, 12, 13], messageIndex: 0),
        messageKind: .requestStart(start)))
  }

  /// (c) The starts of 100 small actors.
  static func commands() throws -> V6.ToEnvoy {
    .commands(
      try (0..<100).map { index in
        V6.CommandWrapper(
          checkpoint: V6.ActorCheckpoint(
            actorId: actorID, generation: 1, index: Int64(index)),
          inner: .startActor(
            V6.CommandStartActor(
              config: V6.ActorConfig(
                name: "counter", key: "main", createTs: 1_700_000_000_000,
                input: try Bytes([UInt8](repeating: 0x7b, count: 31))),
              hibernatingRequests: [
                V6.HibernatingRequest(gatewayId: [1, 2, 3, 4], requestId: [5, 6, 7, 8])
              ])))
      })
  }

  /// (d) A commit of 16 pages.
  static func commit() throws -> V6.ToRivet {
    .sqliteCommitRequest(
      V6.ToRivetSqliteCommitRequest(
        requestId: 9,
        data: V6.SqliteCommitRequest(
          actorId: actorID,
          dirtyPages: try (1...16).map {
            V6.SqliteDirtyPage(pgno: UInt32($0), bytes: try page($0))
          },
          dbSizePages: 16, nowMs: 1_700_000_000_000, expectedGeneration: 3, expectedHeadTxid: 41)))
  }

  /// (e) A get-pages reply of 256 pages.
  static func pages() throws -> V6.ToEnvoy {
    .sqliteGetPagesResponse(
      V6.ToEnvoySqliteGetPagesResponse(
        requestId: 9,
        data: .ok(
          V6.SqliteGetPagesOk(
            pages: try (1...256).map {
              V6.SqliteFetchedPage(pgno: UInt32($0), bytes: try page($0))
            },
            headTxid: 42))))
  }

  private static func page(_ number: Int) throws -> Bytes {
    try Bytes([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 4096))
  }
}
