import BareRuntime
import EnvoyClient
import EnvoyServerCore
import PageLayout
import PageStores
import PageVFS
import SQLiteLibrary
import Testing

/// How many requests a database causes, and which.
@Suite(.enabled(if: Library.found != nil, Library.reason))
struct RoundTripTests {
  private static func open(
    _ backEnd: BackEnd, options: PageDatabaseOptions = .init(), server: Server? = nil
  ) throws -> (database: PageDatabaseHandle, link: CountingLink, server: Server) {
    let isNew = server == nil
    let server = server ?? Server(backEnd, options: Scale.options)
    let link = CountingLink(
      try server.link(isNew ? "first" : "second", starting: isNew ? ["a"] : []))
    let database = try Library.vfs().open("a", store: server.store(link), options: options)
    return (database, link, server)
  }

  @Test(
    "100 transactions are 100 commits of one request each, and nothing is read",
    arguments: [(BackEnd.commands, "C"), (.channel, "p")])
  func transactions(_ backEnd: BackEnd, _ letter: String) throws {
    let (database, link, _) = try Self.open(backEnd)
    try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
    _ = link.takeLetters()
    for number in 1...100 as ClosedRange<Int64> {
      _ = try database.query("INSERT INTO t (v) VALUES (?)", [.integer(number)])
    }
    #expect(link.takeLetters() == String(repeating: letter, count: 100))
    #expect(try database.query("SELECT count(*), sum(v) FROM t").rows == [[100, 5050]])
    #expect(link.takeLetters() == "")
  }

  @Test("a warm update of the KV channel is one put, a select nothing, a rollback nothing")
  func warmChannel() throws {
    let (database, link, _) = try Self.open(.channel)
    try database.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 1)")
    _ = link.takeRequests()
    try database.execute("UPDATE t SET v = 2")
    let requests = link.takeRequests()
    guard case .put(_, let keys, _) = try #require(requests.first), requests.count == 1 else {
      return #expect(Bool(false), "\(requests)")
    }
    #expect(keys.allSatisfy { $0.starts(with: [8, 1, 1, 0]) }, "only pages of the main file")
    _ = try database.query("SELECT * FROM t")
    try database.execute("BEGIN; INSERT INTO t (v) SELECT v FROM t; ROLLBACK")
    #expect(link.takeLetters() == "")
  }

  @Test("opening: a new database of the channel is a get and a put, an old one a get")
  func openings() throws {
    let server = Server(.channel)
    let link = CountingLink(try server.link())
    _ = try server.store(link)
    #expect(link.takeLetters() == "Ogp")
    _ = try server.store(link)
    #expect(link.takeLetters() == "Og")
    let commands = Server(.commands)
    let other = CountingLink(try commands.link())
    _ = try commands.store(other)
    #expect(other.takeLetters() == "R", "a read of nothing says how the database stands")
  }

  @Test("2048 pages are one commit; one more is staged, and two answers are awaited")
  func boundary() throws {
    let server = Server(.commands, options: Scale.options)
    let link = CountingLink(try server.link())
    let store = try CommandPages(link, actorID: "a")
    let page = try Bytes([UInt8](repeating: 7, count: 4096))
    let count = Scale.commitPageCount
    _ = link.takeLetters()
    try store.commit((1...count).map { ($0, page) }, pageCount: count)
    #expect(link.takeLetters() == "C")
    _ = link.takeWaitCount()
    try store.commit((1...count + 1).map { ($0, page) }, pageCount: count + 1)
    #expect(link.takeLetters() == "BSF", "pages that are all the same take one piece")
    #expect(link.takeWaitCount() == 2)
    #expect(store.headTransactionID == 2)
    #expect(store.pageCount == count + 1)
  }

  @Test("a small commit that the server finds too large is staged")
  func tooLarge() throws {
    let (database, link, _) = try Self.open(.commands)
    try database.execute("CREATE TABLE t (v)")
    _ = link.takeLetters()
    link.setAnswer { request in
      guard case .sqlite(.commit) = request else { return nil }
      return .failure(ClientFailure(.tooLarge, isDefinite: true, "too large"))
    }
    try database.execute("INSERT INTO t VALUES (1)")
    #expect(link.takeLetters() == "CBSF")
    #expect(try database.query("SELECT * FROM t").rows == [[1]])
  }

  @Test("2300 pages go the slow way, raise the head by one, and read back")
  func slow() throws {
    let (database, link, server) = try Self.open(.commands)
    try database.execute("CREATE TABLE t (v)")
    let head = try CommandPages(link, actorID: "a").headTransactionID
    let rowCount = Scale.isFull ? 2300 : 50
    _ = link.takeLetters()
    try database.execute(Self.fill(rowCount: rowCount, byteCount: 4000))
    #expect(link.takeLetters().hasPrefix("B"))
    try database.close()
    let again = try Self.open(.commands, server: server)
    #expect(try CommandPages(again.link, actorID: "a").headTransactionID == head + 1)
    let rows = try again.database.query("SELECT count(*), sum(length(v)) FROM t").rows
    #expect(rows == [[.integer(Int64(rowCount)), .integer(Int64(rowCount) * 4000)]])
  }

  @Test("a large transaction of the channel is many puts of at most 128 keys, and a journal")
  func largeChannel() throws {
    let (database, link, _) = try Self.open(.channel)
    try database.execute("CREATE TABLE t (v); " + Self.fill(rowCount: 300, byteCount: 4000))
    _ = link.takeRequests()
    try database.execute("UPDATE t SET v = zeroblob(4000)")
    let requests = link.takeRequests()
    let puts = requests.compactMap { request -> [Bytes]? in
      guard case .put(_, let keys, _) = request else { return nil }
      return keys
    }
    #expect(puts.count > 4)
    #expect(puts.allSatisfy { $0.count <= 128 })
    #expect(puts.joined().contains { $0.starts(with: [8, 1, 1, 1]) }, "the journal's chunks")
    #expect(puts.joined().allSatisfy { $0[2] <= 1 && $0[3] <= 3 }, "known kinds of keys alone")
  }

  @Test("what is lost behind a commit ends the store, which then surely does nothing more")
  func leavings() throws {
    let server = Server(.channel)
    let link = CountingLink(try server.link())
    let store = try ChannelPages(link, actorID: "a", options: PlanOptions(maximumKeyCount: 4))
    let page = try Bytes([UInt8](repeating: 7, count: 4096))
    link.setAnswer { request in
      guard case .deleteRange = request else { return nil }
      return .failure(ClientFailure(.closed, isDefinite: false, "lost"))
    }
    try store.commit((1...9).map { ($0, page) }, pageCount: 9)
    _ = link.takeLetters()
    let failure = #expect(throws: PageStoreFailure.self) {
      try store.commit([(1, page)], pageCount: 9)
    }
    #expect(failure?.isDefinite == true)
    #expect(link.takeLetters() == "", "nothing is sent")
    #expect(try ChannelPages(server.link("next"), actorID: "a").pageCount == 9)
  }

  @Test("50 MB are one transaction", arguments: BackEnd.allCases)
  func fiftyMegabytes(_ backEnd: BackEnd) throws {
    let (database, link, server) = try Self.open(backEnd)
    try database.execute("CREATE TABLE t (v)")
    _ = link.takeLetters()
    let rowCount = Scale.isFull ? 50 : 3
    try database.execute(Self.fill(rowCount: rowCount, byteCount: 1_000_000))
    let letters = link.takeLetters()
    #expect(letters.count { $0 == "F" || $0 == "d" } == 1, "one request commits")
    try database.close()
    let again = try Self.open(backEnd, server: server)
    let rows = try again.database.query("SELECT count(*), sum(length(v)) FROM t").rows
    #expect(rows == [[.integer(Int64(rowCount)), .integer(Int64(rowCount) * 1_000_000)]])
  }

  static func fill(rowCount: Int, byteCount: Int) -> String {
    """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rowCount))
    INSERT INTO t SELECT randomblob(\(byteCount)) FROM n;
    """
  }
}
