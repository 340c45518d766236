import SQLiteLibrary

/// How much is left for rows.
struct SQLRunRoom {
  /// What a value takes beside its text or blob, so that rows of nothing are not free.
  private static let valueByteCount: UInt64 = 16

  var byteCount: UInt64

  /// Takes room for a row; false where there is not enough.
  mutating func take(_ row: [SQLiteValue]) -> Bool {
    let needed = row.reduce(UInt64(0)) { $0 + Self.valueByteCount + $1.byteCount }
    guard needed <= byteCount else { return false }
    byteCount -= needed
    return true
  }
}

extension SQLiteValue {
  fileprivate var byteCount: UInt64 {
    switch self {
    case .null, .integer, .real: 0
    case .text(let text): UInt64(text.utf8.count)
    case .blob(let bytes): UInt64(bytes.count)
    }
  }
}
