/// Statements of a text, one after another.
extension SQLiteConnection {
  /// Prepares the first statement that follows an offset in a text.
  ///
  /// - Parameters:
  ///   - text: any number of statements.
  ///   - offset: in bytes of UTF-8.
  /// - Returns: the statement, nil where only white space and comments follow; and the offset of
  ///   what comes after it.
  public func prepareFirst(
    of text: SQLiteText, from offset: Int = 0
  ) throws(SQLiteFailure) -> (statement: SQLiteStatement?, end: Int) {
    let (number, end) = try call(text.sql) { (database) throws(SQLiteFailure) in
      let (raw, end) = try RawStatement.first(of: text, from: offset, on: database, functions)
      return (raw.map { keep($0) }, end)
    }
    return (number.map { SQLiteStatement(connection: self, number: $0, sql: text.sql) }, end)
  }
}
