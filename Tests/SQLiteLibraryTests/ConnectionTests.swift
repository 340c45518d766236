import SQLiteLibrary
import Synchronization
import Testing

@Suite(.enabled(if: Library.found != nil, Library.reason))
struct ConnectionTests {
  private func failure(_ work: () throws(SQLiteFailure) -> Void) -> SQLiteFailure? {
    do {
      try work()
      return nil
    } catch { return error }
  }

  @Test("failures have codes, words and the statement")
  func failures() throws {
    let connection = try Library.connection()
    try connection.execute("CREATE TABLE t (a UNIQUE NOT NULL)")
    try connection.execute("INSERT INTO t VALUES (1)")
    let twice = failure { () throws(SQLiteFailure) in
      try connection.execute("INSERT INTO t VALUES (1)")
    }
    #expect(twice?.code == 19)
    #expect(twice?.extendedCode == 2067)
    #expect(twice?.message == "UNIQUE constraint failed: t.a")
    #expect(twice?.sql == "INSERT INTO t VALUES (1)")
    for (sql, bindings, code) in [
      ("INSERT INTO t VALUES (NULL)", [], 1299), ("SELEC", [], 1), ("SELECT ?", [], 25),
      ("SELECT 1", [1], 25), ("", [], 21), (" -- nothing", [], 21), ("SELECT 1; SELECT 2", [], 21),
      ("SELECT 1\0", [], 21),
    ] as [(String, [SQLiteValue], Int32)] {
      let met = failure { () throws(SQLiteFailure) in _ = try connection.query(sql, bindings) }
      #expect(met?.extendedCode == code, "\(sql)")
    }
    #expect(try connection.query("SELECT 1 ; -- more").rows == [[1]])
  }

  @Test("what cannot be opened says so")
  func cannotOpen() throws {
    let library = try #require(Library.found)
    for (path, vfs) in [("/nowhere/at/all", nil), ("a\0b", nil), ("x", "no such")] {
      let met = failure { () throws(SQLiteFailure) in
        _ = try SQLiteConnection(path, vfs: vfs, library: library)
      }
      #expect(met != nil)
    }
  }

  @Test("a statement runs often, row by row, and not after its end")
  func statements() throws {
    let connection = try Library.connection()
    let statement = try connection.prepare(
      "SELECT ? + value FROM (SELECT 1 AS value UNION SELECT 2)")
    for offset in [10, 20] as [Int64] {
      try statement.bind([.integer(offset)])
      #expect(try statement.step() == [.integer(offset + 1)])
      #expect(try statement.step() == [.integer(offset + 2)])
      #expect(try statement.step() == nil)
    }
    #expect(try statement.columnNames().count == 1)
    statement.finalize()
    statement.finalize()
    #expect(failure { () throws(SQLiteFailure) in _ = try statement.step() }?.code == 21)
  }

  @Test("closing closes statements, twice is once, and later calls are refused")
  func close() throws {
    let connection = try Library.connection()
    let statement = try connection.prepare("SELECT 1 UNION SELECT 2")
    #expect(try statement.step() == [1])
    try connection.close()
    try connection.close()
    #expect(failure { () throws(SQLiteFailure) in _ = try statement.step() }?.origin == .closed)
    #expect(failure { () throws(SQLiteFailure) in try connection.execute("") }?.origin == .closed)
    connection.interrupt()
    #expect(connection.changes == 0)
  }

  static let endless = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
    """

  @Test("an interrupt, and a close, end a query without end", arguments: [false, true])
  func interrupt(closes: Bool) async throws {
    let connection = try Library.connection()
    let isOver = Flag()
    async let code = onThread { () -> Int32? in
      defer { isOver.raise() }
      do throws(SQLiteFailure) {
        _ = try connection.query(Self.endless)
        return nil
      } catch { return error.code }
    }
    try await Task.sleep(for: .milliseconds(50))
    if closes { await onThread { try? connection.close() } }
    // One that comes before the query starts is lost.
    while !isOver.isUp {
      connection.interrupt()
      try await Task.sleep(for: .milliseconds(5))
    }
    let met = await code
    #expect(met == 9 || closes && met == 21)
  }

  @Test("a library that is not there: what was tried, and what brings it")
  func missing() {
    do {
      _ = try SQLiteLibrary(files: ["libnone.so.9", "libc.so.6"])
      Issue.record("found")
    } catch {
      #expect(error.attempts.map(\.file) == ["libnone.so.9", "libc.so.6"])
      #expect(error.description.contains("libsqlite3-0"))
    }
  }
}

/// Says once that something happened.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isUp: Bool { value.load(ordering: .acquiring) }

  func raise() { value.store(true, ordering: .releasing) }
}
