/// Plays scenarios against mutants of a server until each is found, and says which was not.
public final class MutantSuite {
  /// By how many scenarios a mutant has to be found.
  public static let killCount = 2

  /// How long a mutant may keep a scenario waiting: most say nothing where they should.
  static let timeoutMilliseconds: Int64 = 400

  private let scenarios: [Scenario]
  private let runName: String
  private let progress: (String) -> Void
  private var kills: [String: [String]] = [:]

  /// - Parameter runName: makes namespaces and keys this run's own.
  public init(
    scenarios: [Scenario], runName: String, progress: @escaping (String) -> Void = { _ in }
  ) {
    self.progress = progress
    self.scenarios = scenarios
    self.runName = runName
  }

  /// Plays what wants these options against each mutant that was not found often enough yet.
  public func run(over transport: any ScenarioTransport, options: [String]) {
    for mutant in Mutant.all where kills[mutant.name, default: []].count < Self.killCount {
      progress(mutant.name)
      let mutated = MutantTransport(transport: transport, mutant: mutant)
      for scenario in scenarios where scenario.isFor(options) && mutant.concerns(scenario) {
        guard kills[mutant.name, default: []].count < Self.killCount else { break }
        // A mutant is as wrong in one layout as in another, so one of them is enough.
        guard let speech = scenario.protocols.last.flatMap({ ScenarioProtocol(schema: $0) })
        else { continue }
        let slug = scenario.id.split(separator: "/").joined(separator: "-")
        let run = ScenarioRun(
          scenario, speech, with: .server(mutated), name: "\(runName)-\(mutant.name)-\(slug)",
          timeoutMilliseconds: Self.timeoutMilliseconds)
        if (try? run.run()) == nil { kills[mutant.name, default: []].append(scenario.id) }
      }
    }
  }

  /// What became of each mutant: its name, the rule, and the scenarios that found it.
  public var matrix: [(mutant: Mutant, killers: [String])] {
    Mutant.all.map { ($0, kills[$0.name] ?? []) }
  }

  /// The line that everybody quotes, and whether all were found.
  public func finish(_ print: (String) -> Void) -> SuiteEnding {
    var survivorCount = 0
    for (mutant, killers) in matrix {
      let isKilled = killers.count >= Self.killCount
      if !isKilled { survivorCount += 1 }
      let word = isKilled ? "killed" : killers.isEmpty ? "SURVIVED" : "KILLED ONCE"
      print("\(word) \(mutant.name) (\(mutant.rule)): \(killers.joined(separator: ", "))")
    }
    print("mutants: \(Mutant.all.count - survivorCount) killed, \(survivorCount) not")
    return survivorCount == 0 ? .passed : .failed
  }
}

extension Mutant {
  fileprivate func concerns(_ scenario: Scenario) -> Bool {
    patterns.contains { $0.matches(scenario.id) }
  }
}
