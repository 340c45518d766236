extension SQLiteFunctions {
  /// Tells the library to copy what is bound, since it is Swift's to free.
  private static let copies = unsafeBitCast(-1, to: Release.self)

  /// Binds a value to a parameter, which count from 1.
  func bind(_ value: SQLiteValue, to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch value {
    case .null: bindNull(statement, index)
    case .integer(let number): bindInteger(statement, index, number)
    case .real(let number): bindReal(statement, index, number)
    case .text(let text): bind(text, to: statement, at: index)
    case .blob(let bytes): bind(bytes, to: statement, at: index)
    }
  }

  private func bind(_ text: String, to statement: OpaquePointer, at index: Int32) -> Int32 {
    let utf8: UInt8 = 1
    let byteCount = UInt64(text.utf8.count)
    return text.withCString { bindText(statement, index, $0, byteCount, Self.copies, utf8) }
  }

  private func bind(_ bytes: [UInt8], to statement: OpaquePointer, at index: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      // A blob of nothing at no address would be NULL.
      guard buffer.count > 0, let start = buffer.baseAddress else {
        return bindZeros(statement, index, 0)
      }
      return bindBlob(statement, index, start, UInt64(buffer.count), Self.copies)
    }
  }

  /// The value in a column, which count from 0.
  func value(of statement: OpaquePointer, at index: Int32) -> SQLiteValue {
    switch columnType(statement, index) {
    case 1: return .integer(columnInteger(statement, index))
    case 2: return .real(columnReal(statement, index))
    case 3:
      // The text has to be asked for before its size.
      let start = columnText(statement, index)
      let bytes = UnsafeBufferPointer(start: start, count: size(of: start, statement, index))
      return .text(String(decoding: bytes, as: UTF8.self))
    case 4:
      let start = columnBlob(statement, index)
      let bytes = UnsafeRawBufferPointer(start: start, count: size(of: start, statement, index))
      return .blob([UInt8](bytes))
    default: return .null
    }
  }

  private func size<Pointer>(
    of start: Pointer?, _ statement: OpaquePointer, _ index: Int32
  ) -> Int {
    start == nil ? 0 : Int(columnByteCount(statement, index))
  }

  /// The failure of the last call on a connection.
  func failure(_ code: Int32, on database: OpaquePointer?, sql: String?) -> SQLiteFailure {
    guard let database, let text = message(database) else {
      return SQLiteFailure(extendedCode: code, message: meaningOf(code), sql: sql)
    }
    return SQLiteFailure(extendedCode: code, message: String(cString: text), sql: sql)
  }

  /// What a code means, for people.
  func meaningOf(_ code: Int32) -> String {
    meaning(code).map { String(cString: $0) } ?? "result code \(code)"
  }
}
