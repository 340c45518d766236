/// What became of a case.
enum Verdict {
  /// As the rules demand.
  case pass

  /// Against a rule; the text says what was expected and what was got.
  case fail(String, CaseResult.Difference? = nil)

  /// Against what is only a `should`.
  case unmet(String, CaseResult.Difference? = nil)

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
