import BareJSON

extension Mutant {
  private static let result = "ToEnvoySqliteExecuteResponse.data.SqliteExecuteOk.result"

  /// Servers that run SQL in another way than engines.
  static let sql: [Mutant] = [
    changing(
      "sql-floats-lowest-byte-first", breaks: "ENVOY-6.1", in: "versions/**",
      result + ".rows.*.*.SqliteValueFloat.value"
    ) { value in
      let digits = Array(value.stringValue ?? "")
      let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { String(digits[$0...$0 + 1]) }
      return .string(bytes.reversed().joined())
    },
    changing(
      "sql-errors-without-code", breaks: "ENVOY-6.2", in: "versions/**",
      "ToEnvoySqliteExecResponse.data.SqliteErrorResponse.code"
    ) { _ in "" },
    changing(
      "sql-changes-off-by-one", breaks: "ENVOY-6.3", in: "versions/**", result + ".changes"
    ) { $0.adding(1) },
    changing(
      "sql-first-row-alone", breaks: "ENVOY-6.3", in: "versions/**",
      "ToEnvoySqliteExecResponse.data.SqliteExecOk.result.rows"
    ) { $0.elements { Array($0.prefix(1)) } },
    changing(
      "sql-batch-without-its-last-result", breaks: "ENVOY-6.3", in: "versions/**",
      "ToEnvoySqliteExecuteBatchResponse.data.SqliteExecuteBatchOk.results"
    ) { $0.elements { Array($0.dropLast()) } },
    hearing(
      "sql-parameters-unheard", breaks: "ENVOY-6.3", in: "versions/**",
      "ToRivetSqliteExecuteRequest.data.params"
    ) { _ in .null },
    hearing(
      "sql-first-statement-alone", breaks: "ENVOY-6.3", in: "versions/**",
      "ToRivetSqliteExecuteRequest.data.sql"
    ) { .string(($0.stringValue ?? "").split(separator: ";").first.map(String.init) ?? "") },
    hearing(
      "sql-begin-unheard", breaks: "ENVOY-6.3", in: "versions/**",
      "ToRivetSqliteExecRequest.data.sql"
    ) { .string(($0.stringValue ?? "").replacing("BEGIN", with: "SELECT 1")) },
    hearing(
      "sql-committed-when-lost", breaks: "ENVOY-6.4", in: "versions/**",
      "ToRivetSqliteExecRequest.data.sql"
    ) { .string(($0.stringValue ?? "").replacing("BEGIN; ", with: "")) },
  ]
}
