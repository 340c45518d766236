import BareJSON
import Testing

@testable import EnvoyConformance

/// Clients that are wrong on purpose: what stands between them and the suite.
@Suite struct ClientMutantTests {
  private func speech() throws -> ScenarioProtocol {
    try #require(ScenarioProtocol(schema: "kv-channel/v1", judged: .client))
  }

  /// A client's connection with a mutant in between.
  private func connect(
    _ mutant: Mutant, _ connection: MemoryConnection, target: String = "/kv/connect?a=1"
  ) throws -> (visitor: any ScenarioVisitor, connection: any ScenarioConnection) {
    let listener = MutantListener(
      listener: MemoryListener([MemoryVisitor(target, connection)]), mutant: mutant,
      speech: try speech())
    let visitor = try #require(try listener.accept(timeoutMilliseconds: 1))
    return (visitor, try visitor.upgrade())
  }

  private func received(_ connection: any ScenarioConnection) throws -> [JSONValue] {
    var messages: [JSONValue] = []
    while case .message(let bytes) = try connection.next(timeoutMilliseconds: 1) {
      messages.append(try speech().decode(bytes))
    }
    return messages
  }

  @Test("a mutant that changes nothing changes nothing")
  func identity() throws {
    let memory = try MemoryConnection(client: [.openRequest(1)])
    let (visitor, connection) = try connect(Mutant("none", breaks: "KV-A5", in: "**"), memory)
    #expect(visitor.target == "/kv/connect?a=1" && visitor.subprotocols == ["rivet"])
    #expect(try received(connection) == [.openRequest(1)])
    try connection.send(try speech().encode(.openResponse(1)))
    #expect(try memory.told() == [.openResponse(1)])
    try connection.send([0xff])
    #expect(memory.sent.last == [0xff] && !memory.isDropped)
    try connection.close(code: 1000, reason: "r")
    #expect(memory.closes == ["1000 r"])
  }

  @Test("what a client says is changed, left out, or said first")
  func saying() throws {
    let changing = Mutant.changing(
      "c", breaks: "KV-A5", in: "**", "ToServerRequest.requestId"
    ) { $0.adding(1) }
    let first = try connect(changing, try MemoryConnection(client: [.openRequest(1)]))
    #expect(try received(first.connection) == [.openRequest(2)])
    let silent = Mutant.silent("s", breaks: "KV-A5", in: "**", "ToServerRequest")
    let second = try connect(silent, try MemoryConnection(client: [.openRequest(1)]))
    #expect(try received(second.connection) == [])
    var opening = Mutant("o", breaks: "KV-A5", in: "**")
    opening.opening = { _ in [.openRequest(9)] }
    let third = try connect(opening, try MemoryConnection(client: [.openRequest(1)]))
    #expect(try received(third.connection) == [.openRequest(9), .openRequest(1)])
  }

  @Test("what a client hears is changed, and noise ends one that breaks off at it")
  func hearing() throws {
    let memory = MemoryConnection()
    var mutant = Mutant.hearing(
      "h", breaks: "KV-A5", in: "**", "ToClientResponse.requestId"
    ) { $0.adding(-1) }
    mutant.breaksOffAtNoise = true
    let (_, connection) = try connect(mutant, memory)
    try connection.send(try speech().encode(.openResponse(5)))
    #expect(try memory.told() == [.openResponse(4)])
    try connection.send([0xff])
    #expect(memory.isDropped && memory.sent.count == 1)
  }

  @Test("the path and the subprotocols by which a client connects are changed")
  func connecting() throws {
    var mutant = Mutant.connecting("c", breaks: "KV-A5", in: "**") { target, memory in
      "\(target)&n=\(memory.connectionCount)"
    }
    mutant.isWithoutSubprotocol = true
    let (visitor, _) = try connect(mutant, MemoryConnection())
    #expect(visitor.target == "/kv/connect?a=1&n=1")
    #expect(visitor.subprotocols == [])
  }

  @Test("what a client is told, and says came of it, is changed")
  func driver() throws {
    let memory = MemoryDriver()
    memory.answers = ["kv.get": .ok(["values": ["01"]]), "kv.put": .failed(["definite": true])]
    let told = MutantDriver(
      driver: memory,
      mutant: .told("t", breaks: "KV-A5", in: "**", "kv.get", "keys") { _ in ["ff"] })
    _ = try told.call("kv.get", ["keys": ["00"]])
    _ = try told.call("kv.put", ["keys": ["00"]])
    #expect(memory.calls.map(\.arguments) == [["keys": ["ff"]], ["keys": ["00"]]])
    let saying = MutantDriver(
      driver: memory,
      mutant: .saying("s", breaks: "KV-A5", in: "**", "failed.definite") { _ in false })
    guard case .failed(let failure) = try saying.answer(to: 1, timeoutMilliseconds: 1),
      case .ok(let result) = try saying.answer(to: 0, timeoutMilliseconds: 1)
    else {
      Issue.record("other answers came than a failure and a result")
      return
    }
    #expect(failure == ["definite": false])
    #expect(result == ["values": ["01"]])
  }
}
