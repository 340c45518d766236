/// Plays scenarios and vectors against mutants until each is found.
public final class MutantSuite {
  /// How long a mutant may keep a scenario waiting: most say nothing where they should.
  static let timeoutMilliseconds: Int64 = 400

  /// Which cases found which mutant.
  public private(set) var matrix = KillMatrix()

  private let scenarios: [Scenario]
  private let isPartial: Bool
  private let runName: String
  private let progress: (String) -> Void

  /// A suite that was not played yet.
  ///
  /// - Parameters:
  ///   - scenarios: what is played against each mutant.
  ///   - isPartial: whether mutants that nothing concerns are left out, since not all is played.
  ///   - runName: makes namespaces and keys this run's own.
  ///   - progress: called with a line for each mutant.
  public init(
    scenarios: [Scenario], isPartial: Bool = false, runName: String,
    progress: @escaping (String) -> Void = { _ in }
  ) {
    self.isPartial = isPartial
    self.progress = progress
    self.scenarios = scenarios
    self.runName = runName
  }

  /// Plays what wants these options against each server that was not found often enough yet.
  public func run(over transport: any ScenarioTransport, options: [String]) {
    for mutant in Mutant.servers where isMeant(mutant.patterns, scenarios.map(\.id)) {
      matrix.add(mutant.name, breaking: mutant.rule)
      let mutated = MutantTransport(transport: transport, mutant: mutant)
      for (scenario, speech) in plays(mutant, of: .server, until: { $0.isFor(options) }) {
        let slug = scenario.id.split(separator: "/").joined(separator: "-")
        let run = ScenarioRun(
          scenario, speech, with: .server(mutated), name: "\(runName)-\(mutant.name)-\(slug)",
          timeoutMilliseconds: Self.timeoutMilliseconds)
        if (try? run.run()) == nil { matrix.add(killer: scenario.id, of: mutant.name) }
        if matrix.isKilled(mutant.name) { break }
      }
    }
  }

  /// Plays with each client that was not found often enough yet: a command that is a client, with
  /// what it says and hears changed.
  public func run(command: [String], listener: any ScenarioListener) {
    var client: StdioClient?
    for mutant in Mutant.clients where isMeant(mutant.patterns, scenarios.map(\.id)) {
      matrix.add(mutant.name, breaking: mutant.rule)
      for (scenario, speech) in plays(mutant, of: .client, until: { _ in true }) {
        do throws(TesteeSession.Fault) {
          if client == nil {
            client = try StdioClient(
              command: command, timeoutMilliseconds: Int32(Self.timeoutMilliseconds * 10))
          }
          guard let client else { return }
          if try isFound(mutant, scenario, speech, client, listener) {
            matrix.add(killer: scenario.id, of: mutant.name)
          }
        } catch {
          progress("\(mutant.name): \(error.message)")
          client?.finish()
          client = nil
        }
        if matrix.isKilled(mutant.name) { break }
      }
    }
    client?.finish()
  }

  /// Asks each codec about vectors; `command` makes the testee of a mutant's name.
  public func run(vectors: [Vector], command: (String) -> [String]) {
    for mutant in CodecMutant.all where isMeant(mutant.patterns, vectors.map(\.id)) {
      matrix.add(mutant.name, breaking: mutant.rule)
      progress(mutant.name)
      var options = CodecSuite.Options()
      options.level = .should
      let suite = CodecSuite(vectors: vectors.filter(mutant.concerns), options: options) { _ in }
      suite.run(command: command(mutant.name))
      for result in suite.results where result.outcome == .fail {
        matrix.add(killer: result.id, of: mutant.name)
        if matrix.isKilled(mutant.name) { break }
      }
    }
  }

  /// Whether a mutant counts: one that no case of all concerns has survived.
  private func isMeant(_ patterns: [VectorPattern], _ ids: [String]) -> Bool {
    !isPartial || ids.contains { id in patterns.contains { $0.matches(id) } }
  }

  /// The scenarios that may find a mutant, while it was not found often enough. It is as wrong in
  /// one layout as in another, so one of them is enough.
  private func plays(
    _ mutant: Mutant, of role: Scenario.Role, until isMeant: (Scenario) -> Bool
  ) -> [(Scenario, ScenarioProtocol)] {
    guard !matrix.isKilled(mutant.name) else { return [] }
    progress(mutant.name)
    return scenarios.filter { $0.role == role && isMeant($0) && mutant.concerns($0) }
      .compactMap { scenario in
        scenario.protocols.last.flatMap { ScenarioProtocol(schema: $0, judged: role) }
          .map { (scenario, $0) }
      }
  }

  private func isFound(
    _ mutant: Mutant, _ scenario: Scenario, _ speech: ScenarioProtocol, _ client: StdioClient,
    _ listener: any ScenarioListener
  ) throws(TesteeSession.Fault) -> Bool {
    let mutated = MutantListener(listener: listener, mutant: mutant, speech: speech)
    let party = ScenarioClient(
      driver: MutantDriver(driver: client, mutant: mutant), listener: mutated,
      endpoint: listener.endpoint)
    let (outcome, _, _) = try ClientPlay.play(
      scenario, speech.schema, with: party, name: runName,
      timeoutMilliseconds: Self.timeoutMilliseconds)
    try client.reset(timeoutMilliseconds: Self.timeoutMilliseconds * 10)
    ClientPlay.sendAway(listener)
    return outcome == .fail
  }
}

extension Mutant {
  fileprivate func concerns(_ scenario: Scenario) -> Bool {
    patterns.contains { $0.matches(scenario.id) }
  }
}
