import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An open database. Every thread may call; the calls run one after another.
///
/// Unchecked: `database` and `statements` are touched only by the call that holds `calls`, except
/// by `interrupt()`, which holds `address`, under which alone `database` is given up.
public final class SQLiteConnection: @unchecked Sendable {
  /// How a file is opened.
  public struct Mode: OptionSet, Hashable, Sendable {
    /// The bits of SQLite's interface.
    public let rawValue: Int32

    /// Bits of SQLite's interface.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Only for reading.
    public static let readOnly = Mode(rawValue: 0x1)

    /// For reading and writing.
    public static let readWrite = Mode(rawValue: 0x2)

    /// A file that is not there is made; with ``readWrite``.
    public static let create = Mode(rawValue: 0x4)
  }

  /// The library.
  public let library: SQLiteLibrary

  private let calls = CallLock()
  private let address = Mutex(())
  private let isClosing = Atomic<Bool>(false)
  private var database: OpaquePointer?
  private var statements: [UInt64: RawStatement] = [:]
  private var nextStatement: UInt64 = 0

  /// The meter whose address the library has.
  private var meter: SQLiteMeter?

  var functions: SQLiteFunctions { library.functions }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: a file, or `:memory:`. Libraries differ in whether `file:` starts a URI.
  ///   - mode: what may be done, and whether a file that is not there is made.
  ///   - vfs: the name of a registered file system, or nil for the usual one.
  ///   - library: the SQLite that opens it.
  public init(
    _ path: String, mode: Mode = [.readWrite, .create], vfs: String? = nil, library: SQLiteLibrary
  ) throws(SQLiteFailure) {
    self.library = library
    // `calls` does what a mutex of the library would do once more.
    let noMutex: Int32 = 0x8000
    guard !path.utf8.contains(0), vfs?.utf8.contains(0) != true else {
      throw SQLiteFailure(extendedCode: SQLiteCode.cannotOpen, message: "a name contains NUL")
    }
    let functions = library.functions
    var opened: OpaquePointer?
    let flags = mode.rawValue | noMutex
    let code =
      if let vfs {
        vfs.withCString { name in path.withCString { functions.open($0, &opened, flags, name) } }
      } else {
        path.withCString { functions.open($0, &opened, flags, nil) }
      }
    guard code == SQLiteCode.ok, let opened else {
      let failure = functions.failure(code, on: opened, sql: nil)
      if let opened { _ = functions.close(opened) }
      throw failure
    }
    _ = functions.extendResultCodes(opened, 1)
    database = opened
  }

  deinit { try? close() }

  /// Runs all statements of a text, and drops their rows.
  public func execute(_ sql: String) throws(SQLiteFailure) {
    try call(sql) { (database) throws(SQLiteFailure) in
      try RawStatement.runAll(of: sql, on: database, functions)
    }
  }

  /// Runs one statement to its end.
  ///
  /// - Parameters:
  ///   - sql: one statement.
  ///   - bindings: a value a parameter, in order, no more and no fewer.
  public func query(
    _ sql: String, _ bindings: [SQLiteValue] = []
  ) throws(SQLiteFailure) -> SQLiteRows {
    try call(sql) { (database) throws(SQLiteFailure) in
      let statement = try RawStatement.only(sql, on: database, functions)
      defer { statement.finalize() }
      try statement.bind(bindings, allowsOthers: false)
      var rows: [[SQLiteValue]] = []
      while try statement.step() { rows.append(statement.row) }
      return SQLiteRows(columns: statement.columnNames, rows: rows)
    }
  }

  /// Prepares one statement, to be run often or row by row.
  public func prepare(_ sql: String) throws(SQLiteFailure) -> SQLiteStatement {
    let number = try call(sql) { (database) throws(SQLiteFailure) in
      keep(try RawStatement.only(sql, on: database, functions))
    }
    return SQLiteStatement(connection: self, number: number, sql: sql)
  }

  /// Keeps a statement that was prepared, in a call; the number is by what it is known.
  func keep(_ statement: RawStatement) -> UInt64 {
    nextStatement += 1
    statements[nextStatement] = statement
    return nextStatement
  }

  /// Keeps the meter that the library has, in a call.
  func keep(_ meter: SQLiteMeter?) { self.meter = meter }

  /// The rows that the last INSERT, UPDATE or DELETE changed; 0 once it is closed.
  public var changes: Int {
    (try? call(nil) { (database) throws(SQLiteFailure) in Int(functions.changes(database)) }) ?? 0
  }

  /// The rows changed since it was opened; 0 once it is closed.
  public var totalChanges: Int {
    (try? call(nil) { (database) throws(SQLiteFailure) in
      Int(functions.totalChanges(database))
    }) ?? 0
  }

  /// The rowid of the last INSERT; 0 if there was none, or once it is closed.
  public var lastInsertRowID: Int64 {
    (try? call(nil) { (database) throws(SQLiteFailure) in
      functions.lastInsertRowID(database)
    }) ?? 0
  }

  /// Whether a transaction is open that waits for its COMMIT.
  public var isInTransaction: Bool {
    (try? call(nil) { (database) throws(SQLiteFailure) in
      functions.commitsByItself(database) == 0
    }) ?? false
  }

  /// Whether ``close()`` was called.
  public var isClosed: Bool { isClosing.load(ordering: .acquiring) }

  /// Ends the statements that run at this moment, with result code 9; from any thread.
  public func interrupt() {
    address.withLock { _ in if let database { functions.interrupt(database) } }
  }

  /// Ends the statements under way, waits for them, and closes. What is not committed is undone.
  ///
  /// Closing again does nothing, and waits for a close that another thread is at.
  ///
  /// - Throws: what the library says where it cannot close; then nothing can be done any more, and
  ///   its memory is lost. A close from within a call on it is refused, but every later call too.
  public func close() throws(SQLiteFailure) {
    isClosing.store(true, ordering: .releasing)
    guard !calls.isMine else { throw .nested(nil) }
    // An interrupt that comes before a statement's first step is lost, so there are many.
    while true {
      let isDone: Void? = try calls.runIfFree { () throws(SQLiteFailure) in try closeNow() }
      if isDone != nil { return }
      interrupt()
      usleep(500)
    }
  }

  private func closeNow() throws(SQLiteFailure) {
    guard let database else { return }
    for statement in statements.values { statement.finalize() }
    statements = [:]
    try address.withLock { (_) throws(SQLiteFailure) in
      let code = functions.close(database)
      guard code == SQLiteCode.ok else { throw functions.failure(code, on: database, sql: nil) }
      self.database = nil
    }
  }

  /// Runs work on the database while nothing else does.
  package func call<Result: Sendable>(
    _ sql: String?, _ work: (OpaquePointer) throws(SQLiteFailure) -> Result
  ) throws(SQLiteFailure) -> Result {
    guard !calls.isMine else { throw .nested(sql) }
    return try calls.run { () throws(SQLiteFailure) -> Result in
      guard !isClosed, let database else { throw .closed(sql) }
      return try work(database)
    }
  }

  /// Runs work on a statement that was prepared.
  func call<Result: Sendable>(
    _ statement: SQLiteStatement, _ work: (RawStatement) throws(SQLiteFailure) -> Result
  ) throws(SQLiteFailure) -> Result {
    try call(statement.sql) { (_) throws(SQLiteFailure) in
      guard let raw = statements[statement.number] else {
        throw SQLiteFailure(
          extendedCode: SQLiteCode.misuse, message: "the statement was given up",
          sql: statement.sql)
      }
      return try work(raw)
    }
  }

  /// Gives a statement up, if it is there.
  func forget(_ statement: SQLiteStatement) {
    try? call(nil) { (_) throws(SQLiteFailure) in
      statements.removeValue(forKey: statement.number)?.finalize()
    }
  }
}
