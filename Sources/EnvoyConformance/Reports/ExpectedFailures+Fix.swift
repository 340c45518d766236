/// Brings a list of expected failures up to what a whole run showed.
extension ExpectedFailures {
  /// How much of a message a new line quotes.
  private static let quotedCharacterCount = 60

  /// The text of the list: comments and order stay, lines of cases that do not fail go, a line
  /// whose case fails otherwise gets its message, and cases that fail unexpectedly come at the end.
  public static func fixed(_ text: String, by results: [CaseResult]) -> String {
    var lines: [String] = []
    var listed: [VectorPattern] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let entry = Entry(line: line, number: 0) else {
        lines.append(String(line))
        continue
      }
      let failures = results.filter { $0.isFailure && entry.pattern.matches($0.id) }
      guard let first = failures.first else { continue }
      listed.append(entry.pattern)
      lines.append(
        failures.allSatisfy { $0.outcome == .expectedFail }
          ? String(line) : Self.line(entry.text, first))
    }
    while lines.last == "" { lines.removeLast() }
    var seen: Set<String> = []
    for result in results where result.outcome == .fail {
      guard !listed.contains(where: { $0.matches(result.id) }), seen.insert(result.id).inserted
      else { continue }
      lines.append(Self.line(result.id, result))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func line(_ pattern: String, _ result: CaseResult) -> String {
    let message =
      result.message.firstRange(of: otherwisePrefix).flatMap { prefix in
        result.message[prefix.upperBound...].firstRange(of: ": ").map {
          result.message[$0.upperBound...]
        }
      } ?? result.message[...]
    let quoted = message.prefix { $0 != "@" && $0 != "\n" }.prefix(quotedCharacterCount)
    return "\(pattern)  # \(quoted)"
  }
}

extension CaseResult {
  fileprivate var isFailure: Bool { outcome == .fail || outcome == .expectedFail }
}
