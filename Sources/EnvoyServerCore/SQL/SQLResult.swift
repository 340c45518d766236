public import EnvoyProtocol

/// What came of a ``SQLTask``.
public struct SQLResult: Hashable, Sendable {
  /// The task's number.
  public let task: UInt64

  /// What to answer.
  public let outcome: SQLOutcome

  /// What it changed, all its transactions in one; nil for nothing. A script that failed may have
  /// changed something before.
  public let commit: SQLCommit?

  /// Whether the session has a transaction open now.
  public let isInTransaction: Bool

  /// Makes a result.
  public init(
    task: UInt64, outcome: SQLOutcome, commit: SQLCommit? = nil, isInTransaction: Bool = false
  ) {
    self.task = task
    self.outcome = outcome
    self.commit = commit
    self.isInTransaction = isInTransaction
  }
}

/// The answer to one of the three requests.
public enum SQLOutcome: Hashable, Sendable {
  /// The script ran to its end.
  case exec(Envoy.V6.SqliteQueryResult)

  /// The statement ran.
  case execute(Envoy.V6.SqliteExecuteResult)

  /// All statements ran.
  case batch([Envoy.V6.SqliteExecuteResult])

  /// It failed, and why.
  case failed(String)
}

/// Pages that are to become current.
public struct SQLCommit: Hashable, Sendable {
  /// A page and what it holds.
  public struct Page: Hashable, Sendable {
    /// From 1.
    public let number: UInt32

    /// 4096 bytes.
    public let bytes: [UInt8]

    /// A page.
    public init(number: UInt32, bytes: [UInt8]) {
      self.number = number
      self.bytes = bytes
    }
  }

  /// The pages, in rising order.
  public let pages: [Page]

  /// The new size in pages.
  public let pageCount: UInt32

  /// A commit.
  public init(pages: [Page], pageCount: UInt32) {
    self.pages = pages
    self.pageCount = pageCount
  }
}
