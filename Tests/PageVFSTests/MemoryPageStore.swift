import BareRuntime
import Foundation
import PageVFS
import SQLiteLibrary
import Synchronization
import Testing

/// The library of this machine.
enum Library {
  static let found = try? SQLiteLibrary()
  static let reason: Comment = "libsqlite3 is not installed; Debian has it in libsqlite3-0"

  static func vfs() throws -> PageVFS { try PageVFS(library: #require(found)) }
}

/// Pages in memory that survive a close, counts, and failures on demand.
final class MemoryPages: Sendable {
  struct State {
    var pages: [UInt32: Bytes] = [:]
    var pageCount: UInt32 = 0
    var readCount = 0
    var readPageCount = 0
    var commitCount = 0
    var committedPageCount = 0
    var closeCount = 0
    var readFailure: PageStoreFailure?
    var commitFailure: PageStoreFailure?

    /// A commit that fails is done all the same.
    var losesReply = false

    /// What answers reads instead.
    var answer: [Bytes?]?

    mutating func resetCounts() {
      (readCount, readPageCount, commitCount, committedPageCount) = (0, 0, 0, 0)
    }
  }

  let state = Mutex(State())

  func with<Result: Sendable>(_ work: (inout State) -> Result) -> Result {
    state.withLock { state in work(&state) }
  }

  var commitCount: Int { with(\.commitCount) }
  var readCount: Int { with(\.readCount) }
  var pageCount: UInt32 { with(\.pageCount) }

  /// The file that the pages make.
  var file: [UInt8] {
    with { state in
      (0..<state.pageCount).flatMap { number in
        state.pages[number + 1].map { [UInt8]($0) } ?? [UInt8](repeating: 0, count: 4096)
      }
    }
  }
}

/// One opening of such pages.
final class MemoryPageStore: PageStore {
  private let memory: MemoryPages

  init(_ memory: MemoryPages) { self.memory = memory }

  var pageCount: UInt32 { memory.pageCount }

  func read(_ pageNumbers: [UInt32]) throws(PageStoreFailure) -> [Bytes?] {
    let (failure, pages) = memory.with { state in
      state.readCount += 1
      state.readPageCount += pageNumbers.count
      return (state.readFailure, state.answer ?? pageNumbers.map { state.pages[$0] })
    }
    if let failure { throw failure }
    return pages
  }

  func commit(
    _ pages: [(number: UInt32, bytes: Bytes)], pageCount: UInt32
  ) throws(PageStoreFailure) {
    let failure = memory.with { state in
      if state.commitFailure == nil || state.losesReply {
        state.commitCount += 1
        state.committedPageCount += pages.count
        for page in pages { state.pages[page.number] = page.bytes }
        state.pages = state.pages.filter { $0.key <= pageCount }
        state.pageCount = pageCount
      }
      return state.commitFailure
    }
    if let failure { throw failure }
  }

  func close() { memory.with { $0.closeCount += 1 } }
}

/// What a piece of work failed with.
func failure(_ work: () throws(PageDatabaseFailure) -> Void) -> PageDatabaseFailure? {
  do {
    try work()
    return nil
  } catch { return error }
}

/// Runs work on a thread of its own, since the pool's may all be waiting for it.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: work()) }
  }
}
