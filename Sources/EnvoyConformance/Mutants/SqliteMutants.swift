import BareJSON

extension Mutant {
  private static let pagesPath = "ToEnvoySqliteGetPagesResponse.data"
  private static let commitPath = "ToEnvoySqliteCommitResponse.data"
  private static let getRequest = "ToRivetSqliteGetPagesRequest.data"
  private static let commitRequest = "ToRivetSqliteCommitRequest.data"
  private static let zeros = String(repeating: "00", count: 4096)

  static let sqlite: [Mutant] = [
    changing(
      "head-told-wrong", breaks: "SQL-4.2", in: "sqlite/**",
      commitPath + ".SqliteCommitOk.newHeadTxid"
    ) { $0.adding(1) },
    changing(
      "meta-before-commit", breaks: "SQL-4.2", in: "sqlite/**",
      commitPath + ".SqliteCommitOk.meta.headTxid"
    ) { $0.adding(-1) },
    silent(
      "commit-unanswered", breaks: "SQL-1.3", in: "sqlite/commit/*", "ToEnvoySqliteCommitResponse"),
    Mutant(
      "commit-answered-twice", breaks: "SQL-1.3", in: "sqlite/commit/*",
      reply: { message, _ in
        message["ToEnvoySqliteCommitResponse"] == nil ? [message] : [message, message]
      }),
    changing(
      "pages-under-another-id", breaks: "SQL-1.3", in: "sqlite/read/*",
      "ToEnvoySqliteGetPagesResponse.requestId"
    ) { $0.adding(1) },
    changing(
      "pages-reversed", breaks: "SQL-4.1", in: "sqlite/**", pagesPath + ".SqliteGetPagesOk.pages"
    ) { $0.elements { $0.reversed() } },
    changing(
      "absent-as-zeros", breaks: "SQL-4.1", in: "sqlite/**",
      pagesPath + ".SqliteGetPagesOk.pages.*.bytes"
    ) { $0.isNull ? .string(zeros) : $0 },
    changing(
      "zeros-as-absent", breaks: "SQL-4.1", in: "sqlite/**",
      pagesPath + ".SqliteGetPagesOk.pages.*.bytes"
    ) { $0 == .string(zeros) ? .null : $0 },
    changing(
      "last-byte-wrong", breaks: "SQL-4.1", in: "sqlite/**",
      pagesPath + ".SqliteGetPagesOk.pages.*.bytes"
    ) { bytes in bytes.stringValue.map { .string($0.dropLast(2) + "fe") } ?? bytes },
    changing(
      "repeats-once", breaks: "SQL-4.1", in: "sqlite/read/*",
      pagesPath + ".SqliteGetPagesOk.pages"
    ) { pages in
      pages.elements { all in
        all.enumerated().filter { index, page in
          !all[..<index].contains { $0["pgno"] == page["pgno"] }
        }.map(\.element)
      }
    },
    Mutant(
      "read-of-any-generation", breaks: "SQL-3", in: "sqlite/read/*", "sqlite/takeover/*",
      request: { message, _ in
        ([message.changing(getRequest + ".generation") { _ in "1" }], [])
      }),
    hearing(
      "commit-of-any-generation", breaks: "SQL-3", in: "sqlite/**", commitRequest + ".generation"
    ) { _ in "1" },
    Mutant(
      "commit-on-any-head", breaks: "SQL-4.2", in: "sqlite/**",
      request: { message, memory in
        let head = memory.values["head"] ?? "0"
        return ([message.changing(commitRequest + ".expectedHeadTxid") { _ in head }], [])
      },
      reply: { message, memory in
        if let head = message.at(commitPath + ".SqliteCommitOk.newHeadTxid") {
          memory.values["head"] = head
        }
        return [message]
      }),
    changing(
      "fence-tells-no-state", breaks: "SQL-4.1", in: "sqlite/**",
      pagesPath + ".SqliteFenceMismatch.actualMeta.generation"
    ) { _ in "0" },
    replacing(
      "fence-as-error", breaks: "SQL-1.3", in: "sqlite/**", pagesPath, "SqliteFenceMismatch"
    ) { ["SqliteErrorResponse": ["message": $0["reason"] ?? ""]] },
    replacing(
      "commit-fence-as-error", breaks: "SQL-1.3", in: "sqlite/**", commitPath,
      "SqliteFenceMismatch"
    ) { ["SqliteErrorResponse": ["message": $0["reason"] ?? ""]] },
    replacing(
      "too-large-as-error", breaks: "SQL-4.2", in: "sqlite/commit/*", commitPath,
      "SqliteCommitTooLarge"
    ) { _ in ["SqliteErrorResponse": ["message": "too large"]] },
    hearing(
      "page-zero-passed-over", breaks: "SQL-4.1", in: "sqlite/**", getRequest + ".pgnos"
    ) { $0.elements { $0.filter { $0 != 0 } } },
    hearing(
      "page-zero-written", breaks: "SQL-4.2", in: "sqlite/commit/*", commitRequest + ".dirtyPages"
    ) { $0.elements { $0.filter { $0["pgno"] != 0 } } },
    hearing(
      "page-twice-written", breaks: "SQL-4.2", in: "sqlite/commit/*",
      commitRequest + ".dirtyPages"
    ) { pages in
      pages.elements { all in
        all.enumerated().filter { index, page in
          !all[(index + 1)...].contains { $0["pgno"] == page["pgno"] }
        }.map(\.element)
      }
    },
    hearing(
      "pages-of-any-size", breaks: "SQL-2", in: "sqlite/commit/*",
      commitRequest + ".dirtyPages.*.bytes"
    ) { bytes in .string(String(((bytes.stringValue ?? "") + zeros).prefix(8192))) },
    Mutant(
      "never-smaller", breaks: "SQL-4.6", in: "sqlite/**",
      request: { message, memory in
        guard let size = message.at(commitRequest + ".newDbSizePages") else {
          return ([message], [])
        }
        let number = Int64(size.numberValue?.text ?? "") ?? 0
        let largest = max(number, Int64(memory.values["size"]?.stringValue ?? "") ?? 0)
        memory.values["size"] = .string("\(largest)")
        let changed = message.changing(commitRequest + ".newDbSizePages") { _ in
          .number(JSONNumber(largest))
        }
        return ([changed], [])
      }),
    silent(
      "quota-unanswered", breaks: "SQL-2", in: "sqlite/quota/*", "ToEnvoySqliteCommitResponse",
      where: { response in
        response.at("data.SqliteErrorResponse.message")?.stringValue?.contains("Quota") ?? false
      }),
    changing(
      "start-of-an-old-generation", breaks: "SQL-5.1", in: "sqlite/takeover/*",
      "ToEnvoyCommands.*.inner.CommandStartActor.sqliteStartupData.generation"
    ) { $0.adding(-1) },
    changing(
      "start-without-page", breaks: "SQL-5.4", in: "sqlite/takeover/*",
      "ToEnvoyCommands.*.inner.CommandStartActor.sqliteStartupData.preloadedPages"
    ) { _ in [] },
    changing(
      "start-without-data", breaks: "SQL-5.4", in: "sqlite/takeover/*",
      "ToEnvoyCommands.*.inner.CommandStartActor.sqliteStartupData"
    ) { _ in .null },
    changing(
      "smaller-limit-told", breaks: "SQL-4.1", in: "sqlite/read/*", "versions/**",
      pagesPath + ".SqliteGetPagesOk.meta.maxDeltaBytes"
    ) { _ in "4096" },
  ]

  /// One over several families.
  private static func changing(
    _ name: String, breaks rule: String, in first: String, _ second: String, _ path: String,
    _ change: @escaping @Sendable (JSONValue) -> JSONValue
  ) -> Mutant {
    Mutant(
      name, breaks: rule, in: first, second,
      reply: { message, _ in [message.changing(path, change)] })
  }
}
