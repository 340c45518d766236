/// A list of cases that are known to fail, so that a run can tell what is new.
///
/// A line is `PATTERN  # beginning of the message  @URL`; what is behind `#` or `@` may be missing,
/// and a line that starts with `#` is a comment.
public struct ExpectedFailures: Sendable {
  struct Entry {
    let lineNumber: Int
    let pattern: VectorPattern
    let text: String
    let messagePrefix: String
    var failedCount = 0
    var otherCount = 0

    /// Reads a line; nil for a comment, or nothing.
    init?(line: some StringProtocol, number: Int) {
      let line = line.drop { $0 == " " }
      guard !line.isEmpty, line.first != "#" else { return nil }
      let body = line.prefix { $0 != "@" }
      let parts = body.split(separator: "#", maxSplits: 1).map { $0.trimmingPrefix(" ") }
      text = String(parts.first.map { $0.prefix { $0 != " " } } ?? "")
      let message = parts.count > 1 ? String(parts[1]) : ""
      lineNumber = number
      pattern = VectorPattern(text)
      messagePrefix = String(message.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// What stands before the message of a case that failed otherwise than its line says.
  static let otherwisePrefix = "failed otherwise than line "

  /// The most cases that one pattern may stand for, so that none hides a family.
  static let maximumMatchCount = 20

  private var entries: [Entry] = []

  /// Reads a list.
  public init(parsing text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let entry = Entry(line: line, number: index + 1) { entries.append(entry) }
    }
  }

  /// What a result is in the light of the list.
  mutating func judge(_ result: CaseResult) -> CaseResult {
    guard let index = entries.firstIndex(where: { $0.pattern.matches(result.id) }) else {
      return result
    }
    var result = result
    switch result.outcome {
    case .fail where result.message.hasPrefix(entries[index].messagePrefix):
      entries[index].failedCount += 1
      result.outcome = .expectedFail
    case .fail:
      entries[index].otherCount += 1
      result.message =
        "\(Self.otherwisePrefix)\(entries[index].lineNumber) expects: \(result.message)"
    case .pass:
      entries[index].otherCount += 1
      result.outcome = .unexpectedPass
      result.message = "line \(entries[index].lineNumber) expects a failure; remove it"
    default: entries[index].otherCount += 1
    }
    return result
  }

  /// What is wrong with the list itself, once all cases were judged.
  var findings: [String] {
    entries.compactMap { entry in
      if entry.failedCount > Self.maximumMatchCount {
        return "line \(entry.lineNumber): `\(entry.text)` stands for \(entry.failedCount) cases, "
          + "more than \(Self.maximumMatchCount)"
      }
      guard entry.failedCount + entry.otherCount == 0 else { return nil }
      return "line \(entry.lineNumber): `\(entry.text)` matches no case"
    }
  }
}
