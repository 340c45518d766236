public import BareRuntime

/// SQL for the server to run (`ENVOY-6.1`): from version 4 of the envoy protocol on, a batch from
/// version 6 on.
///
/// A transaction begun by `BEGIN` spans later requests of the same connection, actor and generation
/// and of no others.
public struct RemoteSQLRequest: Hashable, Sendable {
  /// What is to be run.
  public enum Command: Hashable, Sendable {
    /// A script without parameters.
    case exec(String)

    /// Exactly one statement.
    case execute(RemoteSQLStatement)

    /// Statements in a transaction of their own: all or none.
    case batch([RemoteSQLStatement])
  }

  /// The name of the namespace, which has to be that of the connection.
  public var namespace: String

  /// The actor over whose pages it runs.
  public var actorID: String

  /// The actor's generation: that of the command that started it, or 1 for an actor of a reference
  /// server that nobody has started.
  public var generation: UInt64

  /// What is to be run.
  public var command: Command

  /// A request.
  public init(namespace: String, actorID: String, generation: UInt64, command: Command) {
    self.namespace = namespace
    self.actorID = actorID
    self.generation = generation
    self.command = command
  }
}

/// A statement and values for its parameters.
public struct RemoteSQLStatement: Hashable, Sendable {
  /// One statement.
  public var sql: String

  /// Values for the first parameters; the others are NULL.
  public var values: [RemoteSQLValue]

  /// A statement.
  public init(_ sql: String, _ values: [RemoteSQLValue] = []) {
    self.sql = sql
    self.values = values
  }
}

/// A value of a parameter or a column.
public enum RemoteSQLValue: Hashable, Sendable {
  /// NULL.
  case null

  /// An integer.
  case integer(Int64)

  /// Bit by bit as it is; not-a-number turns into NULL at the server.
  case real(Double)

  /// A text, NUL among its characters or not.
  case text(String)

  /// Bytes. Some engines give NULL for none.
  case blob(Bytes)
}

/// What SQL brought that the server ran.
public enum RemoteSQLReply: Hashable, Sendable {
  /// Of the last statement of a script that has columns.
  case exec(columns: [String], rows: [[RemoteSQLValue]])

  /// Of one statement.
  case execute(RemoteSQLResult)

  /// Of each statement of a batch, in order.
  case batch([RemoteSQLResult])
}

/// What came of a statement.
public struct RemoteSQLResult: Hashable, Sendable {
  /// The names of the columns.
  public var columns: [String]

  /// The rows, each with a value a column.
  public var rows: [[RemoteSQLValue]]

  /// The rows that it changed. Some engines give the changes of an earlier statement for one that
  /// changes nothing.
  public var changes: Int64

  /// The rowid of the last INSERT of the session; nil where nothing was changed.
  public var lastInsertRowID: Int64?

  /// A result.
  public init(
    columns: [String] = [], rows: [[RemoteSQLValue]] = [], changes: Int64 = 0,
    lastInsertRowID: Int64? = nil
  ) {
    self.columns = columns
    self.rows = rows
    self.changes = changes
    self.lastInsertRowID = lastInsertRowID
  }
}
