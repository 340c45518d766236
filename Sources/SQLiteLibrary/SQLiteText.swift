/// A text of SQL, to be gone through statement by statement; made once, however long it is.
public struct SQLiteText: Hashable, Sendable {
  /// The text.
  public let sql: String

  /// Its bytes, and the NUL that the library wants behind them.
  let bytes: ContiguousArray<CChar>

  /// A text.
  ///
  /// - Throws: where it contains NUL, which the library would take for the end, so that what
  ///   follows would silently not be done; or where it is too long for the library.
  public init(_ sql: String) throws(SQLiteFailure) {
    guard !sql.utf8.contains(0), sql.utf8.count < Int32.max else {
      throw SQLiteFailure(
        extendedCode: SQLiteCode.misuse, message: "the text contains NUL, or is too long", sql: sql)
    }
    self.sql = sql
    bytes = sql.utf8CString
  }

  /// The bytes of it in UTF-8.
  public var byteCount: Int { bytes.count - 1 }

  /// Whether only white space of ASCII follows an offset in bytes.
  public func isBlank(from offset: Int) -> Bool {
    bytes[min(max(offset, 0), byteCount)..<byteCount].allSatisfy(Self.isWhiteSpace)
  }

  /// Where white space of ASCII ends that follows an offset in bytes.
  public func firstNonBlank(from offset: Int) -> Int {
    let start = min(max(offset, 0), byteCount)
    return bytes[start..<byteCount].firstIndex { !Self.isWhiteSpace($0) } ?? byteCount
  }

  private static func isWhiteSpace(_ byte: CChar) -> Bool {
    [0x20, 0x09, 0x0a, 0x0c, 0x0d].contains(byte)
  }
}
