import SQLiteLibrary
import Testing

@testable import RemoteSQL

/// The three requests over a database of their own: what comes of each, in the words of engines.
@Suite(.enabled(if: Library.isThere, Library.reason))
struct RunnerTests {
  private let world = SQLWorld()

  @Test("ENVOY-6.3: a script gives the rows of its last statement that has columns")
  func exec() throws {
    let result = try world.exec(
      "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2); SELECT a FROM t; SELECT b AS c FROM t;"
        + "INSERT INTO t VALUES (3, 4); -- the end")
    #expect(result.columns == ["c"] && result.rows == [[2]])
    #expect(try world.exec("SELECT 1 WHERE 0").columns == ["1"])
    for nothing in ["", " \n", "-- x", ";;", "/* x */;"] {
      #expect(try world.exec(nothing) == SQLRunResult())
    }
  }

  @Test("ENVOY-6.3: a script stops at its first error, and what ran before stays")
  func execFails() throws {
    let sql =
      "CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1); INSERT INTO t VALUES (1);"
      + "INSERT INTO t VALUES (2)"
    #expect(
      world.failure(.exec(sql: sql))
        == "failed to step sqlite exec statement: UNIQUE constraint failed: t.a")
    #expect(try world.exec("SELECT a FROM t").rows == [[1]])
    #expect(
      world.failure(.exec(sql: "INSERT INTO t VALUES (5); SELEKT"))
        == #"failed to prepare sqlite exec statement: near "SELEKT": syntax error"#)
    #expect(try world.exec("SELECT a FROM t").rows == [[1], [5]])
    #expect(
      world.failure(.exec(sql: "SELECT 1\0"))?.hasPrefix(
        "failed to prepare sqlite exec statement: ") == true)
  }

  @Test(
    "ENVOY-6.3: a statement may have white space behind it, and nothing else",
    arguments: [
      ("SELECT 1", true), ("SELECT 1;", true), ("SELECT 1; \t\r\n\u{c}", true),
      ("/* x */ SELECT 1;", true), ("SELECT 1 -- x", true), ("", true), ("-- x", true),
      ("SELECT 1; -- x", false), ("SELECT 1;;", false), ("SELECT 1; SELECT 2", false),
      (";SELECT 1", false), ("SELECT 1; \u{b}", false), (" ; ", true),
    ])
  func single(sql: String, isFine: Bool) {
    let failure = world.failure(.execute(.init(sql: sql)))
    #expect(failure == (isFine ? nil : "sqlite execute only supports a single statement"))
  }

  @Test("ENVOY-6.3: what is not prepared is said before what is too much")
  func order() {
    #expect(
      world.failure(.execute(.init(sql: "SELEKT; SELECT 1")))
        == #"failed to prepare sqlite execute statement: near "SELEKT": syntax error"#)
    #expect(
      world.failure(.execute(.init(sql: "SELECT 1; SELEKT")))
        == "sqlite execute only supports a single statement")
    #expect(world.failure(.execute(.init(sql: "SELECT '\0'"))) != nil)
  }

  @Test("ENVOY-6.3: parameters that are left out are NULL, and too many are an error")
  func parameters() throws {
    #expect(try world.execute("SELECT ?, ?2, :a", [1]).rows == [[1, nil, nil]])
    #expect(
      world.failure(.execute(.init(sql: "SELECT ?", bindings: [1, 2])))
        == "failed to bind sqlite parameter: column index out of range")
    let values: [SQLiteValue] = [
      .integer(.max), .integer(.min), .real(-0.0), .real(.leastNonzeroMagnitude), .text("é\0"),
      .text(""),
      .blob([0]), .blob([]), .null,
    ]
    for value in values {
      #expect(try world.execute("SELECT ?", [value]).rows == [[value]])
    }
    #expect(try world.execute("SELECT ?", [.real(.nan)]).rows == [[nil]])
    #expect(
      try world.execute("SELECT CAST(x'61ff62' AS TEXT)").rows == [[.text("a\u{fffd}b")]])
  }

  @Test("ENVOY-6.3: changes are those of the statement, and the rowid comes with changes alone")
  func changes() throws {
    #expect(try world.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a)").changes == 0)
    let inserted = try world.execute("INSERT INTO t (a) VALUES (1), (2), (3)")
    #expect(inserted.changes == 3 && inserted.lastInsertRowID == 3)
    let updated = try world.execute("UPDATE t SET a = 0 WHERE id < 3")
    #expect(updated.changes == 2 && updated.lastInsertRowID == 3)
    for sql in ["SELECT 1", "DELETE FROM t WHERE 0", "CREATE TABLE u (x)", "PRAGMA user_version"] {
      let result = try world.execute(sql)
      #expect(result.changes == 0 && result.lastInsertRowID == nil, "\(sql)")
    }
    let returned = try world.execute("DELETE FROM t RETURNING id")
    #expect(returned.changes == 3 && returned.columns == ["id"] && returned.rows.count == 3)
  }

  @Test("as engines: changes stay, and an empty blob is NULL")
  func quirks() throws {
    world.rules.hasUpstreamQuirks = true
    _ = try world.execute("CREATE TABLE t (a)")
    #expect(try world.execute("INSERT INTO t VALUES (x''), (x'00')").changes == 2)
    let selected = try world.execute("SELECT a FROM t")
    #expect(selected.rows == [[.null], [.blob([0])]])
    #expect(selected.changes == 2 && selected.lastInsertRowID == 2)
    #expect(try world.execute("-- nothing").changes == 0)
  }
}
