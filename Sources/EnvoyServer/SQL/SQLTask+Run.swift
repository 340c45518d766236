import BareRuntime
import EnvoyProtocol
import EnvoyServerCore
import RemoteSQL
import SQLiteLibrary

/// A task of the server's core in the words of whoever runs it, and back.
extension SQLTask {
  /// Runs it, in the thread of the caller.
  func run(in session: SQLRunSession) -> SQLResult {
    let snapshot = snapshot
    let image = PageImage(pageCount: snapshot.pageCount) { snapshot.page($0) }
    var limits = SQLRunRules()
    limits.stepCount = rules.stepCount
    limits.resultByteCount = rules.resultByteCount
    limits.storageByteCount = rules.storageByteCount
    limits.hasUpstreamQuirks = rules.hasUpstreamQuirks
    let outcome = session.run(work.run, over: image, reloads: reloads, rules: limits)
    return SQLResult(
      task: number, outcome: answer(outcome.result), commit: outcome.change.map(SQLCommit.init),
      isInTransaction: outcome.isInTransaction)
  }

  private func answer(_ result: Result<[SQLRunResult], SQLRunFailure>) -> SQLOutcome {
    switch result {
    case .failure(let failure): .failed(failure.description)
    case .success(let results):
      switch work {
      case .batch: .batch(results.map(\.executeResult))
      case .execute: .execute((results.first ?? SQLRunResult()).executeResult)
      case .exec: .exec((results.first ?? SQLRunResult()).queryResult)
      }
    }
  }
}

extension SQLCommit {
  fileprivate init(_ change: PageChange) {
    let pages = change.pages.sorted { $0.key < $1.key }
    self.init(
      pages: pages.map { Page(number: $0.key, bytes: $0.value) }, pageCount: change.pageCount)
  }
}

extension SQLWork {
  fileprivate var run: SQLRun {
    switch self {
    case .exec(let sql): .exec(sql: sql)
    case .execute(let statement): .execute(statement.run)
    case .batch(let statements): .batch(statements.map(\.run))
    }
  }
}

extension Envoy.V6.SqliteBatchStatement {
  fileprivate var run: SQLRunStatement {
    SQLRunStatement(sql: sql, bindings: (params ?? []).map(\.value))
  }
}

extension Envoy.V6.SqliteBindParam {
  fileprivate var value: SQLiteValue {
    switch self {
    case .valueNull: .null
    case .valueInteger(let integer): .integer(integer.value)
    case .valueFloat(let float): .real(Double(sqliteBytes: float.value))
    case .valueText(let text): .text(text.value)
    case .valueBlob(let blob): .blob([UInt8](blob.value))
    }
  }
}

extension SQLRunResult {
  fileprivate var wireRows: [[Envoy.V6.SqliteColumnValue]] {
    rows.map { $0.map(Envoy.V6.SqliteColumnValue.init) }
  }

  fileprivate var queryResult: Envoy.V6.SqliteQueryResult {
    .init(columns: columns, rows: wireRows)
  }

  fileprivate var executeResult: Envoy.V6.SqliteExecuteResult {
    .init(columns: columns, rows: wireRows, changes: changes, lastInsertRowId: lastInsertRowID)
  }
}

extension Envoy.V6.SqliteColumnValue {
  fileprivate init(_ value: SQLiteValue) {
    switch value {
    case .null: self = .valueNull
    case .integer(let number): self = .valueInteger(.init(value: number))
    case .real(let number): self = .valueFloat(.init(value: number.sqliteBytes))
    case .text(let text): self = .valueText(.init(value: text))
    // No value is as long as `Bytes` can be.
    case .blob(let bytes): self = .valueBlob(.init(value: (try? Bytes(bytes)) ?? Bytes()))
    }
  }
}
