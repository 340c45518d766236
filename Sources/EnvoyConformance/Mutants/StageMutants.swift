import BareJSON

extension Mutant {
  private static let beginPath = "ToEnvoySqliteCommitStageBeginResponse.data"
  private static let stagePath = "ToEnvoySqliteCommitStageResponse.data"
  private static let finalizePath = "ToEnvoySqliteCommitFinalizeResponse.data"

  static let stages: [Mutant] = [
    changing(
      "stage-id-told-wrong", breaks: "SQL-4.3", in: "sqlite/stage/*",
      beginPath + ".SqliteCommitStageBeginOk.txid"
    ) { $0.adding(1) },
    Mutant(
      "stage-ids-reused", breaks: "SQL-4.3", in: "sqlite/**",
      reply: { message, memory in
        guard let id = message.at(beginPath + ".SqliteCommitStageBeginOk.txid") else {
          return [message]
        }
        let first = memory.values["txid"] ?? id
        memory.values["txid"] = first
        return [message.changing(beginPath + ".SqliteCommitStageBeginOk.txid") { _ in first }]
      }),
    hearing(
      "begin-of-any-generation", breaks: "SQL-4.3", in: "sqlite/**",
      "ToRivetSqliteCommitStageBeginRequest.data.generation"
    ) { _ in "1" },
    changing(
      "chunk-index-off-by-one", breaks: "SQL-4.4", in: "sqlite/stage/*",
      stagePath + ".SqliteCommitStageOk.chunkIdxCommitted"
    ) { $0.adding(1) },
    Mutant(
      "chunks-in-any-order", breaks: "SQL-4.4", in: "sqlite/**",
      request: { message, memory in
        memory.values["index"] = message.at("ToRivetSqliteCommitStageRequest.data.chunkIdx")
        return ([message], [])
      },
      reply: { message, memory in
        [
          message.changing(stagePath) { data in
            guard data["SqliteErrorResponse"] != nil else { return data }
            return [
              "SqliteCommitStageOk": ["chunkIdxCommitted": memory.values["index"] ?? 0]
            ]
          }
        ]
      }),
    silent(
      "chunk-unanswered", breaks: "SQL-1.3", in: "sqlite/stage/*",
      "ToEnvoySqliteCommitStageResponse"),
    changing(
      "finalize-tells-old-head", breaks: "SQL-4.5", in: "sqlite/**",
      finalizePath + ".SqliteCommitFinalizeOk.newHeadTxid"
    ) { $0.adding(-1) },
    replacing(
      "finalize-not-found-as-error", breaks: "SQL-4.5", in: "sqlite/**", finalizePath,
      "SqliteStageNotFound"
    ) { _ in ["SqliteErrorResponse": ["message": "not found"]] },
    changing(
      "not-found-of-another", breaks: "SQL-4.5", in: "sqlite/**",
      finalizePath + ".SqliteStageNotFound.stageId"
    ) { $0.adding(1) },
    Mutant(
      "finalize-again", breaks: "SQL-4.5", in: "sqlite/**",
      reply: { message, memory in
        if let done = message.at(finalizePath + ".SqliteCommitFinalizeOk") {
          memory.values["done"] = done
        }
        guard let done = memory.values["done"],
          message.at(finalizePath + ".SqliteStageNotFound") != nil
        else { return [message] }
        return [message.changing(finalizePath) { _ in ["SqliteCommitFinalizeOk": done] }]
      }),
    Mutant(
      "finalize-on-any-head", breaks: "SQL-4.5", in: "sqlite/**",
      request: { message, memory in
        let path = "ToRivetSqliteCommitFinalizeRequest.data.expectedHeadTxid"
        return ([message.changing(path) { _ in memory.values["head"] ?? "0" }], [])
      },
      reply: { message, memory in
        let paths = [
          "ToEnvoySqliteCommitResponse.data.SqliteCommitOk.newHeadTxid",
          finalizePath + ".SqliteCommitFinalizeOk.newHeadTxid",
        ]
        if let head = paths.lazy.compactMap(message.at).first { memory.values["head"] = head }
        return [message]
      }),
    hearing(
      "stage-of-one-page", breaks: "SQL-6", in: "sqlite/**",
      "ToRivetSqliteCommitFinalizeRequest.data.newDbSizePages"
    ) { _ in 1 },
    silent(
      "finalize-unanswered", breaks: "SQL-1.3", in: "sqlite/stage/*",
      "ToEnvoySqliteCommitFinalizeResponse"),
  ]
}
