import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

@Suite struct TraceTests {
  /// What happens when an envoy asks for a page of an older generation.
  private func lines(_ level: TraceLevel) throws -> [String] {
    var world = World()
    let start = world.now
    let database = Database(connection: world.connect())
    world.now += 12
    _ = try database.getPages(&world, 1, [1])
    _ = try database.getPages(&world, 9, [1])
    return world.core.journal.entries.map {
      $0.traceLine(level, sinceMilliseconds: start)
    }
  }

  @Test("a summary is a line for each thing, with names, and why something was refused")
  func summary() throws {
    #expect(
      try lines(.summary) == [
        "+0ms c1 opened path=/envoys/connect",
        "+0ms c1 accepted namespace=ns key=envoy-1 schema=envoy/v2",
        "+0ms c1 -> ToEnvoyInit (25 B)",
        "+0ms c1 -> ToEnvoyPing (9 B)",
        "+12ms c1 <- ToRivetSqliteGetPagesRequest a1 (21 B)",
        "+12ms c1 -> ToEnvoySqliteGetPagesResponse (60 B)",
        "+12ms c1 <- ToRivetSqliteGetPagesRequest a1 (21 B)",
        "+12ms c1 sqlite-refused namespace=ns actor=a1 "
          + "why=sqlite generation fence mismatch: expected 9, got 1",
        "+12ms c1 -> ToEnvoySqliteGetPagesResponse (106 B)",
      ])
  }

  @Test("a decoded trace has the fields of messages, one in hex their bytes too")
  func decoded() throws {
    let ping = #"ToEnvoyPing (9 B) {"ToEnvoyPing":{"ts":"1700000000000"}}"#
    #expect(try lines(.decoded)[3] == "+0ms c1 -> \(ping)")
    #expect(try lines(.hex)[3] == "+0ms c1 -> \(ping) 050068e5cf8b010000")
  }

  @Test("the entries behind a number are those that are kept and newer")
  func entriesAfter() {
    var journal = Journal()
    for _ in 0..<Journal.maximumEntryCount + 25 {
      journal.append(.closed, connection: nil, namespace: nil, atMilliseconds: 0)
    }
    let last = journal.lastNumber
    #expect(journal.entries(after: 0).map(\.number).first == 26)
    #expect(journal.entries(after: 25).map(\.number).first == 26)
    #expect(journal.entries(after: 26).map(\.number).first == 27)
    #expect(journal.entries(after: last - 1).map(\.number) == [last])
    #expect(journal.entries(after: last).isEmpty)
    #expect(journal.entries(after: last + 5).isEmpty)
  }
}
