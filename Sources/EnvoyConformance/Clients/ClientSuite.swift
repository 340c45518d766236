import BareJSON

/// Plays scenarios with clients, and says what became of them.
public final class ClientSuite {
  /// How often a testee may die until it is given up: one that dies is one finding, not hundreds.
  static let maximumDeathCount = 3

  private let scenarios: [Scenario]
  private let options: SuiteOptions
  private let print: (String) -> Void
  private let log: SuiteLog
  private var deathCount = 0

  /// A suite that was not played yet.
  ///
  /// - Parameters:
  ///   - scenarios: those of other roles are passed over.
  ///   - options: how they are played.
  ///   - print: called with each line that is to be shown.
  public init(scenarios: [Scenario], options: SuiteOptions, print: @escaping (String) -> Void) {
    self.scenarios = scenarios.filter { $0.role == .client }
    self.options = options
    self.print = print
    log = SuiteLog(expected: options.expected, rules: options.rules, print: print)
  }

  /// What became of the cases so far.
  public var results: [CaseResult] { log.results }

  /// Plays all of them with a testee, which is started anew where it dies.
  public func run(command: [String], listener: any ScenarioListener) {
    var client: StdioClient?
    for scenario in scenarios {
      for schema in scenario.protocols {
        guard deathCount < Self.maximumDeathCount else {
          add(scenario, schema, .couldNotRun, "the testee died too often")
          continue
        }
        do throws(TesteeSession.Fault) {
          if client == nil { client = try start(command) }
          guard let current = client else { continue }
          try play(scenario, schema, with: current, listener)
        } catch {
          deathCount += 1
          let end = client.map { "; it ended with \($0.finish())" } ?? ""
          print("could not run \(scenario.id) (\(schema)): \(error.message)\(end)")
          add(scenario, schema, .couldNotRun, error.message)
          client = nil
        }
      }
    }
    client?.finish()
  }

  /// Prints the summary, the last line of a report, and says how the run ended.
  public func finish() -> SuiteEnding { log.finish("client") }

  private func start(_ command: [String]) throws(TesteeSession.Fault) -> StdioClient {
    let client = try StdioClient(
      command: command, timeoutMilliseconds: Int32(clamping: options.timeoutMilliseconds))
    if deathCount == 0 { print("testee: \(client.identity.name) \(client.identity.version)") }
    return client
  }

  private func play(
    _ scenario: Scenario, _ schema: String, with client: StdioClient,
    _ listener: any ScenarioListener
  ) throws(TesteeSession.Fault) {
    guard client.identity.schemas.contains(schema) else {
      return add(scenario, schema, .skip, "the testee does not offer `\(schema)`")
    }
    if let reason = options.reasonToSkip(schema) {
      return add(scenario, schema, .skip, reason)
    }
    let party = ScenarioClient(driver: client, listener: listener, endpoint: listener.endpoint)
    let (outcome, message, trace) = try options.flaky.judge(scenario.id) {
      () throws(TesteeSession.Fault) in
      let result = try ClientPlay.play(
        scenario, schema, with: party, name: options.runName,
        timeoutMilliseconds: options.timeoutMilliseconds, showsTraces: options.showsTraces)
      try client.reset(timeoutMilliseconds: options.timeoutMilliseconds)
      ClientPlay.sendAway(listener)
      return result
    }
    add(scenario, schema, outcome, message, trace: trace)
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
