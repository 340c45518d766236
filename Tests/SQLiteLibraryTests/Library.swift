import Foundation
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

/// Runs work on a thread of its own, since the pool's may all be waiting for it.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: work()) }
  }
}
