import EnvoyServerCore
import PageLayout
import PageVFS
import SQLiteLibrary
import ServerSimulation
import Testing

/// Transactions by a seed while things go wrong, next to SQLite itself, which nothing happens to.
struct Schedule {
  /// How transactions ended.
  struct Tally {
    var acknowledgedCount = 0
    var refusedCount = 0
    var indeterminateDoneCount = 0
    var indeterminateUndoneCount = 0

    static func += (left: inout Tally, right: Tally) {
      left.acknowledgedCount += right.acknowledgedCount
      left.refusedCount += right.refusedCount
      left.indeterminateDoneCount += right.indeterminateDoneCount
      left.indeterminateUndoneCount += right.indeterminateUndoneCount
    }
  }

  /// What is wrong with what a client said or left.
  struct Violation: Error, CustomStringConvertible {
    let description: String
  }

  private let statements: [Workload.Statement]
  private let server: Server
  private let link: SimulatedLink
  private let vfs: PageVFS
  private let native: SQLiteConnection
  private var random: SplitMix64
  private var database: PageDatabaseHandle
  private(set) var tally = Tally()

  init(_ backEnd: BackEnd, seed: UInt64) throws {
    var options = ServerOptions()
    options.seed = seed
    // Two thirds of the seeds make many requests of most transactions.
    if seed % 3 > 0 { options.sqlite.commitByteCount = 4 * 4096 }
    var server = Server(backEnd, options: options)
    if seed % 3 > 0 { server.planOptions = PlanOptions(maximumKeyCount: 5) }
    self.server = server
    link = try server.link()
    vfs = try Library.vfs()
    random = SplitMix64(seed: seed)
    native = try SQLiteConnection(":memory:", library: vfs.library)
    database = try vfs.open("w", store: server.store(link))
    let workload = Workload(seed: seed, count: 120)
    for statement in workload.statements.prefix(workload.startCount) {
      _ = try native.query(statement.sql, statement.bindings)
      _ = try database.query(statement.sql, statement.bindings)
    }
    statements = workload.statements.dropFirst(workload.startCount).filter(\.isPartOfTransaction)
  }

  /// Runs all transactions.
  ///
  /// - Throws: ``Violation``.
  mutating func run() throws {
    var rest = statements[...]
    while !rest.isEmpty {
      let count = 1 + random.below(4)
      try transaction(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    server.simulation.control(.removeFaults)
    try reopen(expecting: [])
    let check = try database.query("PRAGMA integrity_check").rows
    guard check == [["ok"]] else { throw Violation(description: "broken: \(check)") }
  }

  private mutating func transaction(_ statements: [Workload.Statement]) throws {
    let before = dump(native)
    try native.execute("BEGIN")
    let trouble = random.below(10)
    if trouble < 7 { addFault() }
    var end: PageDatabaseFailure?
    do throws(PageDatabaseFailure) {
      try database.execute("BEGIN")
      for (index, statement) in statements.enumerated() {
        if trouble == 8, index == 0 { try? server.simulation.restartFromSnapshot() }
        try compare(statement)
      }
      if trouble < 9 { try database.execute("COMMIT") }
    } catch {
      end = error
    }
    server.simulation.control(.removeFaults)
    if trouble == 9 { try intrude() } else { try settle(end, before: before) }
  }

  /// Runs a statement on both.
  private func compare(_ statement: Workload.Statement) throws(PageDatabaseFailure) {
    let expected = Workload.run(on: native)(statement)
    let met: Workload.Outcome
    do throws(PageDatabaseFailure) {
      met = .rows(try database.query(statement.sql, statement.bindings))
    } catch {
      guard error.kind == .sqlite else { throw error }
      met = .failed(error.sqlite?.code ?? -1)
    }
    #expect(met == expected, "\(statement.sql)")
  }

  /// Decides by what the client said, and by what is there, how the transaction ended.
  private mutating func settle(
    _ failure: PageDatabaseFailure?, before: [Workload.Outcome]
  ) throws {
    guard let failure else {
      try native.execute("COMMIT")
      tally.acknowledgedCount += 1
      return
    }
    guard let cause = failure.store ?? database.failure else {
      throw Violation(description: "a failure of no store: \(failure)")
    }
    let cannotKnow = [.closed, .timeout, .protocol].contains(cause.kind)
    if failure.isIndeterminate, !cannotKnow {
      throw Violation(description: "indeterminate though it was answered: \(failure)")
    }
    let after = dump(native)
    let isDone = try reopen(expecting: failure.isIndeterminate ? [before, after] : [before]) == 1
    try native.execute(isDone ? "COMMIT" : "ROLLBACK")
    if !failure.isIndeterminate {
      tally.refusedCount += 1
    } else if isDone {
      tally.indeterminateDoneCount += 1
    } else if before != after {
      tally.indeterminateUndoneCount += 1
    }
  }

  /// Opens the database anew.
  ///
  /// - Returns: which of the dumps is there; 0 where none is asked for.
  @discardableResult
  private mutating func reopen(expecting dumps: [[Workload.Outcome]]) throws -> Int {
    try database.close()
    guard link.waitUntilOpen() else { throw Violation(description: "no connection again") }
    database = try vfs.open("w", store: server.store(link))
    try database.execute("PRAGMA foreign_keys = ON")
    let dumps = dumps.isEmpty ? [dump(native)] : dumps
    let met = Workload.dump(Workload.run(on: database))
    guard let index = dumps.firstIndex(of: met) else {
      throw Violation(
        description: "what is there is none of \(dumps.count) that may be: "
          + Self.difference(met, dumps[0]))
    }
    return index
  }

  private static func difference(
    _ met: [Workload.Outcome], _ expected: [Workload.Outcome]
  ) -> String {
    for case (.rows(let met), .rows(let expected)) in zip(met, expected) where met != expected {
      let (added, missing) = (
        Set(met.rows).subtracting(expected.rows).map(text),
        Set(expected.rows).subtracting(met.rows).map(text)
      )
      return "\(met.columns): too much \(added), missing \(missing)"
    }
    return "\(met.count) and \(expected.count) answers"
  }

  private static func text(_ row: [SQLiteValue]) -> String {
    row.map { String("\($0)".prefix(40)) }.joined(separator: " ")
  }

  /// Another client writes in the middle of a transaction, which then is refused.
  private mutating func intrude() throws {
    try native.execute("ROLLBACK; INSERT INTO log (what, id) VALUES ('other', 1)")
    let other = try server.link("other", starting: [])
    defer { other.close() }
    let second = try Library.vfs().open("w", store: server.store(other))
    try second.execute("INSERT INTO log (what, id) VALUES ('other', 1)")
    try second.close()
    // A connection that is lost and there again must not hide that another wrote meanwhile.
    if random.below(2) == 0 {
      try server.simulation.restartFromSnapshot()
      guard link.waitUntilOpen() else { throw Violation(description: "no connection again") }
    }
    let failure = failure { () throws(PageDatabaseFailure) in
      try database.execute("INSERT INTO log (what, id) VALUES ('mine', 2); COMMIT")
    }
    guard let failure, !failure.isIndeterminate else {
      throw Violation(
        description: "a transaction over another's was not refused: \(failure as Any)")
    }
    tally.refusedCount += 1
    try reopen(expecting: [])
  }

  private mutating func addFault() {
    let acts: [FaultRule.Act] = [
      .drop, .delay(milliseconds: Int64(1 + random.below(20_000))), .duplicate, .reset,
      .close(code: 1001), .truncate(byteCount: random.below(20)),
      server.backEnd == .commands ? .bumpGeneration : .reset,
    ]
    let points: [FaultRule.Point] = [.beforeApply, .afterApply, .reply]
    var rule = FaultRule(
      name: "f", point: points[random.below(points.count)], act: acts[random.below(acts.count)])
    rule.actor = "a"
    if random.below(3) == 0 { rule.percent = 10 + random.below(50) } else { rule.times = 1 }
    if random.below(2) == 0 { rule.nth = 1 + random.below(6) }
    server.simulation.control(.addFault(rule))
  }

  private func dump(_ connection: SQLiteConnection) -> [Workload.Outcome] {
    Workload.dump(Workload.run(on: connection))
  }
}

/// What a piece of work failed with.
func failure(_ work: () throws(PageDatabaseFailure) -> Void) -> PageDatabaseFailure? {
  do {
    try work()
    return nil
  } catch { return error }
}
