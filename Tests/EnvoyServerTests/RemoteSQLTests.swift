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
  func endless() async throws {
    let place = try SQLPlace { $0.options.remoteSQL.stepCount = .max }
    let (slow, quick) = (try place.connect(key: "slow"), try place.connect(key: "quick"))
    let endless =
      "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) "
      + "SELECT count(*) FROM c"
    async let failure = onThread { slow.failure(.exec(endless)) }
    #expect(await onThread { place.waitUntilBegun() })
    for number in 0..<20 {
      try quick.actor("b\(number)").exec("CREATE TABLE t (v); INSERT INTO t VALUES (\(number))")
    }
    place.stop()
    #expect(await failure?.kind == .indeterminate)
  }
}
