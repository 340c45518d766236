public import SQLiteLibrary
import Synchronization

/// A database whose pages are in a store; made by ``PageVFS/open(_:store:options:)``.
///
/// Every thread may call; the calls run one after another. Dropping it closes it.
public final class PageDatabaseHandle: Sendable {
  /// Its name.
  public let name: String

  private let file: PageFile
  package let connection: SQLiteConnection
  private let registration: VFSRegistration
  private let names: NameTable
  private let calls = CallLock()
  private let isClosing = Atomic<Bool>(false)
  private let end = Mutex<End?>(nil)

  /// How closing ended.
  private enum End {
    case closed
    case failed(PageDatabaseFailure)
  }

  init(
    name: String, file: PageFile, connection: SQLiteConnection, registration: VFSRegistration,
    names: NameTable
  ) {
    self.name = name
    self.file = file
    self.connection = connection
    self.registration = registration
    self.names = names
  }

  deinit { try? close() }

  /// The first failure of the store after which nothing works any more.
  public var failure: PageStoreFailure? { file.status.fatal }

  /// Whether ``close()`` was called.
  public var isClosed: Bool { isClosing.load(ordering: .acquiring) }

  /// The rows that the last INSERT, UPDATE or DELETE changed; 0 once it is closed.
  public var changes: Int { connection.changes }

  /// The rowid of the last INSERT; 0 if there was none, or once it is closed.
  public var lastInsertRowID: Int64 { connection.lastInsertRowID }

  /// Whether a transaction is open that waits for its COMMIT.
  public var isInTransaction: Bool { connection.isInTransaction }

  /// Runs all statements of a text, and drops their rows.
  public func execute(_ sql: String) throws(PageDatabaseFailure) {
    try call { () throws(SQLiteFailure) in try connection.execute(sql) }
  }

  /// Runs one statement to its end; a value a parameter, in order.
  public func query(
    _ sql: String, _ bindings: [SQLiteValue] = []
  ) throws(PageDatabaseFailure) -> SQLiteRows {
    try call { () throws(SQLiteFailure) in try connection.query(sql, bindings) }
  }

  /// Ends the statements that run at this moment, from any thread.
  public func interrupt() { connection.interrupt() }

  /// Ends what is under way, waits for it, and closes the database and then its store. What is not
  /// committed is undone. Again does nothing, and waits for a close that another thread is at.
  ///
  /// - Throws: where SQLite cannot close. Then it, its store and the name are given up for good,
  ///   and closing again says the same.
  public func close() throws(PageDatabaseFailure) {
    isClosing.store(true, ordering: .releasing)
    file.status.startClosing()
    let failure: SQLiteFailure?
    do throws(SQLiteFailure) {
      try connection.close()
      failure = nil
    } catch {
      failure = error
    }
    try end.withLock { (end) throws(PageDatabaseFailure) in
      if end == nil { end = finish(failure) }
      if case .failed(let failure) = end { throw failure }
    }
  }

  private func finish(_ failure: SQLiteFailure?) -> End {
    guard let failure else {
      file.closeStore()
      names.free(name)
      return .closed
    }
    // SQLite may still call into all of this, so nothing of it is ever freed.
    _ = Unmanaged.passRetained(registration)
    _ = Unmanaged.passRetained(file)
    names.poison(name, failure.message)
    return .failed(PageDatabaseFailure(.poisoned, sqlite: failure, failure.message))
  }

  private func call<Result: Sendable>(
    _ work: () throws(SQLiteFailure) -> Result
  ) throws(PageDatabaseFailure) -> Result {
    guard !calls.isMine else {
      throw PageDatabaseFailure(.sqlite, "a store called the database that was calling it")
    }
    return try calls.run { () throws(PageDatabaseFailure) -> Result in
      guard !isClosed else { throw .closed }
      if let cause = failure { throw .dead(cause) }
      _ = file.status.takeLast()
      let result: Result
      do throws(SQLiteFailure) {
        result = try work()
      } catch {
        throw explain(error)
      }
      // A check of integrity tells of pages that could not be read as if they were broken.
      if let event = file.status.takeLast() { throw failure(of: event, nil) }
      return result
    }
  }

  /// What SQLite's failure comes from, of which it knows only that there was an I/O error.
  private func explain(_ error: SQLiteFailure) -> PageDatabaseFailure {
    if let event = file.status.takeLast() { return failure(of: event, error) }
    if isClosed { return .closed }
    if let cause = failure { return .dead(cause) }
    return PageDatabaseFailure(.sqlite, sqlite: error, error.message)
  }

  private func failure(of event: PageStatus.Event, _ error: SQLiteFailure?) -> PageDatabaseFailure {
    PageDatabaseFailure(
      .store, sqlite: error, store: event.failure, isIndeterminate: event.isIndeterminate,
      event.failure.message)
  }
}
