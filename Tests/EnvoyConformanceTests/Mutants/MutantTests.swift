import BareJSON
import Testing

@testable import EnvoyConformance

/// Mutants: that each is named and cites a rule, and that they change what they say they change.
@Suite struct MutantTests {
  @Test("every mutant has a name of its own, in slugs, and cites a rule of its kind")
  func names() throws {
    let rules = try RuleBook(folder: Repository.folder)
    let kinds: [(scopes: [RuleBook.Scope], mutants: [(name: String, rule: String)])] = [
      ([.codec, .schema], CodecMutant.all.map { ($0.name, $0.rule) }),
      ([.server, .codec], Mutant.servers.map { ($0.name, $0.rule) }),
      ([.client, .codec], Mutant.clients.map { ($0.name, $0.rule) }),
    ]
    var findings: [String] = []
    var names: Set<String> = []
    for (scopes, mutants) in kinds {
      #expect(mutants.count > 20)
      for (name, rule) in mutants {
        if !names.insert(name).inserted { findings.append("`\(name)` stands twice") }
        if name.wholeMatch(of: #/[a-z0-9]+(-[a-z0-9]+)*/#) == nil { findings.append(name) }
        guard let rule = rules[rule] else {
          findings.append("`\(name)` cites \(rule), which there is not")
          continue
        }
        if !scopes.contains(rule.scope) {
          findings.append("`\(name)` cites \(rule.id), a rule for \(rule.scope)")
        }
      }
    }
    #expect(findings == [])
  }

  @Test("every mutant has scenarios of its role, or vectors, that may find it")
  func reachable() throws {
    let all = try ScenarioLibrary(folder: Repository.folder).scenarios
    var findings: [String] = []
    for (role, mutants) in [(Scenario.Role.server, Mutant.servers), (.client, Mutant.clients)] {
      for mutant in mutants {
        let count = all.count { scenario in
          scenario.role == role && mutant.patterns.contains { $0.matches(scenario.id) }
        }
        if count < KillMatrix.killCount { findings.append("\(mutant.name): \(count) scenarios") }
      }
    }
    let vectors = try Repository.library.get().vectors
    for mutant in CodecMutant.all {
      let count = vectors.lazy.filter(mutant.concerns).prefix(KillMatrix.killCount).count
      if count < KillMatrix.killCount { findings.append("\(mutant.name): \(count) vectors") }
    }
    #expect(findings == [])
  }

  @Test("a codec's mutant is found by its name, and none by another")
  func named() throws {
    for mutant in CodecMutant.all {
      #expect(CodecMutant(named: mutant.name)?.rule == mutant.rule, "\(mutant.name)")
    }
    #expect(CodecMutant(named: "") == nil)
  }

  @Test("a matrix counts each case once, and passes once all are found by two")
  func matrix() {
    var matrix = KillMatrix()
    var lines: [String] = []
    #expect(matrix.finish { _ in } == .failed)
    for name in ["a", "b", "c"] { matrix.add(name, breaking: "KV-A5") }
    matrix.add("a", breaking: "KV-A5")
    for killer in ["x", "y", "z"] { matrix.add(killer: killer, of: "a") }
    for killer in ["x", "x"] { matrix.add(killer: killer, of: "b") }
    #expect(matrix.isKilled("a") && !matrix.isKilled("b") && !matrix.isKilled("c"))
    #expect(matrix.finish { lines.append($0) } == .failed)
    #expect(
      lines == [
        "killed a (KV-A5): x, y", "KILLED ONCE b (KV-A5): x", "SURVIVED c (KV-A5): ",
        "mutants: 1 killed, 2 not",
      ])
    matrix.add(killer: "y", of: "b")
    for killer in ["x", "y"] { matrix.add(killer: killer, of: "c") }
    #expect(matrix.finish { _ in } == .passed)
  }

  /// Plays scenarios that open an actor against all mutants of a server that does so.
  private func lines(_ ids: [String]) throws -> [String] {
    let server = ScriptedServer { _ in [] }
    server.answers = { request in
      guard let id = request["ToServerRequest"]?["requestId"] else { return [] }
      return (try? [server.message(.openResponse(id))]) ?? []
    }
    let suite = MutantSuite(
      scenarios: try scenarios(
        ids, role: "server",
        steps: [["connect": "a"], ["send": .openRequest(1)], ["expect": .openResponse(1)]]),
      runName: "t")
    suite.run(over: server, options: [])
    var lines: [String] = []
    #expect(suite.matrix.finish { lines.append($0) } == .failed)
    return lines
  }

  @Test("two scenarios that a mutant fails kill it, one does not, others let it live")
  func suite() throws {
    let two = try lines(["kv/one", "kv/two"])
    #expect(two.contains("killed open-unanswered (KV-A5): kv/one, kv/two"))
    #expect(two.contains("killed channel-id-off-by-one (KV-A5): kv/one, kv/two"))
    #expect(two.contains("SURVIVED close-unanswered (KV-A5): "))
    #expect(two.count == Mutant.servers.count + 1)
    let one = try lines(["kv/one"])
    #expect(one.contains("KILLED ONCE open-unanswered (KV-A5): kv/one"))
    #expect(one.allSatisfy { !$0.hasPrefix("killed ") })
  }

  @Test("what is at a path is changed, in each element where that says so, and nothing else")
  func edits() {
    let json: JSONValue = ["a": [["b": 1, "c": "2"], ["b": 3]], "b": 5]
    #expect(
      json.changing("a.*.b") { $0.adding(1) } == ["a": [["b": 2, "c": "2"], ["b": 4]], "b": 5])
    #expect(json.changing("a.b") { _ in 9 } == json)
    #expect(json.changing("x.y") { _ in 9 } == json)
    #expect(
      json.changing("b") { _ in .null } == ["a": [["b": 1, "c": "2"], ["b": 3]], "b": .null])
    #expect(JSONValue.string("18").adding(-1) == "17")
    #expect(json.at("b") == 5 && json.at("a.b") == nil)
  }
}
