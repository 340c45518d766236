import BareJSON
import Testing

@testable import EnvoyConformance

/// Scenarios against servers that are right, and servers that are not.
@Suite struct ScenarioRunTests {
  private static func open(_ id: JSONValue, _ actor: JSONValue = "x") -> JSONValue {
    ["ToServerRequest": ["requestId": id, "actorId": actor, "data": ["ActorOpenRequest": .null]]]
  }

  private static func opened(_ id: JSONValue) -> JSONValue {
    ["ToClientResponse": ["requestId": id, "data": ["ActorOpenResponse": .null]]]
  }

  private static func refused(_ id: JSONValue, _ code: JSONValue) -> JSONValue {
    [
      "ToClientResponse": [
        "requestId": id, "data": ["ErrorResponse": ["code": code, "message": "no"]],
      ]
    ]
  }

  /// Plays steps against a server that sends these messages for the first that it gets; what else
  /// it gets is answered as a get without keys is.
  private func play(
    _ steps: JSONValue, define: JSONValue = [:], _ answers: [JSONValue],
    _ more: [ScenarioArrival] = []
  ) throws -> (failure: String?, server: ScriptedServer, trace: [String]) {
    var isFirst = true
    let server = ScriptedServer { _ in [] }
    server.answers = { request in
      defer { isFirst = false }
      if isFirst { return ((try? answers.map(server.message)) ?? []) + more }
      guard let id = request["ToServerRequest"]?["requestId"] else { return [] }
      return (try? [server.message(Self.refused(id, "actor_not_open"))]) ?? []
    }
    let speech = try #require(ScenarioProtocol(schema: "kv-channel/v1"))
    let run = ScenarioRun(
      try scenario(steps, define: define), speech, with: .server(server), name: "t")
    do throws(ScenarioRun.Failure) {
      try run.run()
      return (nil, server, run.trace)
    } catch {
      return ("\(error)", server, run.trace)
    }
  }

  @Test("a server that answers as expected passes, and the trace says what was said")
  func passing() throws {
    let (failure, server, trace) = try play(
      [["connect": "a"], ["send": Self.open(1)], ["expect": Self.opened(1)]], [Self.opened(1)])
    #expect(failure == nil)
    #expect(server.targets == ["/kv/connect?namespace=n-t&protocol_version=1"])
    #expect(trace.count == 3)
    #expect(trace[2].hasPrefix("+1 ms a -> {\"ToClientResponse\":{\"requestId\":1"))
  }

  @Test(
    "what is not as expected is told by its step, its field and both values",
    arguments: [
      (refused(1, "actor_locked"), "step 3: a.ToClientResponse.data: expected `ActorOpenResponse`"),
      (
        opened(2),
        "step 3: expected ToClientResponse, and it did not come within 5000 ms; what came instead: "
      ),
    ])
  func mismatches(answer: JSONValue, text: String) throws {
    let (failure, _, _) = try play(
      [["connect": "a"], ["send": Self.open(1)], ["expect": Self.opened(1)]], [answer])
    #expect(failure?.hasPrefix(text) == true, "\(failure ?? "passed")")
  }

  @Test("replies that come in another order are told apart, unless the order is asked for")
  func order() throws {
    let steps: [JSONValue] = [["connect": "a"], ["send": Self.open(1)]]
    let answers = [Self.opened(2), Self.opened(1)]
    let any = try play(
      .array(steps + [["expect": Self.opened(1)], ["expect": Self.opened(2)]]), answers)
    #expect(any.failure == nil)
    let inOrder = try play(
      .array(steps + [["expectInOrder": [Self.opened(1), Self.opened(2)]]]), answers)
    #expect(
      inOrder.failure == "step 3: a.ToClientResponse.requestId: expected 1, got 2")
  }

  @Test("what nobody waited for is a failure, a ping is answered and is none")
  func unexpected() throws {
    let ping: JSONValue = ["ToClientPing": ["ts": "5"]]
    let more = try play(
      [["connect": "a"], ["send": Self.open(1)], ["expect": Self.opened(1)]],
      [Self.opened(7), ping, Self.opened(1)])
    #expect(more.failure?.hasPrefix("step end: `a` got what nobody waited for: ") == true)
    #expect(more.server.received.contains(["ToServerPong": ["ts": "5"]]))
    let none = try play(
      [["connect": "a"], ["send": Self.open(1)], ["expect": Self.opened(1)], ["expectNone": true]],
      [ping, Self.opened(1)])
    #expect(none.failure == nil)
    let late = try play(
      [["connect": "a"], ["send": Self.open(1)], ["expectNone": true]], [Self.opened(1)])
    #expect(late.failure?.hasPrefix("step 3: expected nothing, got ") == true)
  }

  @Test("pings without end do not keep a wait for something else alive")
  func pingsForEver() throws {
    let ping: JSONValue = ["ToClientPing": ["ts": "5"]]
    let steps: [JSONValue] = [["connect": "a"], ["send": Self.open(1)]]
    for last: JSONValue in [["expect": Self.opened(1)], ["expectClosed": [:]]] {
      let pings = Array(repeating: ping, count: 20_000)
      let (failure, _, _) = try play(.array(steps + [last]), pings)
      #expect(failure?.hasPrefix("step 3: expected") == true, "\(failure ?? "passed")")
    }
  }

  @Test(
    "a close is compared by its code and reason, and a reset is one only where that is allowed",
    arguments: [
      (.closed(code: 1011, reason: "ws.x#7"), ["code": 1011], nil),
      (.closed(code: 1000, reason: ""), ["code": 1011], "step 3: the close of a.code"),
      (.reset, ["orReset": true], nil), (.reset, ["code": 1000], "step 3: expected a close, got a"),
      (.nothing, [:], "step 3: expected a close, and the connection stays open"),
    ] as [(ScenarioArrival, JSONValue, String?)])
  func closes(arrival: ScenarioArrival, expected: JSONValue, text: String?) throws {
    let (failure, _, _) = try play(
      [["connect": "a"], ["send": Self.open(1)], ["expectClosed": expected]], [], [arrival])
    if let text {
      #expect(failure?.hasPrefix(text) == true, "\(failure ?? "passed")")
    } else {
      #expect(failure == nil)
    }
  }

  @Test("a definition runs with its values, on the connection that it is used on")
  func definitions() throws {
    let open: JSONValue = [["send": Self.open("$id")], ["expect": Self.opened("$id")]]
    let (failure, server, _) = try play(
      [["connect": "b"], ["use": "open", "on": "b", "id": 1]], define: ["open": open],
      [Self.opened(1)])
    #expect(failure == nil)
    #expect(server.received == [Self.open(1)])
  }

  @Test("the admin side is asked with names done, and its answer is compared")
  func admin() throws {
    let step: JSONValue = [
      "admin": "POST /namespaces/$namespace/x", "body": ["a": "$actor"],
      "answer": ["state": "fine"],
    ]
    let (failure, server, _) = try play([step], [])
    #expect(failure == nil)
    #expect(server.adminRequests == [#"POST /namespaces/n-t/x {"a":"actor-1"}"#])
  }
}
