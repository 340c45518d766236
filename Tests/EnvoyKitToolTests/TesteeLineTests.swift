import Foundation
import Testing

/// What testees make of lines, our own and those in other languages.
struct TesteeLineTests {
  private static let testees = ToolPlace.repository.appending(path: "Tests/Testees")

  /// What is said, one line each, for lines of a shell.
  private func answers(_ program: [String], _ input: String) throws -> [[String: Any]] {
    let place = try ToolPlace()
    let run = try place.run(URL(filePath: "/usr/bin/env"), program, input: input)
    #expect(run.status == 0, "\(run.errors)")
    return try run.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("our client answers what is no request by a fault, what it does not know by a skip")
  func ownClient() throws {
    let answers = try answers(
      [ToolPlace.executable().path, "testee", "--client"],
      """

      nonsense
      []
      {"cmd":"hello"}
      {"seq":1,"cmd":"client","op":"kv.get","args":{"actorId":"a","keys":["00"]}}
      {"seq":2,"cmd":"client","op":"open","args":{"protocol":"envoy/v9","endpoint":"ws://h:1"}}
      {"seq":3,"cmd":"client","op":"open","args":{"protocol":"envoy/v2","endpoint":"nowhere"}}
      {"seq":4,"cmd":"client","op":"kv.put","args":{"actorId":"a","keys":["0"],"values":[]}}
      {"seq":5,"cmd":"client","op":"sqlite.vacuum","args":{}}
      {"seq":6,"cmd":"client","op":"database.open","args":{"actorId":"a"}}
      {"seq":7,"cmd":"decode"}
      {"seq":8,"cmd":"client"}
      {"seq":9,"cmd":"client","op":"close"}
      {"seq":"ten","cmd":"hello"}
      """)
    let kinds = answers.map { answer in
      ["ok", "failed", "skip", "fault", "hello"].first { answer[$0] != nil } ?? "none"
    }
    #expect(
      kinds == [
        "fault", "fault", "fault", "fault", "fault", "fault", "fault", "fault", "skip", "fault",
        "skip", "skip", "ok", "hello",
      ])
    #expect(answers.prefix(4).allSatisfy { $0["seq"] is NSNull })
    #expect(answers.dropFirst(4).prefix(9).compactMap { $0["seq"] as? Int } == Array(1...9))
    #expect(answers.last?["seq"] as? String == "ten")
    let hello = answers.last?["hello"] as? [String: Any]
    #expect(hello?["tiers"] as? [String] == ["client"])
  }

  @Test("a client whose server is not there is closed while it opens, and both are answered")
  func closedWhileOpening() throws {
    let answers = try answers(
      [ToolPlace.executable().path, "testee", "--client"],
      """
      {"seq":1,"cmd":"client","op":"open","args":{"protocol":"kv-channel/v1",\
      "endpoint":"ws://127.0.0.1:1","namespace":"n"}}
      {"seq":2,"cmd":"client","op":"close"}
      """)
    #expect(answers.map { $0["seq"] as? Int } == [1, 2])
    let failure = answers.first?["failed"] as? [String: Any]
    #expect(failure?["class"] as? String == "closed")
    #expect(failure?["definite"] as? Bool == true)
    #expect(answers.last?["ok"] is NSNull)
  }

  @Test("our client loses none of many lines that come at once, nor the last without an end")
  func manyLines() throws {
    let count = 5000
    let lines = (1...count).map { #"{"seq":\#($0),"cmd":"client","op":"close"}"# }
    let answers = try answers(
      [ToolPlace.executable().path, "testee", "--client"], lines.joined(separator: "\n"))
    let missing = Set(1...count).subtracting(answers.compactMap { $0["seq"] as? Int })
    #expect(missing.isEmpty, "\(missing.count) lines, one of them \(missing.first ?? 0)")
    #expect(answers.count == count)
  }

  @Test("an option of the testee that it cannot follow is status 64")
  func options() throws {
    for arguments in [["--client", "--codec", "dynamic"], ["--mutant", "none-such"]] {
      let run = try ToolPlace().envoykit(["testee"] + arguments)
      #expect(run.status == 64, "\(arguments)")
    }
  }

  /// An empty line, one without a request, and one behind them, which has no end.
  private func expectFaults(_ program: [String]) throws {
    let answers = try answers(program, "\n{}\n\n{\"seq\":4,\"cmd\":\"dance\"}")
    #expect(answers.count == 4, "\(program)")
    for answer in answers.prefix(3) {
      #expect(answer["seq"] is NSNull && answer["fault"] != nil, "\(program): \(answer)")
    }
    #expect(answers.last?["seq"] as? Int == 4 && answers.last?["skip"] != nil, "\(program)")
  }

  @Test("an empty line is answered by a fault, and a last line without an end by its answer")
  func emptyLines() throws {
    let tool = try ToolPlace.executable().path
    for arguments in [
      [], ["--codec", "dynamic"], ["--client"], ["--mutant", "trailing-bytes-taken"],
    ] {
      try expectFaults([tool, "testee"] + arguments)
    }
  }

  @Test("so they are by the testee in Python", .enabled(if: Programs.hasPython, "no python3"))
  func python() throws {
    try expectFaults(["python3", Self.testees.appending(path: "testee.py").path])
  }

  @Test("so they are by the testee in JavaScript", .enabled(if: Programs.hasNode, "no node"))
  func javaScript() throws {
    try expectFaults(["node", Self.testees.appending(path: "testee.mjs").path])
  }

  @Test(
    "so they are by the client in Python",
    .enabled(if: Programs.hasWebsockets, "there is no `websockets` of PyPI"))
  func pythonClient() throws {
    try expectFaults(["python3", Self.testees.appending(path: "client.py").path])
  }
}
