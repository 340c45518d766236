import BareRuntime
import EnvoyProtocol

extension RemoteSQLRequest {
  /// The message of the newest version.
  func message(_ number: UInt32) -> Envoy.V6.ToRivet {
    switch command {
    case .exec(let sql):
      .sqliteExecRequest(
        .init(
          requestId: number,
          data: .init(
            namespaceId: namespace, actorId: actorID, generation: generation, sql: sql)))
    case .execute(let statement):
      .sqliteExecuteRequest(
        .init(
          requestId: number,
          data: .init(
            namespaceId: namespace, actorId: actorID, generation: generation,
            sql: statement.sql, params: statement.wire.params)))
    case .batch(let statements):
      .sqliteExecuteBatchRequest(
        .init(
          requestId: number,
          data: .init(
            namespaceId: namespace, actorId: actorID, generation: generation,
            statements: statements.map(\.wire))))
    }
  }

  /// As failures call it.
  public var name: String {
    switch command {
    case .exec: "exec"
    case .execute: "execute"
    case .batch: "execute_batch"
    }
  }
}

extension RemoteSQLStatement {
  fileprivate var wire: Envoy.V6.SqliteBatchStatement {
    .init(sql: sql, params: values.isEmpty ? nil : values.map(\.wire))
  }
}

extension RemoteSQLReply {
  /// Whether it is the reply to such a request.
  func answers(_ request: RemoteSQLRequest) -> Bool {
    switch (request.command, self) {
    case (.exec, .exec), (.execute, .execute), (.batch, .batch): true
    default: false
    }
  }
}

extension ClientWire {
  /// A reply to SQL; nil for another message.
  static func sql(_ message: Envoy.V6.ToEnvoy) -> Arrival? {
    let (number, data): (UInt32, ReplyData)
    switch message {
    case .sqliteExecResponse(let response):
      number = response.requestId
      data =
        switch response.data {
        case .ok(let ok):
          .sql(.exec(columns: ok.result.columns, rows: RemoteSQLResult.rows(ok.result.rows)))
        case .errorResponse(let error): .failure(ClientFailure(error))
        }
    case .sqliteExecuteResponse(let response):
      number = response.requestId
      data =
        switch response.data {
        case .ok(let ok): .sql(.execute(RemoteSQLResult(ok.result)))
        case .errorResponse(let error): .failure(ClientFailure(error))
        }
    case .sqliteExecuteBatchResponse(let response):
      number = response.requestId
      data =
        switch response.data {
        case .ok(let ok): .sql(.batch(ok.results.map(RemoteSQLResult.init)))
        case .errorResponse(let error): .failure(ClientFailure(error))
        }
    default: return nil
    }
    return .reply(ID(family: .sql, number: number), data)
  }
}

extension ClientFailure {
  /// The code is group and code in one; version 4 has neither.
  fileprivate init(_ error: Envoy.V6.SqliteErrorResponse) {
    let code = error.group.isEmpty && error.code.isEmpty ? nil : "\(error.group).\(error.code)"
    self.init(.error, code: code, isDefinite: true, error.message)
  }
}

extension RemoteSQLResult {
  fileprivate init(_ result: Envoy.V6.SqliteExecuteResult) {
    self.init(
      columns: result.columns, rows: Self.rows(result.rows), changes: result.changes,
      lastInsertRowID: result.lastInsertRowId)
  }

  fileprivate static func rows(_ rows: [[Envoy.V6.SqliteColumnValue]]) -> [[RemoteSQLValue]] {
    rows.map { $0.map(RemoteSQLValue.init) }
  }
}

extension RemoteSQLValue {
  fileprivate init(_ value: Envoy.V6.SqliteColumnValue) {
    switch value {
    case .valueNull: self = .null
    case .valueInteger(let integer): self = .integer(integer.value)
    case .valueFloat(let float): self = .real(Double(sqliteBytes: float.value))
    case .valueText(let text): self = .text(text.value)
    case .valueBlob(let blob): self = .blob(blob.value)
    }
  }

  fileprivate var wire: Envoy.V6.SqliteBindParam {
    switch self {
    case .null: .valueNull
    case .integer(let number): .valueInteger(.init(value: number))
    case .real(let number): .valueFloat(.init(value: number.sqliteBytes))
    case .text(let text): .valueText(.init(value: text))
    case .blob(let bytes): .valueBlob(.init(value: bytes))
    }
  }
}
