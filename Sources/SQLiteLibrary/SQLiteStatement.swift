/// A statement that can be run many times; made by ``SQLiteConnection/prepare(_:)``.
///
/// It keeps its connection open only in memory: once that is closed, all of it throws.
public final class SQLiteStatement: Sendable {
  /// Its text.
  public let sql: String

  let number: UInt64
  private let connection: SQLiteConnection

  init(connection: SQLiteConnection, number: UInt64, sql: String) {
    self.connection = connection
    self.number = number
    self.sql = sql
  }

  deinit { connection.forget(self) }

  /// Starts anew with these values, one a parameter in order, no more and no fewer.
  public func bind(_ values: [SQLiteValue]) throws(SQLiteFailure) {
    try connection.call(self) { (raw) throws(SQLiteFailure) in
      try raw.bind(values, allowsOthers: false)
    }
  }

  /// Starts anew with these values for the first parameters; the others are NULL.
  ///
  /// - Throws: among others, where there are more values than parameters.
  public func bindFirst(_ values: [SQLiteValue]) throws(SQLiteFailure) {
    try connection.call(self) { (raw) throws(SQLiteFailure) in
      try raw.bind(values, allowsOthers: true)
    }
  }

  /// The next row, or nil where there is none; the call after that starts anew.
  public func step() throws(SQLiteFailure) -> [SQLiteValue]? {
    try connection.call(self) { (raw) throws(SQLiteFailure) in
      try raw.step() ? raw.row : nil
    }
  }

  /// Starts anew, with the values as they are.
  public func reset() throws(SQLiteFailure) {
    try connection.call(self) { (raw) throws(SQLiteFailure) in raw.reset() }
  }

  /// Ends it in the middle, as if it had failed: what it changed is undone, and so is, where it
  /// changes anything, the transaction it runs in.
  public func abort() throws(SQLiteFailure) {
    try connection.call(self) { (raw) throws(SQLiteFailure) in raw.abort() }
  }

  /// The instructions of the library's machine that it took since it was prepared.
  public func stepCount() throws(SQLiteFailure) -> UInt64 {
    try connection.call(self) { (raw) throws(SQLiteFailure) in raw.stepCount }
  }

  /// The names of its columns.
  public func columnNames() throws(SQLiteFailure) -> [String] {
    try connection.call(self) { (raw) throws(SQLiteFailure) in raw.columnNames }
  }

  /// Gives it up; again does nothing.
  public func finalize() { connection.forget(self) }
}
