import BareJSON
import Testing

@testable import EnvoyConformance

/// Scenarios with clients without sockets: what passes, fails and is skipped.
@Suite struct ClientPlayTests {
  private static let steps: JSONValue = [
    ["call": "c", "op": "open", "args": ["namespace": "$namespace", "endpoint": "$endpoint"]],
    ["accept": "a", "query": ["namespace": "$namespace", "protocol_version": "1"]],
    ["returns": "c"],
    ["call": "o", "op": "kv.open", "args": ["actorId": "$actor"]],
    ["expect": openRequest(["$bind": "id"])], ["send": .openResponse("$id")],
    ["returns": "o", "ok": ["x": 1]],
  ]

  private static func openRequest(_ id: JSONValue) -> JSONValue { .openRequest(id, "$actor") }

  /// Plays the steps with a client that connects by `target`, and says `messages`.
  private func play(
    _ messages: [JSONValue], target: String = "/kv/connect?namespace=n-t&protocol_version=1",
    answers: [String: ClientAnswer] = ["kv.open": .ok(["x": 1, "y": 2])]
  ) throws -> (outcome: CaseResult.Outcome, message: String, visitor: MemoryVisitor) {
    let scenario = try #require(
      try scenarios(["client/t"], role: "client", steps: Self.steps).first)
    let visitor = MemoryVisitor(target, try MemoryConnection(client: messages))
    let driver = MemoryDriver()
    driver.answers = answers
    let client = ScenarioClient(
      driver: driver, listener: MemoryListener([visitor]), endpoint: "ws://127.0.0.1:1")
    let (outcome, message, _) = try ClientPlay.play(
      scenario, "kv-channel/v1", with: client, name: "t", timeoutMilliseconds: 10)
    #expect(driver.calls.first?.operation == "open")
    #expect(driver.calls.first?.arguments["endpoint"] == "ws://127.0.0.1:1")
    return (outcome, message, visitor)
  }

  @Test("a client that says what is expected passes, and is answered by its own id")
  func passing() throws {
    let (outcome, message, visitor) = try play([.openRequest(77)])
    #expect(outcome == .pass, "\(message)")
    #expect(try visitor.connection.told() == [.openResponse(77)])
  }

  @Test("a client that says nothing, or something else, fails")
  func failing() throws {
    #expect(try play([]).outcome == .fail)
    #expect(try play([.openRequest(1, "another")]).outcome == .fail)
  }

  @Test("a client that does not come, or by another path or query, fails")
  func connecting() throws {
    for target in [
      "/kv/connect?namespace=other&protocol_version=1", "/kv/connect?namespace=n-t",
      "/kv?namespace=n-t&protocol_version=1",
    ] {
      #expect(try play([.openRequest(1)], target: target).outcome == .fail, "\(target)")
    }
  }

  @Test(
    "what a client says came of a call is judged",
    arguments: [
      (.ok(["x": 2]), .fail, "expected 1, got 2"), (.ok(.null), .fail, "the result of `o`"),
      (.failed(["class": "closed", "definite": true]), .fail, "got the failure"),
      (.fault("oh no"), .fail, "oh no"), (.skip("cannot"), .skip, "cannot"), (.unseen, .pass, ""),
    ] as [(ClientAnswer, CaseResult.Outcome, String)])
  func answers(answer: ClientAnswer, expected: CaseResult.Outcome, text: String) throws {
    let (outcome, message, _) = try play([.openRequest(1)], answers: ["kv.open": answer])
    #expect(outcome == expected)
    #expect(text.isEmpty || message.contains(text), "\(message)")
  }

  @Test("whoever comes after the end is sent away")
  func sendAway() {
    let visitors = [MemoryVisitor(), MemoryVisitor()]
    let listener = MemoryListener(visitors)
    ClientPlay.sendAway(listener)
    #expect(visitors.map(\.refusedStatus) == [503, 503])
  }

  @Test("a target is a path below the endpoint's, and parameters, the first of a name, decoded")
  func targets() {
    let target = ConnectionTarget("/base/kv/connect?a=%41+b&a=2&c&d=%C3%A4%2", below: "/base")
    #expect(target.path == "/kv/connect")
    #expect(target.query == ["a": "A b", "c": "", "d": "ä%2"])
    #expect(ConnectionTarget("/other/kv", below: "/base").path == "/other/kv")
  }

  @Test("a failure has a class of the list, whether it is definite, and a message")
  func failureForms() {
    let good: JSONValue = ["class": "dead", "definite": false, "message": "m", "code": "c"]
    #expect((try? ClientFailureForm.check(good)) != nil)
    for bad: JSONValue in [
      [:], ["class": "bad", "definite": true, "message": ""], ["class": "dead", "message": ""],
      ["class": "dead", "definite": "yes", "message": ""], ["class": "dead", "definite": true],
    ] {
      #expect((try? ClientFailureForm.check(bad)) == nil, "\(bad.compactText)")
    }
  }
}
