/// A value of a column or a parameter.
public enum SQLiteValue: Hashable, Sendable {
  /// No value, which is neither an empty text nor an empty blob.
  case null

  /// A whole number, exact from `Int64.min` to `Int64.max`.
  case integer(Int64)

  /// A number with a fraction. What is bound as not-a-number is stored as NULL: so does SQLite.
  case real(Double)

  /// Text, which may contain NUL. Bytes that are no UTF-8 come out as replacement characters.
  case text(String)

  /// Bytes, none being a blob too.
  case blob([UInt8])
}

extension SQLiteValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByNilLiteral
{
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }

  /// A number with a fraction.
  public init(floatLiteral value: Double) { self = .real(value) }

  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// NULL.
  public init(nilLiteral: ()) { self = .null }
}

/// What a query came to.
public struct SQLiteRows: Hashable, Sendable {
  /// The names of the columns.
  public let columns: [String]

  /// The rows, each with a value a column.
  public let rows: [[SQLiteValue]]

  /// Rows below names.
  public init(columns: [String], rows: [[SQLiteValue]]) {
    self.columns = columns
    self.rows = rows
  }
}
