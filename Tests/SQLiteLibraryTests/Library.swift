import SQLiteLibrary
import Testing

/// The library of this machine.
enum Library {
  static let found = try? SQLiteLibrary()
  static let reason: Comment = "libsqlite3 is not installed; Debian has it in libsqlite3-0"

  /// A new database in memory.
  static func connection() throws -> SQLiteConnection {
    try SQLiteConnection(":memory:", library: #require(found))
  }
}
