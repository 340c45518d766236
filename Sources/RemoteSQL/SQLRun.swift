public import SQLiteLibrary

/// One of the three requests to run SQL for somebody else (`ENVOY-6.3`).
public enum SQLRun: Hashable, Sendable {
  /// A script: statements without parameters.
  case exec(sql: String)

  /// Exactly one statement, or none.
  case execute(SQLRunStatement)

  /// Statements in a transaction of their own.
  case batch([SQLRunStatement])
}

/// A statement and values for its parameters.
public struct SQLRunStatement: Hashable, Sendable {
  /// The text.
  public let sql: String

  /// Values for the first parameters, in order.
  public let bindings: [SQLiteValue]

  /// A statement.
  public init(sql: String, bindings: [SQLiteValue] = []) {
    self.sql = sql
    self.bindings = bindings
  }
}

/// What came of a statement, or of a script.
public struct SQLRunResult: Hashable, Sendable {
  /// The names of the columns.
  public var columns: [String] = []

  /// The rows, each with a value a column.
  public var rows: [[SQLiteValue]] = []

  /// The rows that it changed.
  public var changes: Int64 = 0

  /// The rowid of the connection's last INSERT; nil where nothing was changed.
  public var lastInsertRowID: Int64?

  /// Nothing.
  public init() {}
}

/// Why a request was not done, or not to its end.
public struct SQLRunFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// In the words of engines, the outer cause first.
  public let description: String

  /// A failure.
  public init(_ description: String) { self.description = description }

  /// The same, with another cause around it.
  func inside(_ cause: String) -> SQLRunFailure { SQLRunFailure("\(cause): \(description)") }
}

/// What a request may take, and what is done as engines do.
public struct SQLRunRules: Hashable, Sendable {
  /// The most instructions of SQLite's machine, of all statements of a request together.
  public var stepCount: UInt64 = .max

  /// The most bytes of the rows of a request, of which each value has 16 beside its text or blob.
  public var resultByteCount: UInt64 = .max

  /// The most bytes that the database may have.
  public var storageByteCount: UInt64 = .max

  /// Whether an empty blob comes back as NULL, and a statement that changes nothing tells the
  /// changes of the one before.
  public var hasUpstreamQuirks = false

  /// No limits, and no quirks.
  public init() {}
}
