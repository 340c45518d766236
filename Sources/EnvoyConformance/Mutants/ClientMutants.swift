import BareJSON

/// Clients that hear or say the wrong thing in a message.
extension Mutant {
  private static let channelRequest = "ToServerRequest"
  private static let commit = "ToRivetSqliteCommitRequest.data"
  private static let stage = "ToRivetSqliteCommitStageRequest.data"
  private static let finalize = "ToRivetSqliteCommitFinalizeRequest.data"

  static let clientMessages: [Mutant] = [
    changing(
      "pong-of-another-time", breaks: "KV-A12.2", in: "client/kv/**", "ToServerPong.ts"
    ) { $0.adding(1) },
    changing(
      "pong-through-a-double", breaks: "KV-A12.2", in: "client/kv/**", "ToServerPong.ts",
      throughDouble),
    silent("no-pong", breaks: "KV-A12.2", in: "client/kv/**", "ToServerPong"),
    silent("no-pong-of-an-envoy", breaks: "ENVOY-1.7", in: "client/**", "ToRivetPong"),
    changing(
      "one-id-for-all", breaks: "KV-A12.3", in: "client/kv/**", channelRequest + ".requestId"
    ) { _ in 7 },
    hearing(
      "replies-to-the-one-before", breaks: "KV-A12.3", in: "client/kv/**",
      "ToClientResponse.requestId"
    ) { $0.adding(-1) },
    hearing(
      "envoy-replies-to-the-one-before", breaks: "ENVOY-1.9", in: "client/envoy-kv/**",
      "ToEnvoyKvResponse.requestId"
    ) { $0.adding(-1) },
    changing(
      "values-of-a-put-in-reverse", breaks: "KV-A12.3", in: "client/kv/**",
      channelRequest + ".data.KvPutRequest.values"
    ) { $0.elements { $0.reversed() } },
    changing(
      "keys-of-a-get-sorted", breaks: "KV-A12.3", in: "client/kv/**",
      channelRequest + ".data.KvGetRequest.keys"
    ) { $0.elements { $0.sorted { ($0.stringValue ?? "") < ($1.stringValue ?? "") } } },
    changing(
      "range-turned-round", breaks: "KV-A12.3", in: "client/kv/**",
      channelRequest + ".data.KvDeleteRangeRequest"
    ) { ["start": $0["end"] ?? "", "end": $0["start"] ?? ""] },
    changing(
      "envoy-range-turned-round", breaks: "ENVOY-1.9", in: "client/envoy-kv/**",
      "ToRivetKvRequest.data.KvDeleteRangeRequest"
    ) { ["start": $0["end"] ?? "", "end": $0["start"] ?? ""] },
    inSqlite("generation-through-a-double", "generation"),
    inSqlite("head-through-a-double", "expectedHeadTxid"),
    inSqlite("id-through-a-double", "txid"),
    changing(
      "page-size-as-database-size", breaks: "SQL-8.1", in: "client/**",
      commit + ".newDbSizePages"
    ) { _ in 4096 },
    changing(
      "last-page-left-out", breaks: "SQL-8.1", in: "client/**", commit + ".dirtyPages"
    ) { $0.elements { $0.dropLast() } },
    changing(
      "pages-from-zero", breaks: "SQL-8.1", in: "client/**", commit + ".dirtyPages.*.pgno"
    ) { $0.adding(-1) },
    changing(
      "chunks-from-one", breaks: "SQL-8.3", in: "client/**", stage + ".chunkIdx"
    ) { $0.adding(1) },
    changing(
      "no-last-chunk", breaks: "SQL-8.3", in: "client/**", stage + ".isLast"
    ) { _ in false },
    changing("stage-of-another-id", breaks: "SQL-8.3", in: "client/**", stage + ".txid") {
      $0.adding(1)
    },
    changing(
      "finalize-of-another-id", breaks: "SQL-8.3", in: "client/**", finalize + ".txid"
    ) { $0.adding(1) },
    silent(
      "no-finalize", breaks: "SQL-8.3", in: "client/**", "ToRivetSqliteCommitFinalizeRequest"),
    hearing(
      "head-from-the-snapshot", breaks: "SQL-8.4", in: "client/database/**",
      "ToEnvoySqliteCommitResponse.data.SqliteCommitOk.newHeadTxid"
    ) { _ in "0" },
    hearing(
      "too-large-as-an-error", breaks: "SQL-8.3", in: "client/**",
      "ToEnvoySqliteCommitResponse.data"
    ) {
      $0["SqliteCommitTooLarge"] == nil ? $0 : ["SqliteErrorResponse": ["message": "too large"]]
    },
  ]

  /// One whose SQLite requests have a number of 64 bits that passed through a double.
  private static func inSqlite(_ name: String, _ member: String) -> Mutant {
    Mutant(
      name, breaks: "SQL-8.1", in: "client/sqlite/**",
      reply: { message, _ in
        let kind = message.objectValue?.first?.key ?? ""
        return [message.changing("\(kind).data.\(member)", throughDouble)]
      })
  }

  @Sendable private static func throughDouble(_ json: JSONValue) -> JSONValue {
    guard let text = json.stringValue, let number = Double(text) else { return json }
    if let whole = Int64(exactly: number) { return .string("\(whole)") }
    return .string(UInt64(exactly: number).map { "\($0)" } ?? "\(UInt64.max)")
  }
}
