import EnvoyClient
import EnvoyServerCore
import PageLayout
import PageStores
import PageVFS
import SQLiteLibrary
import ServerSimulation
import Testing

/// What a database on a server has to do, on both back ends.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct ClientTests {
  @Test(
    "rows, big ones among them, and user_version outlive 20 reopens", arguments: BackEnd.allCases)
  func reopens(_ backEnd: BackEnd) throws {
    let server = Server(backEnd)
    let link = try server.link()
    let vfs = try Library.vfs()
    for round in 1...20 as ClosedRange<Int64> {
      let database = try vfs.open("a", store: server.store(link))
      try database.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v)")
      let version = try database.query("PRAGMA user_version").rows
      #expect(version == [[.integer(round - 1)]])
      _ = try database.query(
        "INSERT INTO t VALUES (?, zeroblob(?))",
        [
          .integer(round), .integer(round * 900),
        ])
      try database.execute("PRAGMA user_version = \(round)")
      #expect(try database.query("SELECT count(*) FROM t").rows == [[.integer(round)]])
      try database.close()
    }
    let database = try vfs.open("a", store: server.store(link))
    #expect(try database.query("SELECT sum(length(v)) FROM t").rows == [[189_000]])
    #expect(try database.query("PRAGMA integrity_check").rows == [["ok"]])
  }

  @Test(
    "VACUUM shrinks what is on the server, later rows grow it again", arguments: BackEnd.allCases)
  func vacuum(_ backEnd: BackEnd) throws {
    let server = Server(backEnd)
    let link = try server.link()
    let database = try Library.vfs().open("a", store: server.store(link))
    try database.execute(
      "CREATE TABLE t (v); " + RoundTripTests.fill(rowCount: 200, byteCount: 3000))
    try database.execute("CREATE TEMP TABLE kept AS SELECT v FROM t LIMIT 3")
    try database.execute("DELETE FROM t; INSERT INTO t SELECT v FROM kept; VACUUM")
    try database.close()
    #expect(try RawPages.read(server).count < 10 * 4096)
    let again = try Library.vfs().open(
      "a", store: server.store(server.link("second", starting: [])))
    try again.execute(RoundTripTests.fill(rowCount: 100, byteCount: 3000))
    #expect(try again.query("SELECT count(*), sum(length(v)) FROM t").rows == [[103, 309_000]])
    #expect(try again.query("PRAGMA integrity_check").rows == [["ok"]])
  }

  @Test(
    "5 actors on one connection, 200 transactions each in turn, stay apart",
    arguments: BackEnd.allCases)
  func interleaved(_ backEnd: BackEnd) throws {
    let server = Server(backEnd)
    let actorIDs = ["1", "10", "100", "01", "a"]
    let link = try server.link(starting: actorIDs)
    let vfs = try Library.vfs()
    let databases = try actorIDs.map { try vfs.open($0, store: server.store(link, $0)) }
    for database in databases { try database.execute("CREATE TABLE t (actor, n)") }
    let count: Int64 = Scale.isFull ? 200 : 40
    for number in 0..<count {
      for database in databases {
        _ = try database.query(
          "INSERT INTO t VALUES (?, ?)", [.text(database.name), .integer(number)])
      }
    }
    for database in databases {
      let rows = try database.query("SELECT actor, count(*), sum(n) FROM t GROUP BY actor").rows
      #expect(
        rows == [
          [.text(database.name), .integer(count), .integer(count * (count - 1) / 2)]
        ])
    }
    // Closing one closes exactly this one.
    try databases[0].close()
    #expect(try databases[1].query("SELECT count(*) FROM t").rows == [[.integer(count)]])
  }

  @Test(
    "integers are exact to both ends, and what is none stays what it is",
    arguments: BackEnd.allCases)
  func integers(_ backEnd: BackEnd) throws {
    let server = Server(backEnd)
    let link = try server.link()
    let numbers: [Int64] = [.min, .min + 1, -1, 0, 9_007_199_254_740_993, .max - 1, .max]
    let vfs = try Library.vfs()
    let database = try vfs.open("a", store: server.store(link))
    try database.execute("CREATE TABLE t (v INTEGER)")
    for number in numbers {
      _ = try database.query("INSERT INTO t VALUES (?)", [.integer(number)])
    }
    try database.close()
    let again = try vfs.open("a", store: server.store(link))
    let rows = try again.query("SELECT v FROM t ORDER BY rowid").rows
    #expect(rows == numbers.map { [.integer($0)] })
    #expect(
      failure { () throws(PageDatabaseFailure) in
        _ = try again.query("SELECT sum(v) FROM t WHERE v > 0")
      }?.kind == .sqlite, "an overflow is an error, not a rounding")
  }

  @Test(
    "who lost the database to another fails for good, knows why, and a fresh open goes on",
    arguments: BackEnd.allCases)
  func takeover(_ backEnd: BackEnd) throws {
    let server = Server(backEnd)
    let first = try Library.vfs().open("a", store: server.store(server.link("first")))
    try first.execute("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    let second = try Library.vfs().open(
      "a", store: server.store(server.link("second", starting: [])))
    try second.execute("INSERT INTO t VALUES (2)")
    let refusal = failure { () throws(PageDatabaseFailure) in
      try first.execute("INSERT INTO t VALUES (3)")
    }
    #expect(refusal?.isIndeterminate == false)
    #expect(first.failure != nil)
    let later = failure { () throws(PageDatabaseFailure) in
      _ = try first.query("SELECT * FROM t")
    }
    #expect(later?.kind == .dead)
    #expect(later?.message.contains(refusal?.store?.message ?? "none") == true)
    try first.close()
    #expect(try second.query("SELECT v FROM t ORDER BY v").rows == [[1], [2]])
    #expect(try second.query("PRAGMA integrity_check").rows == [["ok"]])
  }

  @Test(
    "a reply that is lost is indeterminate, and the row is there once", arguments: BackEnd.allCases)
  func lostReply(_ backEnd: BackEnd) throws {
    let server = Server(backEnd)
    let link = try server.link()
    let vfs = try Library.vfs()
    let database = try vfs.open("a", store: server.store(link))
    try database.execute("CREATE TABLE t (v)")
    var rule = FaultRule(name: "f", point: .afterApply, act: .drop)
    rule.times = 1
    server.simulation.control(.addFault(rule))
    let lost = failure { () throws(PageDatabaseFailure) in
      try database.execute("INSERT INTO t VALUES (1)")
    }
    #expect(lost?.isIndeterminate == true)
    #expect(lost?.store?.kind == .timeout)
    #expect(failure { () throws(PageDatabaseFailure) in try database.execute("SELECT 1") } != nil)
    try database.close()
    let again = try vfs.open("a", store: server.store(link))
    #expect(try again.query("SELECT * FROM t").rows == [[1]])
  }

  @Test("a transaction of the channel that stops half way is taken back by the next open")
  func halfWay() throws {
    var server = Server(.channel)
    server.planOptions = PlanOptions(maximumKeyCount: 4)
    for count in 1...40 {
      let link = try server.link("first")
      let vfs = try Library.vfs()
      let database = try vfs.open("a", store: server.store(link))
      try database.execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v)")
      try database.execute("DELETE FROM t; INSERT INTO t (v) VALUES (randomblob(60000))")
      let before = try database.query("SELECT v FROM t").rows
      var rule = FaultRule(name: "f", point: .beforeApply, act: .reset)
      rule.nth = count
      server.simulation.control(.addFault(rule))
      let end = failure { () throws(PageDatabaseFailure) in
        try database.execute("UPDATE t SET v = zeroblob(50000)")
      }
      server.simulation.control(.removeFaults)
      let again = try Library.vfs().open("a", store: server.store(server.link("second")))
      let rows = try again.query("SELECT v FROM t").rows
      #expect(try again.query("PRAGMA integrity_check").rows == [["ok"]])
      if end == nil { return #expect(count > 10 && rows != before) }
      #expect(rows == before || end?.isIndeterminate == true, "request \(count)")
    }
    Issue.record("no transaction came to its end")
  }
}
