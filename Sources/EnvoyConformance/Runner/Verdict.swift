/// What became of a case.
enum Verdict {
  /// As the rules demand.
  case pass

  /// Against a rule; the text says what was expected and what was got.
  case fail(String)

  /// Against what is only a `should`.
  case unmet(String)

  /// The testee does not offer it.
  case skip(String)

  /// The graver of two verdicts on one case.
  func joined(with other: Verdict) -> Verdict {
    other.weight > weight ? other : self
  }

  private var weight: Int {
    switch self {
    case .pass: 0
    case .skip: 1
    case .unmet: 2
    case .fail: 3
    }
  }
}

/// How many cases ended in which way.
struct Tally {
  var passed = 0
  var failed = 0
  var skipped = 0
  var couldNotRun = 0

  /// Cases against a `should` only: among the skipped, since they change no status.
  var unmet = 0

  static func + (left: Tally, right: Tally) -> Tally {
    Tally(
      passed: left.passed + right.passed, failed: left.failed + right.failed,
      skipped: left.skipped + right.skipped, couldNotRun: left.couldNotRun + right.couldNotRun,
      unmet: left.unmet + right.unmet)
  }

  /// The line that everybody quotes.
  func summary(_ suite: String) -> String {
    "\(suite): \(passed) passed, \(failed) failed, 0 expected failures, 0 unexpected passes, "
      + "\(skipped + unmet) skipped, \(couldNotRun) could not run"
  }
}
