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

    /// The defaults.
    public init() {}
  }

  private let vectors: [Vector]
  private let options: Options
  private let print: (String) -> Void
  private var tally = Tally()

  /// A suite of vectors; `print` gets each line of the report.
  public init(vectors: [Vector], options: Options, print: @escaping (String) -> Void) {
    self.vectors = vectors
    self.options = options
    self.print = print
  }

  /// Runs all vectors against one testee.
  public func run(command: [String]) {
    do throws(TesteeSession.Fault) {
      let session = try TesteeSession(
        command: command, timeoutMilliseconds: options.timeoutMilliseconds)
      try run(command: command, session: session)
    } catch {
      print("could not run: \(error.message)")
      tally.couldNotRun += vectors.count
    }
  }

  /// Prints the summary, the last line of a report, and says how the run ended.
  public func finish() -> Ending {
    if tally.unmet > 0 {
      print("\(tally.unmet) cases of level `should` are not met; `--level should` makes them count")
    }
    print(tally.summary("codec"))
    if tally.failed > 0 { return .failed }
    return tally.couldNotRun > 0 || tally.passed == 0 ? .undecided : .passed
  }

  /// How a run ended.
  public enum Ending: Sendable {
    /// All as the rules demand; some not so; or nothing failed, but something could not be judged.
    case passed, failed, undecided
  }

  private func run(command: [String], session: TesteeSession) throws(TesteeSession.Fault) {
    var verdicts: [Int: Verdict] = [:]
    var plan: [(caseIndex: Int, question: CodecQuestion)] = []
    var cases: [any SuiteCase] = []
    var answered: [Int: Int] = [:]
    do throws(TesteeSession.Fault) {
      let identity = try session.hello(runner: "envoykit")
      print("testee: \(identity.name) \(identity.version)")
      cases = self.cases(for: identity)
      for (index, testCase) in cases.enumerated() {
        plan += testCase.questions.map { (index, $0) }
      }
      try session.exchange(plan.map { cases[$0.caseIndex].request($0.question) }) { index, reply in
        let (caseIndex, question) = plan[index]
        let verdict = cases[caseIndex].verdict(on: reply, to: question)
        verdicts[caseIndex] = verdicts[caseIndex]?.joined(with: verdict) ?? verdict
        answered[caseIndex, default: 0] += 1
      }
      session.finish()
    } catch {
      let end = session.finish()
      print("could not run on: \(error.message); it ended with \(end)")
      if cases.isEmpty { tally.couldNotRun += vectors.count }
    }
    for (index, testCase) in cases.enumerated() {
      let isAnswered = answered[index, default: 0] == testCase.questions.count
      report(testCase, isAnswered ? verdicts[index] : nil, command: command)
    }
  }

  /// The cases that a testee can be asked; those of schemas that it does not offer are skipped.
  private func cases(for identity: TesteeIdentity) -> [any SuiteCase] {
    vectors.compactMap { vector in
      if let testCase = Self.testCase(of: vector, for: identity), !testCase.questions.isEmpty {
        return testCase
      }
      tally.skipped += 1
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
    switch verdict {
    case nil: tally.couldNotRun += 1
    case .pass?: tally.passed += 1
    case .skip?: tally.skipped += 1
    case .unmet(let message)?: reportUnmet(testCase, message, command: command)
    case .fail(let message)?:
      if testCase.vector.level == .must {
        reportFailure(testCase, message, command: command)
      } else {
        reportUnmet(testCase, message, command: command)
      }
    }
  }

  private func reportUnmet(_ testCase: any SuiteCase, _ message: String, command: [String]) {
    guard options.level != .must, testCase.vector.level != .may else {
      tally.unmet += 1
      return
    }
    reportFailure(testCase, message, command: command)
  }

  private func reportFailure(_ testCase: any SuiteCase, _ message: String, command: [String]) {
    tally.failed += 1
    let vector = testCase.vector
    let rules = vector.rules.joined(separator: ", ")
    print("FAIL \(vector.id) (\(vector.level.rawValue); \(rules)): \(vector.comment)")
    print("  \(message)")
    let testee = command.map(Self.quoted).joined(separator: " ")
    print("  again: \(options.reproduction) --run '\(vector.id)' -- \(testee)")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "="):
        true
      default: false
      }
    }
    return isPlain && !word.isEmpty
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
