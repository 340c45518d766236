import SQLiteLibrary
import Testing

@testable import RemoteSQL

/// Statements in a transaction of their own.
@Suite(.enabled(if: Library.isThere, Library.reason))
struct BatchTests {
  private let world = SQLWorld()

  private func failure(_ statements: [String]) -> String? {
    world.failure(.batch(statements.map { SQLRunStatement(sql: $0) }))
  }

  @Test("ENVOY-6.3: all of a batch is one commit, with a result a statement")
  func all() throws {
    let results = try world.batch([
      "CREATE TABLE t (a)", "INSERT INTO t VALUES (1), (2)", "", "SELECT a FROM t",
    ])
    #expect(results.map(\.changes) == [0, 2, 0, 0])
    #expect(results.last?.rows == [[1], [2]])
    #expect(world.commitCount == 1)
    #expect(try world.batch([]) == [])
    #expect(world.commitCount == 1)
  }

  @Test("ENVOY-6.3: a statement that fails undoes the batch")
  func statementFails() throws {
    try world.exec("CREATE TABLE t (a UNIQUE)")
    #expect(
      failure(["INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)"])
        == "execute remote sqlite batch statement: failed to step sqlite execute statement: "
        + "UNIQUE constraint failed: t.a")
    #expect(
      failure(["INSERT INTO t VALUES (1)", "SELECT 1; SELECT 2"])
        == "execute remote sqlite batch statement: "
        + "sqlite execute only supports a single statement")
    #expect(
      failure(["INSERT INTO t VALUES (1)", "INSERT OR ROLLBACK INTO t VALUES (1)"])
        == "execute remote sqlite batch statement: failed to step sqlite execute statement: "
        + "UNIQUE constraint failed: t.a")
    #expect(!world.isInTransaction)
    #expect(try world.exec("SELECT * FROM t").rows == [])
  }

  @Test("ENVOY-6.3: a commit that fails undoes the batch")
  func commitFails() throws {
    try world.exec(
      "PRAGMA foreign_keys = ON; CREATE TABLE p (id INTEGER PRIMARY KEY);"
        + "CREATE TABLE c (p REFERENCES p DEFERRABLE INITIALLY DEFERRED)")
    #expect(
      failure(["INSERT INTO c VALUES (7)"])
        == "commit remote sqlite batch: FOREIGN KEY constraint failed")
    #expect(!world.isInTransaction)
    #expect(try world.exec("SELECT * FROM c").rows == [])
  }

  @Test("ENVOY-6.3: in an open transaction a batch fails, and the transaction stays open")
  func nested() throws {
    try world.exec("CREATE TABLE t (a); BEGIN; INSERT INTO t VALUES (1)")
    #expect(failure(["SELECT 1"]) == "cannot start a transaction within a transaction")
    #expect(world.isInTransaction)
    try world.exec("COMMIT")
    #expect(try world.exec("SELECT a FROM t").rows == [[1]])
  }
}
