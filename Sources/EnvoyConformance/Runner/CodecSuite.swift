import BareJSON

/// Runs vectors against testees and says what became of them.
public final class CodecSuite {
  /// What is run, and what counts.
  public struct Options: Sendable {
    /// The strictest level whose failures fail the run.
    public var level = Vector.Level.must

    /// How long a testee may be silent.
    public var timeoutMilliseconds: Int32 = 10_000

    /// The command line that runs one case again, but for the case and the testee.
    public var reproduction = "envoykit conform codec"

    /// The cases that are known to fail; nil for none.
    public var expected: ExpectedFailures?

    /// The sentences of rules by their ids, to be told with a failure.
    public var rules: [String: String] = [:]

    /// Called as answers come: how many there are, and how many there will be.
    public var progress: @Sendable (_ doneCount: Int, _ totalCount: Int) -> Void = { _, _ in }

    /// The defaults.
    public init() {}
  }

  private let vectors: [Vector]
  private let options: Options
  private let print: (String) -> Void
  private let log: SuiteLog

  /// A suite of vectors; `print` gets each line of the report.
  public init(vectors: [Vector], options: Options, print: @escaping (String) -> Void) {
    self.vectors = vectors
    self.options = options
    self.print = print
    log = SuiteLog(expected: options.expected, rules: options.rules, print: print)
  }

  /// What became of the cases so far.
  public var results: [CaseResult] { log.results }

  /// Runs all vectors against one testee.
  public func run(command: [String]) {
    do throws(TesteeSession.Fault) {
      let session = try TesteeSession(
        command: command, timeoutMilliseconds: options.timeoutMilliseconds)
      try run(command: command, session: session)
    } catch {
      print("could not run: \(error.message)")
      for vector in vectors { add(vector, .couldNotRun, error.message, command: command) }
    }
  }

  /// Prints the summary, the last line of a report, and says how the run ended.
  public func finish() -> SuiteEnding {
    let unmetCount = results.count { $0.message.hasPrefix(Self.unmetPrefix) }
    if unmetCount > 0 {
      print("not met, of level `should`: \(unmetCount); `--level should` makes them count")
    }
    return log.finish("codec")
  }

  /// What stands before the message of a case that only a stricter run counts.
  private static let unmetPrefix = "not met: "

  private func run(command: [String], session: TesteeSession) throws(TesteeSession.Fault) {
    var verdicts: [Int: Verdict] = [:]
    var plan: [(caseIndex: Int, question: CodecQuestion)] = []
    var cases: [any SuiteCase] = []
    var answered: [Int: Int] = [:]
    var answerCount = 0
    do throws(TesteeSession.Fault) {
      let identity = try session.hello(runner: "envoykit")
      print("testee: \(identity.name) \(identity.version)")
      cases = self.cases(for: identity, command)
      for (index, testCase) in cases.enumerated() {
        plan += testCase.questions.map { (index, $0) }
      }
      try session.exchange(plan.map { cases[$0.caseIndex].request($0.question) }) { index, reply in
        let (caseIndex, question) = plan[index]
        let verdict = cases[caseIndex].verdict(on: reply, to: question)
        verdicts[caseIndex] = verdicts[caseIndex]?.joined(with: verdict) ?? verdict
        answered[caseIndex, default: 0] += 1
        answerCount += 1
        options.progress(answerCount, plan.count)
      }
      session.finish()
    } catch {
      let end = session.finish()
      print("could not run on: \(error.message); it ended with \(end)")
      if cases.isEmpty {
        for vector in vectors { add(vector, .couldNotRun, error.message, command: command) }
      }
    }
    for (index, testCase) in cases.enumerated() {
      let isAnswered = answered[index, default: 0] == testCase.questions.count
      report(testCase, isAnswered ? verdicts[index] : nil, command: command)
    }
  }

  /// The cases that a testee can be asked; those of schemas that it does not offer are skipped.
  private func cases(for identity: TesteeIdentity, _ command: [String]) -> [any SuiteCase] {
    vectors.compactMap { vector in
      if let testCase = Self.testCase(of: vector, for: identity), !testCase.questions.isEmpty {
        return testCase
      }
      add(vector, .skip, "the testee does not offer it", command: command)
      return nil
    }
  }

  private static func testCase(
    of vector: Vector, for identity: TesteeIdentity
  ) -> (any SuiteCase)? {
    if let conversion = vector.conversion {
      return ConversionCase(vector, conversion, offeredBy: identity)
    }
    return identity.schemas.contains(vector.schema)
      ? CodecCase(vector, tiers: identity.tiers) : nil
  }

  private func report(_ testCase: any SuiteCase, _ verdict: Verdict?, command: [String]) {
    let vector = testCase.vector
    switch verdict {
    case nil: add(vector, .couldNotRun, "no answer", command: command)
    case .pass?: add(vector, .pass, "", command: command)
    case .skip(let reason)?: add(vector, .skip, reason, command: command)
    case .fail(let message, let difference)? where vector.level == .must:
      add(vector, .fail, message, difference, command: command)
    case .unmet(let message, let difference)?, .fail(let message, let difference)?:
      let counts = options.level != .must && vector.level != .may
      let text = counts ? message : Self.unmetPrefix + message
      add(vector, counts ? .fail : .skip, text, difference, command: command)
    }
  }

  private func add(
    _ vector: Vector, _ outcome: CaseResult.Outcome, _ message: String,
    _ difference: CaseResult.Difference? = nil, command: [String]
  ) {
    let testee = command.map(ShellWord.quoted).joined(separator: " ")
    log.add(
      CaseResult(
        name: vector.id, id: vector.id, level: vector.level.rawValue, rules: vector.rules,
        about: vector.comment, outcome: outcome, message: message, trace: [],
        difference: difference,
        reproduction: "\(options.reproduction) --run '\(vector.id)' -- \(testee)"))
  }
}
