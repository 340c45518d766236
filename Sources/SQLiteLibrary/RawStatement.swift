/// A statement of the library, used only while nothing else uses its connection.
struct RawStatement {
  let pointer: OpaquePointer
  let database: OpaquePointer
  let sql: String
  let functions: SQLiteFunctions

  /// The one statement of a text.
  static func only(
    _ sql: String, on database: OpaquePointer, _ functions: SQLiteFunctions
  ) throws(SQLiteFailure) -> RawStatement {
    var first: RawStatement?
    var hasMore = false
    try forEach(of: sql, on: database, functions) { (statement) throws(SQLiteFailure) in
      if first == nil {
        first = statement
        return true
      }
      statement.finalize()
      hasMore = true
      return false
    }
    guard let first else {
      throw SQLiteFailure(
        extendedCode: SQLiteCode.misuse, message: "there is no statement in it", sql: sql)
    }
    if hasMore {
      first.finalize()
      throw SQLiteFailure(
        extendedCode: SQLiteCode.misuse, message: "there is more than one statement in it",
        sql: sql)
    }
    return first
  }

  /// Runs all statements of a text.
  static func runAll(
    of sql: String, on database: OpaquePointer, _ functions: SQLiteFunctions
  ) throws(SQLiteFailure) {
    try forEach(of: sql, on: database, functions) { (statement) throws(SQLiteFailure) in
      defer { statement.finalize() }
      while try statement.step() {}
      return true
    }
  }

  /// Prepares the statements of a text one by one, each of which the body has to finalize, until
  /// it wants no more.
  private static func forEach(
    of sql: String, on database: OpaquePointer, _ functions: SQLiteFunctions,
    _ body: (RawStatement) throws(SQLiteFailure) -> Bool
  ) throws(SQLiteFailure) {
    let text = try SQLiteText(sql)
    var offset = 0
    while offset < text.byteCount {
      let (statement, end) = try first(of: text, from: offset, on: database, functions)
      offset = end
      guard let statement else { continue }
      guard try body(statement) else { return }
    }
  }

  /// The first statement that follows an offset in a text, nil where there is only a comment, and
  /// the offset of what comes after it.
  static func first(
    of text: SQLiteText, from offset: Int, on database: OpaquePointer,
    _ functions: SQLiteFunctions
  ) throws(SQLiteFailure) -> (statement: RawStatement?, end: Int) {
    let start = min(max(offset, 0), text.byteCount)
    var pointer: OpaquePointer?
    var byteCount = text.byteCount - start
    let code = text.bytes[start...].withUnsafeBufferPointer { buffer -> Int32 in
      guard let start = buffer.baseAddress else { return SQLiteCode.misuse }
      var rest: UnsafePointer<CChar>?
      let code = functions.prepare(database, start, Int32(buffer.count), &pointer, &rest)
      if let rest { byteCount = rest - start }
      return code
    }
    guard code == SQLiteCode.ok else { throw functions.failure(code, on: database, sql: text.sql) }
    let statement = pointer.map {
      RawStatement(pointer: $0, database: database, sql: text.sql, functions: functions)
    }
    return (statement, min(start + max(byteCount, 1), text.byteCount))
  }

  /// Starts anew with these values. With too few, the last parameters are NULL where that is
  /// allowed; with too many, the library says so then.
  func bind(_ values: [SQLiteValue], allowsOthers: Bool) throws(SQLiteFailure) {
    _ = functions.reset(pointer)
    let count = Int(functions.parameterCount(pointer))
    guard count == values.count || allowsOthers else {
      throw SQLiteFailure(
        extendedCode: SQLiteCode.outOfRange,
        message: "\(values.count) values for \(count) parameters", sql: sql)
    }
    for (index, value) in values.enumerated() {
      let code = functions.bind(value, to: pointer, at: Int32(index) + 1)
      guard code == SQLiteCode.ok else { throw functions.failure(code, on: database, sql: sql) }
    }
  }

  /// Whether there is a next row.
  func step() throws(SQLiteFailure) -> Bool {
    let code = functions.step(pointer)
    if code == SQLiteCode.row { return true }
    guard code != SQLiteCode.done else {
      _ = functions.reset(pointer)
      return false
    }
    let failure = functions.failure(code, on: database, sql: sql)
    _ = functions.reset(pointer)
    throw failure
  }

  /// Ends it in the middle, as if it had failed: what it changed is undone.
  func abort() {
    // A reset alone would keep what it changed so far.
    functions.interrupt(database)
    while functions.step(pointer) == SQLiteCode.row {}
    _ = functions.reset(pointer)
  }

  /// The instructions of the library's machine that it took since it was prepared.
  var stepCount: UInt64 {
    let machineSteps: Int32 = 4
    return UInt64(UInt32(bitPattern: functions.counter(pointer, machineSteps, 0)))
  }

  func reset() { _ = functions.reset(pointer) }

  func finalize() { _ = functions.finalize(pointer) }

  /// The names of its columns.
  var columnNames: [String] {
    (0..<functions.columnCount(pointer)).map { index in
      functions.columnName(pointer, index).map { String(cString: $0) } ?? ""
    }
  }

  /// The row that the last step came to.
  var row: [SQLiteValue] {
    (0..<functions.columnCount(pointer)).map { functions.value(of: pointer, at: $0) }
  }
}
