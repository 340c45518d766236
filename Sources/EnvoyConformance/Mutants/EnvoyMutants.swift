import BareJSON

extension Mutant {
  private static let kvData = "ToEnvoyKvResponse.data"

  static let envoy: [Mutant] = [
    silent("no-init", breaks: "ENVOY-1.5", in: "connect/**", "ToEnvoyInit"),
    changing(
      "init-of-another-limit", breaks: "ENVOY-1.5", in: "connect/**",
      "ToEnvoyInit.metadata.maxResponsePayloadSize"
    ) { $0.adding(1) },
    silent("no-pings", breaks: "ENVOY-1.6", in: "envoy/**", "ToEnvoyPing"),
    Mutant(
      "pongs-unheard", breaks: "ENVOY-1.6", in: "envoy/**",
      request: { message, _ in (message["ToRivetPong"] == nil ? [message] : [], []) }),
    silent("no-commands", breaks: "ENVOY-5.1", in: "envoy/**", "ToEnvoyCommands"),
    changing(
      "commands-all-first", breaks: "ENVOY-5.1", in: "envoy/**",
      "ToEnvoyCommands.*.checkpoint.index"
    ) { _ in "1" },
    changing(
      "commands-of-generation-1", breaks: "ENVOY-5.1", in: "envoy/**",
      "ToEnvoyCommands.*.checkpoint.generation"
    ) { _ in 1 },
    changing(
      "stops-all-destroy", breaks: "ENVOY-5.2", in: "envoy/**",
      "ToEnvoyCommands.*.inner.CommandStopActor.reason"
    ) { _ in "DESTROY" },
    Mutant(
      "acks-unheard", breaks: "ENVOY-5.1", in: "envoy/**",
      request: { message, _ in (message["ToRivetAckCommands"] == nil ? [message] : [], []) }),
    Mutant(
      "events-unheard", breaks: "ENVOY-5.2", in: "envoy/**",
      request: { message, _ in (message["ToRivetEvents"] == nil ? [message] : [], []) }),
    Mutant(
      "events-heard-twice-later", breaks: "ENVOY-5.1", in: "envoy/**",
      request: { message, _ in
        ([message.changing("ToRivetEvents.*.checkpoint.generation") { $0.adding(1) }], [])
      }),
    silent("events-unacknowledged", breaks: "ENVOY-5.1", in: "envoy/**", "ToEnvoyAckEvents"),
    changing(
      "kv-id-off-by-one", breaks: "ENVOY-4.4", in: "envoy/**", "ToEnvoyKvResponse.requestId"
    ) { $0.adding(1) },
    changing(
      "kv-refusal-without-reason", breaks: "ENVOY-4.2", in: "envoy/**",
      kvData + ".KvErrorResponse.message"
    ) { _ in "no" },
    changing(
      "list-in-reverse", breaks: "ENVOY-4.4", in: "envoy/**", kvData + ".KvListResponse"
    ) { list in
      .object(
        JSONObject(
          ["keys", "values", "metadata"].map { name in
            (name, (list[name] ?? []).elements { $0.reversed() })
          }))
    },
    hearing(
      "list-without-limit", breaks: "ENVOY-4.4", in: "envoy/**",
      "ToRivetKvRequest.data.KvListRequest.limit"
    ) { _ in .null },
    hearing(
      "list-never-reversed", breaks: "ENVOY-4.4", in: "envoy/**",
      "ToRivetKvRequest.data.KvListRequest.reverse"
    ) { _ in .null },
    hearing(
      "ranges-always-exclusive", breaks: "ENVOY-4.4", in: "envoy/**",
      "ToRivetKvRequest.data.KvListRequest.query.KvListRangeQuery.exclusive"
    ) { _ in true },
    hearing(
      "get-of-the-first", breaks: "ENVOY-4.4", in: "envoy/**",
      "ToRivetKvRequest.data.KvGetRequest.keys"
    ) { $0.elements { Array($0.prefix(1)) } },
    replacing(
      "drop-answered-as-delete", breaks: "ENVOY-4.4", in: "envoy/**", kvData, "KvDropResponse"
    ) { _ in ["KvDeleteResponse": .null] },
    changing(
      "metadata-without-version", breaks: "ENVOY-4.4", in: "envoy/**",
      kvData + ".KvGetResponse.metadata.*.version"
    ) { _ in "" },
    Mutant(
      "eviction-as-failure", breaks: "ENVOY-1.3", in: "connect/**", "envoy/**",
      close: { code, reason in (reason.hasPrefix("ws.eviction") ? 1011 : code, reason) }),
    Mutant(
      "closes-without-reason", breaks: "ENVOY-1.3", in: "connect/**", "envoy/**",
      close: { code, _ in (code, "") }),
  ]

  static let versions: [Mutant] = [
    changing(
      "early-layout-as-version-1", breaks: "SQL-1.2", in: "versions/**",
      "ToEnvoySqliteGetPagesResponse.data.SqliteGetPagesOk.meta.schemaVersion"
    ) { _ in 1 },
    changing(
      "errors-without-code", breaks: "ENVOY-6.5", in: "versions/**",
      "ToEnvoySqliteGetPagesResponse.data.SqliteErrorResponse.code"
    ) { _ in "" },
    changing(
      "commit-errors-without-group", breaks: "ENVOY-6.5", in: "versions/**",
      "ToEnvoySqliteCommitResponse.data.SqliteErrorResponse.group"
    ) { _ in "" },
    changing(
      "reads-without-head", breaks: "ENVOY-6.5", in: "versions/**",
      "ToEnvoySqliteGetPagesResponse.data.SqliteGetPagesOk.headTxid"
    ) { _ in .null },
    changing(
      "commits-without-head", breaks: "ENVOY-6.5", in: "versions/**",
      "ToEnvoySqliteCommitResponse.data.SqliteCommitOk.headTxid"
    ) { _ in .null },
    silent("sql-unanswered", breaks: "ENVOY-6.5", in: "versions/**", "ToEnvoySqliteExecResponse"),
    hearing(
      "expected-head-passed-over", breaks: "ENVOY-6.5", in: "versions/**",
      "ToRivetSqliteCommitRequest.data.expectedHeadTxid"
    ) { _ in .null },
    hearing(
      "expected-generation-made-up", breaks: "ENVOY-6.5", in: "versions/**",
      "ToRivetSqliteGetPagesRequest.data.expectedGeneration"
    ) { _ in "1" },
  ]
}
