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
    try connection.call(self) { (raw) throws(SQLiteFailure) in try raw.bind(values) }
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

  /// The names of its columns.
  public func columnNames() throws(SQLiteFailure) -> [String] {
    try connection.call(self) { (raw) throws(SQLiteFailure) in raw.columnNames }
  }

  /// Gives it up; again does nothing.
  public func finalize() { connection.forget(self) }
}
