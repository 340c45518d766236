import BareJSON

/// Plays scenarios against a server, and says what became of them.
public final class ScenarioSuite {
  private let scenarios: [Scenario]
  private let log: SuiteLog
  private let options: SuiteOptions
  private let print: (String) -> Void

  /// A suite that was not played yet.
  ///
  /// - Parameters:
  ///   - scenarios: those of other roles are passed over.
  ///   - options: how they are played.
  ///   - print: called with each line that is to be shown.
  public init(scenarios: [Scenario], options: SuiteOptions, print: @escaping (String) -> Void) {
    self.scenarios = scenarios.filter { $0.role == .server }
    self.options = options
    self.print = print
    log = SuiteLog(expected: options.expected, rules: options.rules, print: print)
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
  /// Once the server is gone, the rest could not run.
  public func run(over transport: any ScenarioTransport, options: [String]) {
    var isGone = false
    for scenario in scenarios where scenario.isFor(options) {
      if scenario.needs.contains("admin"), !transport.hasAdmin {
        skip(scenario, "there is no admin side")
        continue
      }
      for (index, schema) in scenario.protocols.enumerated() {
        guard !isGone else {
          add(scenario, schema, .couldNotRun, "the server is gone")
          continue
        }
        if let reason = self.options.reasonToSkip(schema) {
          add(scenario, schema, .skip, reason)
          continue
        }
        let outcome = play(scenario, schema, index, over: transport)
        guard outcome == .fail, !transport.isReachable else { continue }
        print("could not go on: the server is gone since \(scenario.id) (\(schema))")
        isGone = true
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
  ) -> CaseResult.Outcome {
    guard let speech = ScenarioProtocol(schema: schema) else {
      add(scenario, schema, .skip, "no server speaks `\(schema)`")
      return .skip
    }
    let name =
      options.runName + "-" + scenario.id.split(separator: "/").joined(separator: "-") + "-\(index)"
    var playCount = 0
    let (outcome, message, trace) = options.flaky.judge(scenario.id) {
      playCount += 1
      let run = ScenarioRun(
        scenario, speech, with: .server(transport), name: "\(name)-\(playCount)",
        timeoutMilliseconds: options.timeoutMilliseconds)
      do throws(ScenarioRun.Failure) {
        try run.run()
        return (.pass, "", options.showsTraces ? run.trace : [])
      } catch {
        return (.fail, "\(error)", run.trace)
      }
    }
    add(scenario, schema, outcome, message, trace: trace)
    return outcome
  }

  private func add(
    _ scenario: Scenario, _ schema: String, _ outcome: CaseResult.Outcome, _ message: String,
    trace: [String] = []
  ) {
    log.add(
      CaseResult(
        scenario, schema, outcome, message, trace: trace, options: options))
    options.progress(results.count, scenarios.playCount)
  }
}

extension CaseResult {
  /// What became of a scenario in a protocol.
  init(
    _ scenario: Scenario, _ schema: String, _ outcome: Outcome, _ message: String,
    trace: [String], options: SuiteOptions
  ) {
    self.init(
      name: "\(scenario.id) (\(schema))", id: scenario.id, level: scenario.level.rawValue,
      rules: scenario.rules, about: scenario.about, outcome: outcome, message: message,
      trace: trace,
      reproduction: "\(options.reproduction) --run '\(scenario.id)'\(options.judged)")
  }
}

extension [Scenario] {
  /// How many results there will be: one in each protocol.
  var playCount: Int { reduce(0) { $0 + $1.protocols.count } }
}

extension Scenario {
  /// Whether it is for a server that was started with these options.
  func isFor(_ options: [String]) -> Bool { role == .server && self.options == options }

  /// The options that a server is to be started with.
  var options: [String] {
    needs.filter { $0.hasPrefix("--") }.flatMap { $0.split(separator: " ").map(String.init) }
  }
}
