import SQLiteLibrary

/// Runs the three requests on a connection (`ENVOY-6.3`).
struct SQLRunner {
  /// Whether a text is a script or a statement, as failures call it.
  private enum Mode: String {
    case exec
    case execute
  }

  let connection: SQLiteConnection
  let meter: SQLiteMeter
  let rules: SQLRunRules

  /// Runs a script; what ran before a failure stays.
  ///
  /// - Returns: the columns and rows of the last statement that has any.
  func exec(_ sql: String) throws(SQLRunFailure) -> SQLRunResult {
    var result = SQLRunResult()
    let text = try text(sql, .exec)
    var offset = 0
    while !text.isBlank(from: offset) {
      let next = try prepare(text, from: offset, .exec)
      offset = next.end
      guard let statement = next.statement else { continue }
      // What a later statement gives takes the place of what an earlier one gave.
      var room = SQLRunRoom(byteCount: rules.resultByteCount)
      let rows = try rows(of: statement, .exec, &room)
      if !rows.columns.isEmpty { result = rows }
    }
    return result
  }

  /// Runs one statement.
  func execute(_ statement: SQLRunStatement) throws(SQLRunFailure) -> SQLRunResult {
    var room = SQLRunRoom(byteCount: rules.resultByteCount)
    return try execute(statement, &room)
  }

  /// Runs statements in a transaction: all of them, or none.
  func batch(_ statements: [SQLRunStatement]) throws(SQLRunFailure) -> [SQLRunResult] {
    do throws(SQLiteFailure) {
      try connection.execute("BEGIN")
    } catch {
      throw SQLRunFailure(error.message)
    }
    var results: [SQLRunResult] = []
    var room = SQLRunRoom(byteCount: rules.resultByteCount)
    do throws(SQLRunFailure) {
      for statement in statements { results.append(try execute(statement, &room)) }
    } catch {
      throw rolledBack(
        error.inside("execute remote sqlite batch statement"), "rollback remote sqlite batch")
    }
    do throws(SQLiteFailure) {
      try connection.execute("COMMIT")
    } catch {
      throw rolledBack(
        SQLRunFailure("commit remote sqlite batch: \(error.message)"),
        "rollback remote sqlite batch after failed commit")
    }
    return results
  }

  /// Undoes a batch, unless the failure did so already.
  private func rolledBack(_ failure: SQLRunFailure, _ cause: String) -> SQLRunFailure {
    // What is spent or stopped must not keep the transaction open.
    try? connection.setMeter(nil)
    guard connection.isInTransaction else { return failure }
    do throws(SQLiteFailure) {
      try connection.execute("ROLLBACK")
      return failure
    } catch {
      return failure.inside("\(cause): \(error.message)")
    }
  }

  private func execute(
    _ statement: SQLRunStatement, _ room: inout SQLRunRoom
  ) throws(SQLRunFailure) -> SQLRunResult {
    let text = try text(statement.sql, .execute)
    let (prepared, end) = try prepare(text, from: 0, .execute)
    guard text.isBlank(from: end), !text.hasEmptyStatementFirst else {
      throw SQLRunFailure("sqlite execute only supports a single statement")
    }
    guard let prepared else { return SQLRunResult() }
    do throws(SQLiteFailure) {
      try prepared.bindFirst(statement.bindings)
    } catch {
      throw SQLRunFailure("failed to bind sqlite parameter: \(error.message)")
    }
    let changedBefore = connection.totalChanges
    var result = try rows(of: prepared, .execute, &room)
    // The library's count is that of the last statement that could change anything.
    let hasChanged = connection.totalChanges != changedBefore
    result.changes = hasChanged || rules.hasUpstreamQuirks ? Int64(connection.changes) : 0
    result.lastInsertRowID = result.changes > 0 ? connection.lastInsertRowID : nil
    return result
  }

  private func text(_ sql: String, _ mode: Mode) throws(SQLRunFailure) -> SQLiteText {
    do throws(SQLiteFailure) {
      return try SQLiteText(sql)
    } catch {
      throw SQLRunFailure("failed to prepare sqlite \(mode) statement: \(error.message)")
    }
  }

  private func prepare(
    _ text: SQLiteText, from offset: Int, _ mode: Mode
  ) throws(SQLRunFailure) -> (statement: SQLiteStatement?, end: Int) {
    do throws(SQLiteFailure) {
      return try connection.prepareFirst(of: text, from: offset)
    } catch {
      throw SQLRunFailure("failed to prepare sqlite \(mode) statement: \(error.message)")
    }
  }

  /// Runs a statement to its end, or until there is no room for its rows; then it is undone.
  private func rows(
    of statement: SQLiteStatement, _ mode: Mode, _ room: inout SQLRunRoom
  ) throws(SQLRunFailure) -> SQLRunResult {
    defer { statement.finalize() }
    var result = SQLRunResult()
    do throws(SQLiteFailure) {
      guard !meter.isStopped, !meter.isSpent else { throw .interrupted }
      result.columns = try statement.columnNames()
      while let row = try statement.step() {
        guard room.take(row) else {
          try statement.abort()
          throw .tooLarge(rules)
        }
        result.rows.append(rules.hasUpstreamQuirks ? row.map(\.withoutEmptyBlob) : row)
      }
      meter.finish(stepCount: try statement.stepCount())
      return result
    } catch {
      let isSpent = meter.isSpent
      meter.finish(stepCount: (try? statement.stepCount()) ?? 0)
      let why = isSpent && error.code == SQLiteFailure.interrupted.code ? spent : error.message
      throw SQLRunFailure("failed to step sqlite \(mode) statement: \(why)")
    }
  }

  private var spent: String {
    "interrupted: a request may take \(rules.stepCount) instructions of SQLite's machine"
  }
}

extension SQLiteText {
  /// Whether a statement of nothing comes first, and then something.
  fileprivate var hasEmptyStatementFirst: Bool {
    let start = firstNonBlank(from: 0)
    return sql.utf8.dropFirst(start).first == UInt8(ascii: ";") && !isBlank(from: start + 1)
  }
}

extension SQLiteFailure {
  fileprivate static let interrupted = SQLiteFailure(
    extendedCode: SQLiteCode.interrupted, message: "interrupted")

  fileprivate static func tooLarge(_ rules: SQLRunRules) -> SQLiteFailure {
    SQLiteFailure(
      extendedCode: SQLiteCode.full,
      message: "the result is too large: a request may have \(rules.resultByteCount) bytes of rows")
  }
}

extension SQLiteValue {
  fileprivate var withoutEmptyBlob: SQLiteValue { self == .blob([]) ? .null : self }
}
