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
    // The library would take NUL for the end, and what follows would silently not be done.
    guard !sql.utf8.contains(0), sql.utf8.count < Int32.max else {
      throw SQLiteFailure(
        extendedCode: SQLiteCode.misuse, message: "the text contains NUL, or is too long", sql: sql)
    }
    let text = sql.utf8CString
    var offset = 0
    while offset < text.count - 1 {
      let (pointer, byteCount) = try prepare(
        text[offset...], of: sql, on: database, functions)
      offset += max(byteCount, 1)
      guard let pointer else { continue }
      let statement = RawStatement(
        pointer: pointer, database: database, sql: sql, functions: functions)
      guard try body(statement) else { return }
    }
  }

  /// The first statement of a text that ends in NUL, nil where there is only a comment, and the
  /// bytes that it takes.
  private static func prepare(
    _ text: ArraySlice<CChar>, of sql: String, on database: OpaquePointer,
    _ functions: SQLiteFunctions
  ) throws(SQLiteFailure) -> (OpaquePointer?, Int) {
    var pointer: OpaquePointer?
    var byteCount = text.count
    let code = text.withUnsafeBufferPointer { buffer -> Int32 in
      guard let start = buffer.baseAddress else { return SQLiteCode.misuse }
      var rest: UnsafePointer<CChar>?
      let code = functions.prepare(database, start, Int32(buffer.count), &pointer, &rest)
      if let rest { byteCount = rest - start }
      return code
    }
    guard code == SQLiteCode.ok else { throw functions.failure(code, on: database, sql: sql) }
    return (pointer, byteCount)
  }

  /// Starts anew with these values.
  func bind(_ values: [SQLiteValue]) throws(SQLiteFailure) {
    _ = functions.reset(pointer)
    let count = Int(functions.parameterCount(pointer))
    guard count == values.count else {
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
