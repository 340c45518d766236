/// A list of cases that sometimes fail: a pattern a line, comments behind `#`. Such a case is
/// played again when it fails, and its rate is told instead of a failure.
public struct KnownFlaky: Sendable {
  /// How often a case that failed is played again.
  static let repeatCount = 3

  private let patterns: [VectorPattern]

  /// Reads a list.
  public init(parsing text: String) {
    patterns = text.split(separator: "\n").compactMap { line in
      let pattern = line.prefix { $0 != "#" }.filter { $0 != " " }
      return pattern.isEmpty ? nil : VectorPattern(pattern)
    }
  }

  /// What a case that may be on the list is worth, where `play` plays it once.
  func judge<Failure>(
    _ id: String, _ play: () throws(Failure) -> (CaseResult.Outcome, String, trace: [String])
  ) throws(Failure) -> (CaseResult.Outcome, String, trace: [String]) {
    let first = try play()
    guard first.0 == .fail, patterns.contains(where: { $0.matches(id) }) else { return first }
    var passCount = 0
    for _ in 0..<Self.repeatCount where try play().0 == .pass { passCount += 1 }
    guard passCount > 0 else { return first }
    let playCount = Self.repeatCount + 1
    return (.flaky, "passed \(passCount) of \(playCount) times; once: \(first.1)", first.trace)
  }
}
