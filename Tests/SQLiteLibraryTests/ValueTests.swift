import SQLiteLibrary
import Testing

@Suite(.enabled(if: Library.found != nil, Library.reason))
struct ValueTests {
  private static let values: [(SQLiteValue, String)] = [
    (.null, "null"), (0, "integer"), (-1, "integer"), (.integer(.min), "integer"),
    (.integer(.max), "integer"), (9_007_199_254_740_993, "integer"),
    (-9_007_199_254_740_993, "integer"), (0.1, "real"), (.real(-.infinity), "real"),
    (.real(.greatestFiniteMagnitude), "real"), (.real(.leastNonzeroMagnitude), "real"),
    (1.0, "real"),
    ("", "text"), ("a\0b", "text"), ("\0", "text"), ("日本 é e\u{301} 🐟", "text"),
    (.text(String(repeating: "x", count: 100_000)), "text"), (.blob([]), "blob"),
    (.blob([0]), "blob"), (.blob([0, 255, 0]), "blob"),
    (.blob([UInt8](repeating: 7, count: 1 << 20)), "blob"),
  ]

  @Test("values of all kinds come back as they went, bound and stored")
  func roundTrip() throws {
    let connection = try Library.connection()
    try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
    for (value, kind) in Self.values {
      let rows = try connection.query("SELECT ?, typeof(?)", [value, value]).rows
      #expect(rows == [[value, .text(kind)]])
      try _ = connection.query("INSERT INTO t (v) VALUES (?)", [value])
      let id = connection.lastInsertRowID
      let stored = try connection.query("SELECT v FROM t WHERE id = ?", [.integer(id)]).rows
      #expect(stored == [[value]])
      if case .text(let text) = value, case .text(let back) = stored[0][0] {
        #expect(Array(text.utf8) == Array(back.utf8))
      }
    }
    try connection.close()
  }

  @Test("not-a-number is NULL, and bytes that are no UTF-8 are replaced")
  func whatIsNotExact() throws {
    let connection = try Library.connection()
    #expect(try connection.query("SELECT ?", [.real(.nan)]).rows == [[.null]])
    #expect(try connection.query("SELECT CAST(x'ff' AS TEXT)").rows == [["\u{fffd}"]])
  }

  @Test("columns, changes and row ids")
  func counters() throws {
    let connection = try Library.connection()
    try connection.execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3); -- the end")
    #expect(connection.changes == 3)
    #expect(connection.totalChanges == 3)
    #expect(connection.lastInsertRowID == 3)
    #expect(try connection.query("SELECT a AS x, 2 y FROM t WHERE 0").columns == ["x", "y"])
    try connection.execute("BEGIN")
    #expect(connection.isInTransaction)
    try connection.execute("ROLLBACK")
    #expect(!connection.isInTransaction)
  }
}
