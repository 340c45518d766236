import BareJSON

/// Scenarios that clients without standard input play by themselves: they read what to do, and
/// connect where a case is; only what comes on the wire is judged.
public final class OpenSuite {
  private let cases: [OpenCase]
  private let endpoint: String
  private let options: SuiteOptions
  private let log: SuiteLog

  /// A suite that was not played yet.
  ///
  /// - Parameters:
  ///   - scenarios: those of other roles are passed over.
  ///   - endpoint: the URL before the path of a case.
  ///   - options: how they are played.
  ///   - print: called with each line that is to be shown.
  public init(
    scenarios: [Scenario], endpoint: String, options: SuiteOptions,
    print: @escaping (String) -> Void
  ) {
    self.endpoint = endpoint
    self.options = options
    cases = scenarios.filter { $0.role == .client }.flatMap { scenario in
      scenario.protocols.filter { options.reasonToSkip($0) == nil }.compactMap {
        OpenCase(scenario, $0, endpoint: endpoint, name: options.runName)
      }
    }
    log = SuiteLog(expected: options.expected, rules: options.rules, print: print)
  }

  /// How many cases there are.
  public var caseCount: Int { cases.count }

  /// What became of the cases that were played.
  public var results: [CaseResult] { log.results }

  /// What stands at a path: the list of cases, one of them, or the report; nil for nothing.
  public func page(at target: String) -> (type: String, text: String)? {
    let path = String(target.prefix { $0 != "?" })
    switch path {
    case "/", "/cases":
      let list = JSONValue.array(cases.map { $0.json(endpoint: endpoint) })
      return ("application/json", list.compactText + "\n")
    case "/report":
      return ("application/x-ndjson", SuiteReport.jsonl.text(results, suite: "client"))
    default:
      guard let found = cases.first(where: { $0.path == path }) else { return nil }
      return ("application/json", found.json(endpoint: endpoint).compactText + "\n")
    }
  }

  /// Plays the case that a client came for.
  ///
  /// - Returns: whether there is one.
  public func play(_ visitor: any ScenarioVisitor, listener: any ScenarioListener) -> Bool {
    guard let found = cases.first(where: { visitor.target.hasPrefix($0.path + "/") }) else {
      return false
    }
    let queue = FirstVisitor(visitor, then: listener, at: found.path)
    let party = ScenarioClient(
      driver: UnseenClient(), listener: queue, endpoint: endpoint + found.path)
    // A client that nobody can ask cannot die either.
    guard
      let (outcome, message, trace) = try? ClientPlay.play(
        found.scenario, found.schema, with: party, name: options.runName,
        timeoutMilliseconds: options.timeoutMilliseconds, showsTraces: options.showsTraces)
    else { return true }
    log.add(
      CaseResult(
        found.scenario, found.schema, outcome, message, trace: trace, options: options))
    return true
  }

  /// Prints the summary, the last line of a report, and says how the run ended.
  public func finish() -> SuiteEnding { log.finish("client") }
}

/// A client that came, and then those that come for the same case.
private final class FirstVisitor: ScenarioListener {
  private var first: (any ScenarioVisitor)?
  private let listener: any ScenarioListener
  private let path: String

  init(_ first: any ScenarioVisitor, then listener: any ScenarioListener, at path: String) {
    self.first = first
    self.listener = listener
    self.path = path
  }

  var endpoint: String { listener.endpoint }
  var nowMilliseconds: Int64 { listener.nowMilliseconds }

  func accept(timeoutMilliseconds: Int64) throws -> (any ScenarioVisitor)? {
    defer { first = nil }
    if let first { return first }
    let end = nowMilliseconds + timeoutMilliseconds
    while let visitor = try listener.accept(timeoutMilliseconds: max(0, end - nowMilliseconds)) {
      if visitor.target.hasPrefix(path + "/") { return visitor }
      try visitor.refuse(status: 503)
    }
    return nil
  }
}
