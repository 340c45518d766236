import BareJSON

/// Plays scenarios against a server, and says what became of them.
public final class ScenarioSuite {
  private let scenarios: [Scenario]
  private let print: (String) -> Void
  private let reproduction: String
  private let runName: String
  private var tally = Tally()

  /// - Parameters:
  ///   - reproduction: the command line that runs one scenario again, but for its id.
  ///   - runName: makes namespaces and keys this run's own, so that a server may be judged again.
  public init(
    scenarios: [Scenario], reproduction: String, runName: String, print: @escaping (String) -> Void
  ) {
    self.scenarios = scenarios
    self.reproduction = reproduction
    self.runName = runName
    self.print = print
  }

  /// The options that scenarios want a server to be started with, each set once.
  public var optionSets: [[String]] {
    var sets: [[String]] = []
    for scenario in scenarios where !sets.contains(scenario.options) {
      sets.append(scenario.options)
    }
    return sets
  }

  /// Plays the scenarios that want these options; those that need more than there is are skipped.
  public func run(over transport: any ScenarioTransport, options: [String]) {
    for scenario in scenarios where scenario.options == options {
      if scenario.needs.contains("admin"), !transport.hasAdmin {
        tally.skipped += scenario.protocols.count
        continue
      }
      for (index, schema) in scenario.protocols.enumerated() {
        play(scenario, schema, index, over: transport)
      }
    }
  }

  /// Counts the scenarios that want options which the server cannot be given.
  public func skip(options: [String]) {
    for scenario in scenarios where scenario.options == options {
      tally.skipped += scenario.protocols.count
    }
  }

  /// Prints the summary, the last line of a report, and says how the run ended.
  public func finish() -> CodecSuite.Ending {
    print(tally.summary("server"))
    if tally.failed > 0 { return .failed }
    return tally.couldNotRun > 0 || tally.passed == 0 ? .undecided : .passed
  }

  private func play(
    _ scenario: Scenario, _ schema: String, _ index: Int, over transport: any ScenarioTransport
  ) {
    guard let speech = ScenarioProtocol(schema: schema) else {
      tally.skipped += 1
      return
    }
    let name =
      runName + "-" + scenario.id.split(separator: "/").joined(separator: "-") + "-\(index)"
    let run = ScenarioRun(scenario, speech, over: transport, name: name)
    do throws(ScenarioRun.Failure) {
      try run.run()
      tally.passed += 1
    } catch {
      tally.failed += 1
      let rules = scenario.rules.joined(separator: ", ")
      print(
        "FAIL \(scenario.id) in \(schema) (\(scenario.level.rawValue); \(rules)): \(scenario.about)"
      )
      print("  \(error)")
      for line in run.trace { print("    \(line)") }
      print("  again: \(reproduction) --run '\(scenario.id)'")
    }
  }
}

extension Scenario {
  /// The options that a server is to be started with.
  var options: [String] {
    needs.filter { $0.hasPrefix("--") }.flatMap { $0.split(separator: " ").map(String.init) }
  }
}
