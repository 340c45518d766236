/// Results of a suite as they come: counted, held against what is expected, and reported.
final class SuiteLog {
  private let print: (String) -> Void
  private var untoldRules: [String: String]
  private var expected: ExpectedFailures?
  private(set) var results: [CaseResult] = []

  /// - Parameter rules: the sentences of rules by their ids, each of which is told once.
  init(
    expected: ExpectedFailures?, rules: [String: String], print: @escaping (String) -> Void
  ) {
    self.expected = expected
    untoldRules = rules
    self.print = print
  }

  /// Takes a result; what is not as expected is told at once.
  func add(_ result: CaseResult) {
    let result = expected?.judge(result) ?? result
    results.append(result)
    switch result.outcome {
    case .fail: tell("FAIL", result)
    case .unexpectedPass: tell("PASS, and should not", result)
    case .flaky: print("FLAKY \(result.name): \(result.message)")
    case .pass where !result.trace.isEmpty:
      print("PASS \(result.name)")
      for line in result.trace { print("    \(line)") }
    case .pass, .expectedFail, .skip, .couldNotRun: break
    }
  }

  private func tell(_ word: String, _ result: CaseResult) {
    let rules = result.rules.joined(separator: ", ")
    print("\(word) \(result.name) (\(result.level); \(rules)): \(result.about)")
    print("  \(result.message)")
    for id in result.rules {
      if let rule = untoldRules.removeValue(forKey: id) { print("  \(id): \(rule)") }
    }
    for line in result.trace { print("    \(line)") }
    print("  again: \(result.reproduction)")
  }

  private func count(_ outcome: CaseResult.Outcome) -> Int {
    results.count { $0.outcome == outcome }
  }

  /// Prints what is wrong with the list of expected failures, and the line that everybody quotes.
  func finish(_ suite: String) -> SuiteEnding {
    let findings = expected?.findings ?? []
    for finding in findings { print("expected failures: \(finding)") }
    print(
      "\(suite): \(count(.pass)) passed, \(count(.fail)) failed, "
        + "\(count(.expectedFail)) expected failures, "
        + "\(count(.unexpectedPass)) unexpected passes, "
        + "\(count(.skip)) skipped, \(count(.couldNotRun)) could not run"
        + (count(.flaky) > 0 ? ", \(count(.flaky)) flaky" : ""))
    if count(.fail) + count(.unexpectedPass) > 0 || !findings.isEmpty { return .failed }
    let judgedCount = count(.pass) + count(.expectedFail) + count(.flaky)
    return count(.couldNotRun) > 0 || judgedCount == 0 ? .undecided : .passed
  }
}

/// How a run ended.
public enum SuiteEnding: Sendable {
  /// All as expected; some not so; or nothing failed, but something could not be judged.
  case passed, failed, undecided
}
