import BareJSON

/// Clients that say the wrong thing of what came, or do another thing than they were told.
extension Mutant {
  static let clientCalls: [Mutant] = [
    saying("every-code-internal", breaks: "KV-A12.4", in: "client/kv/**", "failed.code") { _ in
      "internal_error"
    },
    saying("every-failure-an-error", breaks: "SQL-8.1", in: "client/**", "failed.class") { _ in
      "error"
    },
    saying("lost-is-surely-not-done", breaks: "SQL-8.2", in: "client/**", "failed") {
      $0.claiming("closed", isDefinite: true)
    },
    saying("late-is-surely-not-done", breaks: "KV-A12.6", in: "client/**", "failed") {
      $0.claiming("timeout", isDefinite: true)
    },
    saying("refused-is-not-sure", breaks: "KV-A12.4", in: "client/**", "failed") {
      $0.claiming("error", isDefinite: false)
    },
    saying("missing-as-empty", breaks: "KV-A12.5", in: "client/**", "ok.values.*") {
      $0.isNull ? "" : $0
    },
    saying("empty-as-missing", breaks: "KV-A12.5", in: "client/**", "ok.values.*") {
      $0 == "" ? .null : $0
    },
    saying("values-as-they-came", breaks: "KV-A12.5", in: "client/kv/**", "ok.values") {
      $0.elements { $0.sorted { ($0.stringValue ?? "~") < ($1.stringValue ?? "~") } }
    },
    saying("absent-pages-as-zeros", breaks: "SQL-8.1", in: "client/**", "ok.pages.*.bytes") {
      $0.isNull ? .string(String(repeating: "00", count: 4096)) : $0
    },
    saying("head-off-by-one", breaks: "SQL-8.4", in: "client/database/**", "ok.headTxid") {
      $0.adding(1)
    },
    saying("dead-by-a-lost-connection", breaks: "SQL-8.5", in: "client/**", "failed") {
      $0["class"] == "dead" ? $0.changing("class") { _ in "closed" } : $0
    },
    refused("fences-ignored", "fence-mismatch", breaks: "SQL-8.1"),
    refused("missing-stages-ignored", "stage-not-found", breaks: "SQL-8.1"),
    refused("errors-ignored", "error", breaks: "KV-A12.4"),
    refused("wrong-kinds-ignored", "protocol", breaks: "KV-A12.3"),
    refused("dead-databases-write", "dead", breaks: "SQL-8.5"),
    told("waits-for-ever", breaks: "KV-A12.6", in: "client/**", "open", "timeoutMilliseconds") {
      _ in 60_000
    },
    told(
      "never-connects-again", breaks: "KV-A12.9", in: "client/**", "open", "reconnectMilliseconds"
    ) { _ in 60_000 },
    told(
      "everything-in-one-commit", breaks: "SQL-8.3", in: "client/database/**", "database.open",
      "startup.meta.maxDeltaBytes"
    ) { _ in "8388608" },
    told(
      "everything-staged", breaks: "SQL-8.3", in: "client/database/**", "database.open",
      "startup.meta.maxDeltaBytes"
    ) { _ in "1" },
    told(
      "generation-from-one", breaks: "SQL-8.4", in: "client/database/**", "database.open",
      "startup.generation"
    ) { _ in "1" },
    told(
      "head-from-zero", breaks: "SQL-8.4", in: "client/database/**", "database.open",
      "startup.meta.headTxid"
    ) { _ in "0" },
    told(
      "database-as-large-as-its-pages", breaks: "SQL-8.4", in: "client/database/**",
      "database.write", "sizePages"
    ) { _ in 1 },
  ]

  private static func refused(
    _ name: String, _ kind: JSONValue, breaks rule: String
  ) -> Mutant {
    var mutant = Mutant(name, breaks: rule, in: "client/**")
    mutant.outcome = { $0["failed"]?["class"] == kind ? ["ok": .null] : $0 }
    return mutant
  }
}

extension JSONValue {
  /// A failure of a class that says whether it is sure.
  fileprivate func claiming(_ name: JSONValue, isDefinite: Bool) -> JSONValue {
    self["class"] == name ? changing("definite") { _ in .bool(isDefinite) } : self
  }
}
