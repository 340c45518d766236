public import SQLiteLibrary

/// Why a database in a page store did not do something.
public struct PageDatabaseFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kinds there are.
  public enum Kind: String, Hashable, Sendable {
    /// SQLite said no: a constraint, a syntax error. ``PageDatabaseFailure/sqlite`` has it.
    case sqlite

    /// The store did not read or commit. ``PageDatabaseFailure/store`` says why.
    case store

    /// The store failed for good before; nothing was tried. ``PageDatabaseFailure/store`` is the
    /// first cause.
    case dead

    /// It is closed, or closes at this moment.
    case closed

    /// A database of this name is open.
    case nameInUse = "name-in-use"

    /// A database of this name could not be closed, and may still be in use.
    case poisoned

    /// What the store has is no database that can be used from here.
    case unsuitable
  }

  /// What kind it is.
  public let kind: Kind

  /// What SQLite said, where it was asked.
  public let sqlite: SQLiteFailure?

  /// What the store said, where it was asked.
  public let store: PageStoreFailure?

  /// What happened, for people.
  public let message: String

  /// Whether this was a commit of which nobody knows whether it was done. Only opening anew tells.
  public let isIndeterminate: Bool

  init(
    _ kind: Kind, sqlite: SQLiteFailure? = nil, store: PageStoreFailure? = nil,
    isIndeterminate: Bool = false, _ message: String
  ) {
    self.kind = kind
    self.sqlite = sqlite
    self.store = store
    self.isIndeterminate = isIndeterminate
    self.message = message
  }

  public var description: String { message }

  static let closed = PageDatabaseFailure(.closed, "the database is closed")

  static func dead(_ cause: PageStoreFailure) -> PageDatabaseFailure {
    PageDatabaseFailure(
      .dead, store: cause, "the database is dead until it is opened anew: \(cause.message)")
  }
}
