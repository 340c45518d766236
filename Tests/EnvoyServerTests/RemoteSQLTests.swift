import BareRuntime
import EnvoyClient
import EnvoyServer
import Testing

/// SQL that the server runs, over a socket.
@Suite(.enabled(if: Library.isThere, Library.reason))
struct RemoteSQLTests {
  @Test(
    "ENVOY-6.3: what one request writes the next reads, in every version that has SQL",
    arguments: [ClientDialect.envoy(.v4), .envoy(.v5), .envoy(.v6)])
  func rows(_ dialect: ClientDialect) throws {
    let place = try SQLPlace()
    defer { place.stop() }
    let actor = try place.connect(dialect)
    try actor.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
    let blob = try Bytes([0, 255])
    let values: [RemoteSQLValue] = [
      .null, .integer(.min), .real(-0.1), .text("é\0x"), .blob(blob), .blob(Bytes()),
    ]
    for (index, value) in values.enumerated() {
      let result = try actor.execute("INSERT INTO t (v) VALUES (?)", [value])
      #expect(result.changes == 1 && result.lastInsertRowID == Int64(index) + 1)
    }
    let result = try actor.execute("SELECT v FROM t ORDER BY id")
    #expect(result.columns == ["v"] && result.rows == values.map { [$0] })
    #expect(result.changes == 0 && result.lastInsertRowID == nil)
  }

  @Test("ENVOY-6.3: a transaction spans requests, and is rolled back with its connection")
  func transactions() throws {
    let place = try SQLPlace()
    defer { place.stop() }
    let (writer, reader) = (try place.connect(key: "writer"), try place.connect(key: "reader"))
    try writer.exec("CREATE TABLE t (v); INSERT INTO t VALUES (1)")
    try writer.exec("BEGIN")
    try writer.exec("INSERT INTO t VALUES (2)")
    #expect(try writer.exec("SELECT count(*) FROM t") == [[.integer(2)]])
    #expect(try reader.exec("SELECT count(*) FROM t") == [[.integer(1)]])
    try writer.exec("COMMIT")
    #expect(try reader.exec("SELECT count(*) FROM t") == [[.integer(2)]])
    try writer.exec("BEGIN; DELETE FROM t")
    writer.connection.close()
    let again = try place.connect(key: "writer")
    #expect(try again.exec("SELECT count(*) FROM t") == [[.integer(2)]])
    try again.exec("INSERT INTO t VALUES (3)")
    #expect(try reader.exec("SELECT count(*) FROM t") == [[.integer(3)]])
  }

  @Test("ENVOY-6.3: a transaction over which somebody else commits fails as a whole")
  func fence() throws {
    let place = try SQLPlace()
    defer { place.stop() }
    let (one, two) = (try place.connect(key: "one"), try place.connect(key: "two"))
    try one.exec("CREATE TABLE t (v)")
    try one.exec("BEGIN; INSERT INTO t VALUES (1)")
    try two.exec("INSERT INTO t VALUES (2)")
    let failure = one.failure(.exec("COMMIT"))
    #expect(
      failure?.message.hasPrefix("sqlite worker hit fatal storage error: ") == true
        && failure?.code == "core.internal_error")
    #expect(try one.exec("SELECT v FROM t") == [[.integer(2)]])
  }

  @Test("a statement without end holds up neither other actors nor the stop of the server")
  func endless() throws {
    let place = try SQLPlace { $0.options.remoteSQL.stepCount = .max }
    let (slow, quick) = (try place.connect(key: "slow"), try place.connect(key: "quick"))
    let failure = Background { slow.failure(.exec(Self.endless)) }
    #expect(place.waitUntilBegun())
    for number in 0..<20 {
      try quick.actor("b\(number)").exec("CREATE TABLE t (v); INSERT INTO t VALUES (\(number))")
    }
    place.stop()
    #expect(failure.wait()??.kind == .indeterminate)
  }

  @Test("ENVOY-6.4: a statement whose connection is lost is broken off, and makes room")
  func brokenOff() throws {
    let place = try SQLPlace {
      $0.options.remoteSQL.stepCount = .max
      $0.options.remoteSQL.runningCount = 1
    }
    defer { place.stop() }
    let (slow, quick) = (try place.connect(key: "slow"), try place.connect(key: "quick"))
    try slow.exec("CREATE TABLE t (v)")
    let failure = Background { slow.failure(.exec("INSERT INTO t \(Self.endless)")) }
    #expect(place.waitUntilBegun(2))
    slow.connection.close()
    #expect(failure.wait()??.kind == .indeterminate)
    #expect(try quick.actor("b").exec("SELECT 1") == [[.integer(1)]])
    #expect(try quick.exec("SELECT count(*) FROM t") == [[.integer(0)]])
  }

  @Test("what takes too many steps or rows is an error, undone, and the next request works")
  func limits() throws {
    let place = try SQLPlace {
      $0.options.remoteSQL.stepCount = 100_000
      $0.options.remoteSQL.resultByteCount = 10_000
      $0.options.sqlite.storageByteCount = 40_960
    }
    defer { place.stop() }
    let actor = try place.connect()
    try actor.exec("CREATE TABLE t (v)")
    let steps = actor.failure(.exec("INSERT INTO t \(Self.endless)"))
    #expect(steps?.message.contains("100000 instructions") == true)
    let rows = actor.failure(.execute(.init("SELECT zeroblob(10000)")))
    #expect(rows?.message.contains("10000 bytes of rows") == true)
    let size = actor.failure(.execute(.init("INSERT INTO t VALUES (zeroblob(50000))")))
    #expect(size?.message.hasSuffix("database or disk is full") == true)
    #expect(try actor.exec("SELECT count(*) FROM t") == [[.integer(0)]])
  }

  @Test("as engines: changes stay after a SELECT, and an empty blob is NULL")
  func quirks() throws {
    let place = try SQLPlace { $0.options.hasUpstreamQuirks = true }
    defer { place.stop() }
    let actor = try place.connect()
    try actor.exec("CREATE TABLE t (v)")
    try actor.execute("INSERT INTO t VALUES (?)", [.blob(Bytes())])
    let result = try actor.execute("SELECT v, typeof(v) FROM t")
    #expect(result.rows == [[.null, .text("blob")]])
    #expect(result.changes == 1 && result.lastInsertRowID == 1)
  }

  @Test("ENVOY-6.3: a batch is all or nothing, and fails inside of a transaction")
  func batches() throws {
    let place = try SQLPlace()
    defer { place.stop() }
    let actor = try place.connect()
    try actor.exec("CREATE TABLE t (v UNIQUE)")
    let insert = RemoteSQLStatement("INSERT INTO t VALUES (?)", [.integer(1)])
    #expect(
      actor.failure(.batch([insert, insert]))?.message
        == "execute remote sqlite batch statement: failed to step sqlite execute statement: "
        + "UNIQUE constraint failed: t.v")
    guard case .batch(let results) = try actor.ask(.batch([insert, .init("SELECT v FROM t")]))
    else {
      Issue.record("no reply to a batch")
      return
    }
    #expect(results.map(\.changes) == [1, 0] && results.last?.rows == [[.integer(1)]])
    try actor.exec("BEGIN")
    let inside = actor.failure(.batch([]))
    #expect(inside?.message == "cannot start a transaction within a transaction")
    #expect(inside?.code == "core.internal_error")
    try actor.exec("COMMIT")
  }

  @Test("pages that are committed without SQL are seen by it")
  func pages() throws {
    let place = try SQLPlace()
    defer { place.stop() }
    let actor = try place.connect()
    try actor.exec("CREATE TABLE t (v); INSERT INTO t VALUES (1); CREATE TEMP TABLE x (y)")
    let other = try place.connect(key: "other")
    try other.exec("INSERT INTO t VALUES (2)")
    #expect(try actor.exec("SELECT count(*) FROM t") == [[.integer(2)]])
    #expect(actor.failure(.exec("SELECT * FROM x"))?.message.contains("no such table") == true)
  }

  private static let endless =
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c WHERE n < 0"
}

/// A server without SQLite.
@Suite struct MissingLibraryTests {
  @Test("without the library, SQL is an error that says what to install")
  func missing() throws {
    let place = try SQLPlace { $0.sqliteLibraryFiles = ["no-such-library.so"] }
    defer { place.stop() }
    let actor = try place.connect()
    let failure = actor.failure(.exec("SELECT 1"))
    #expect(failure?.kind == .error && failure?.message.contains("libsqlite3-0") == true)
    #expect(failure?.code == "core.internal_error")
  }
}
