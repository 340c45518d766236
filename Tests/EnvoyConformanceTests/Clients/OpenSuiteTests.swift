import BareJSON
import Testing

@testable import EnvoyConformance

/// Cases for clients that nobody can tell what to do.
@Suite struct OpenSuiteTests {
  private static let steps: JSONValue = [
    ["call": "c", "op": "open", "args": ["namespace": "$namespace", "endpoint": "$endpoint"]],
    ["accept": "a"], ["returns": "c"],
    ["call": "o", "op": "kv.open", "args": ["actorId": "$actor"]],
    ["expect": .openRequest(["$bind": "id"], "$actor")], ["send": .openResponse("$id")],
    ["returns": "o", "ok": ["x": 1]],
  ]

  private func suite(needs: JSONValue = []) throws -> OpenSuite {
    let open = try scenarios(
      ["client/a", "client/b"], role: "client", needs: needs, steps: Self.steps)
    let server = try scenarios(["kv/c"], role: "server", steps: [["connect": "a"]])
    return OpenSuite(
      scenarios: open + server, endpoint: "ws://h:1",
      options: SuiteOptions(reproduction: "again", runName: "t"), print: { _ in })
  }

  private static let path = "/case/client/a/kv-channel/v1"

  @Test("cases are listed with what to do, and each stands at its path; others do not")
  func pages() throws {
    let suite = try suite()
    #expect(suite.caseCount == 2)
    let list = try JSONValue(parsing: try #require(suite.page(at: "/cases?x=1")).text).arrayValue
    #expect(list?.compactMap { $0["id"]?.stringValue } == ["client/a", "client/b"])
    let one = try JSONValue(parsing: try #require(suite.page(at: Self.path)).text)
    #expect(one == list?.first)
    #expect(
      one["calls"]?.arrayValue == [
        [
          "op": "open",
          "args": ["namespace": "n-t", "endpoint": .string("ws://h:1" + Self.path)],
        ],
        ["op": "kv.open", "args": ["actorId": "actor-1"]],
      ])
    for path in ["/case/kv/c/kv-channel/v1", Self.path + "/x", "/caseless"] {
      #expect(suite.page(at: path) == nil, "\(path)")
    }
  }

  @Test("scenarios that steer a client are left out")
  func stdio() throws {
    #expect(try suite(needs: ["stdio"]).caseCount == 0)
  }

  @Test("a client that comes for a case is judged by the wire alone, others are sent away")
  func playing() throws {
    let suite = try suite()
    let query = "/kv/connect?namespace=n-t&protocol_version=1"
    let good = MemoryVisitor(Self.path + query, try MemoryConnection(client: [.openRequest(5)]))
    #expect(suite.play(good, listener: MemoryListener()))
    #expect(try good.connection.told() == [.openResponse(5)])
    let silent = MemoryVisitor(Self.path + query)
    #expect(suite.play(silent, listener: MemoryListener()))
    #expect(suite.results.map(\.outcome) == [.pass, .fail])
    #expect(suite.page(at: "/report")?.text.contains("client/a") == true)
    let elsewhere = MemoryVisitor("/case/client/none/kv-channel/v1" + query)
    #expect(!suite.play(elsewhere, listener: MemoryListener()))
    #expect(suite.results.count == 2)
    #expect(suite.finish() == .failed)
  }
}
