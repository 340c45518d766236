import SQLiteLibrary
import Testing

@testable import RemoteSQL

/// The library of this machine.
enum Library {
  static let isThere = (try? SQLiteLibrary()) != nil
  static let reason: Comment = "libsqlite3 is not installed; Debian has it in libsqlite3-0"
}

/// A session and the pages that its commits make, as a server would have them.
final class SQLWorld {
  let session: SQLRunSession
  var rules = SQLRunRules()
  private(set) var pages: [UInt32: [UInt8]] = [:]
  private(set) var pageCount: UInt32 = 0
  private(set) var isInTransaction = false

  /// How often something was committed.
  private(set) var commitCount = 0

  /// Whether the next request finds pages that its session did not leave.
  var reloads = false

  init(_ session: SQLRunSession = SQLRunSession()) { self.session = session }

  /// Another session over the same pages.
  func other() -> SQLWorld {
    let world = SQLWorld()
    (world.pages, world.pageCount) = (pages, pageCount)
    return world
  }

  /// Takes the pages of another session.
  func adopt(_ other: SQLWorld) {
    (pages, pageCount, reloads) = (other.pages, other.pageCount, true)
  }

  func run(_ run: SQLRun) -> Result<[SQLRunResult], SQLRunFailure> {
    let pages = pages
    let outcome = session.run(
      run, over: PageImage(pageCount: pageCount) { pages[$0] }, reloads: reloads, rules: rules)
    reloads = false
    isInTransaction = outcome.isInTransaction
    if let change = outcome.change {
      commitCount += 1
      self.pages = pages.merging(change.pages) { $1 }.filter { $0.key <= change.pageCount }
      pageCount = change.pageCount
    }
    return outcome.result
  }

  @discardableResult
  func exec(_ sql: String) throws -> SQLRunResult {
    try run(.exec(sql: sql)).get().first ?? SQLRunResult()
  }

  @discardableResult
  func execute(_ sql: String, _ values: [SQLiteValue] = []) throws -> SQLRunResult {
    try run(.execute(.init(sql: sql, bindings: values))).get().first ?? SQLRunResult()
  }

  func batch(_ statements: [String]) throws -> [SQLRunResult] {
    try run(.batch(statements.map { SQLRunStatement(sql: $0) })).get()
  }

  /// Why something fails; nil where it does not.
  func failure(_ run: SQLRun) -> String? {
    if case .failure(let failure) = self.run(run) { failure.description } else { nil }
  }
}
