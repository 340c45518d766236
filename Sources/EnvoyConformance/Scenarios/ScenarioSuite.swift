import BareJSON

/// Plays scenarios against a server, and says what became of them.
public final class ScenarioSuite {
  private let scenarios: [Scenario]
  private let log: SuiteLog
  private let options: SuiteOptions

  /// - Parameter scenarios: those of other roles are passed over.
  public init(scenarios: [Scenario], options: SuiteOptions, print: @escaping (String) -> Void) {
    self.scenarios = scenarios.filter { $0.role == .server }
    self.options = options
    log = SuiteLog(expected: options.expected, print: print)
  }

  /// The options that scenarios want a server to be started with, each set once.
  public var optionSets: [[String]] { Self.optionSets(of: scenarios) }

  /// The options that scenarios want a server to be started with, each set once.
  public static func optionSets(of scenarios: [Scenario]) -> [[String]] {
    var sets: [[String]] = []
    for scenario in scenarios where scenario.role == .server && !sets.contains(scenario.options) {
      sets.append(scenario.options)
    }
    return sets
  }

  /// Plays the scenarios that want these options; those that need more than there is are skipped.
  public func run(over transport: any ScenarioTransport, options: [String]) {
    for scenario in scenarios where scenario.options == options {
      if scenario.needs.contains("admin"), !transport.hasAdmin {
        skip(scenario, "there is no admin side")
        continue
      }
      for (index, schema) in scenario.protocols.enumerated() {
        play(scenario, schema, index, over: transport)
      }
    }
  }

  /// Counts the scenarios that want options which the server cannot be given.
  public func skip(options: [String]) {
    let text = options.joined(separator: " ")
    for scenario in scenarios where scenario.options == options {
      skip(scenario, "the server would have to be started with `\(text)`")
    }
  }

  /// Prints the summary, the last line of a report, and says how the run ended.
  public func finish() -> SuiteEnding { log.finish("server") }

  /// What became of the scenarios so far.
  public var results: [CaseResult] { log.results }

  private func skip(_ scenario: Scenario, _ why: String) {
    for schema in scenario.protocols { add(scenario, schema, .skip, why) }
  }

  private func play(
    _ scenario: Scenario, _ schema: String, _ index: Int, over transport: any ScenarioTransport
  ) {
    guard let speech = ScenarioProtocol(schema: schema) else {
      return add(scenario, schema, .skip, "no server speaks `\(schema)`")
    }
    let name =
      options.runName + "-" + scenario.id.split(separator: "/").joined(separator: "-") + "-\(index)"
    let run = ScenarioRun(
      scenario, speech, with: .server(transport), name: name,
      timeoutMilliseconds: options.timeoutMilliseconds)
    do throws(ScenarioRun.Failure) {
      try run.run()
      add(scenario, schema, .pass, "")
    } catch {
      add(scenario, schema, .fail, "\(error)", trace: run.trace)
    }
  }

  private func add(
    _ scenario: Scenario, _ schema: String, _ outcome: CaseResult.Outcome, _ message: String,
    trace: [String] = []
  ) {
    log.add(
      CaseResult(
        scenario, schema, outcome, message, trace: trace, reproduction: options.reproduction))
  }
}

extension CaseResult {
  /// What became of a scenario in a protocol.
  init(
    _ scenario: Scenario, _ schema: String, _ outcome: Outcome, _ message: String,
    trace: [String], reproduction: String
  ) {
    self.init(
      name: "\(scenario.id) (\(schema))", id: scenario.id, level: scenario.level.rawValue,
      rules: scenario.rules, about: scenario.about, outcome: outcome, message: message,
      trace: trace, reproduction: "\(reproduction) --run '\(scenario.id)'")
  }
}

extension Scenario {
  /// Whether it is for a server that was started with these options.
  func isFor(_ options: [String]) -> Bool { role == .server && self.options == options }

  /// The options that a server is to be started with.
  var options: [String] {
    needs.filter { $0.hasPrefix("--") }.flatMap { $0.split(separator: " ").map(String.init) }
  }
}
