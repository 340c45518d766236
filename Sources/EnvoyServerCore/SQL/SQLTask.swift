public import EnvoyProtocol

/// SQL that is to be run over an actor's pages, by whoever has SQLite; a ``SQLResult`` of the same
/// number comes back as ``ServerEvent/sqlDone(_:)`` (`ENVOY-6.3`).
public struct SQLTask: Hashable, Sendable {
  /// Counted from 1 over the life of the server.
  public let number: UInt64

  /// Where it runs; an open transaction is this session's alone.
  public let session: SQLSessionID

  /// The pages it sees. Those of a session with an open transaction are the same as before.
  public let snapshot: SQLSnapshot

  /// Whether the pages are others than those that the session left, so that nothing that it
  /// remembers of them is right; never while it has a transaction open.
  public let reloads: Bool

  /// What is to be run.
  public let work: SQLWork

  /// What it may take.
  public let rules: SQLRules
}

/// One of the three requests (`ENVOY-6.3`).
public enum SQLWork: Hashable, Sendable {
  /// A script.
  case exec(sql: String)

  /// One statement.
  case execute(Envoy.V6.SqliteBatchStatement)

  /// Statements in a transaction of their own.
  case batch([Envoy.V6.SqliteBatchStatement])

  /// As texts and traces call it.
  public var name: String {
    switch self {
    case .exec: "exec"
    case .execute: "execute"
    case .batch: "execute_batch"
    }
  }
}

/// What a task may take, and what it does as engines do.
public struct SQLRules: Hashable, Sendable {
  /// The most instructions of SQLite's machine.
  public let stepCount: UInt64

  /// The most bytes of a result.
  public let resultByteCount: UInt64

  /// The most bytes that the database may have.
  public let storageByteCount: UInt64

  /// Whether an empty blob comes back as NULL, and a statement that changes nothing tells the
  /// changes of the one before.
  public let hasUpstreamQuirks: Bool

  /// Makes rules.
  public init(
    stepCount: UInt64, resultByteCount: UInt64, storageByteCount: UInt64, hasUpstreamQuirks: Bool
  ) {
    self.stepCount = stepCount
    self.resultByteCount = resultByteCount
    self.storageByteCount = storageByteCount
    self.hasUpstreamQuirks = hasUpstreamQuirks
  }
}

/// A session of SQL: one of each connection, actor and generation. Counted from 1 over the life of
/// the server, and never used again.
public struct SQLSessionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// From 1.
  public let number: UInt64

  /// The session of a number.
  public init(_ number: UInt64) { self.number = number }

  /// As traces name it: `s7`.
  public var description: String { "s\(number)" }

  public static func < (left: SQLSessionID, right: SQLSessionID) -> Bool {
    left.number < right.number
  }
}
