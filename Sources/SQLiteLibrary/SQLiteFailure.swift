/// SQLite did not do something.
public struct SQLiteFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Who said no.
  public enum Origin: Hashable, Sendable {
    /// The library.
    case library

    /// The connection is closed, or closes at this moment.
    case closed

    /// A call on the connection from within a call on it, from a file system say.
    case nested
  }

  /// Who said no.
  public let origin: Origin

  /// The full result code, such as 1034; its low eight bits are ``code``.
  public let extendedCode: Int32

  /// What it means, for people, in the library's words.
  public let message: String

  /// The statement, where there was one.
  public let sql: String?

  /// A failure.
  public init(
    origin: Origin = .library, extendedCode: Int32, message: String, sql: String? = nil
  ) {
    self.origin = origin
    self.extendedCode = extendedCode
    self.message = message
    self.sql = sql
  }

  /// The result code, such as 10 for any I/O error.
  public var code: Int32 { extendedCode & 255 }

  /// The message, the code, and the statement.
  public var description: String {
    let place = sql.map { ", in: \($0)" } ?? ""
    return "\(message) (\(extendedCode))\(place)"
  }

  static func closed(_ sql: String?) -> SQLiteFailure {
    SQLiteFailure(
      origin: .closed, extendedCode: SQLiteCode.misuse, message: "the connection is closed",
      sql: sql)
  }

  static func nested(_ sql: String?) -> SQLiteFailure {
    SQLiteFailure(
      origin: .nested, extendedCode: SQLiteCode.misuse,
      message: "a call from within a call on the same connection", sql: sql)
  }
}

/// The numbers of SQLite's interface that are used here.
package enum SQLiteCode {
  package static let ok: Int32 = 0
  package static let error: Int32 = 1
  package static let interrupted: Int32 = 9
  package static let inputOutput: Int32 = 10
  package static let notFound: Int32 = 12
  package static let full: Int32 = 13
  package static let cannotOpen: Int32 = 14
  package static let misuse: Int32 = 21
  package static let outOfRange: Int32 = 25
  package static let row: Int32 = 100
  package static let done: Int32 = 101
}
