/// The pieces of Markdown that are shown beside a text.
enum Markdown {
  /// A line of a schema, in its language.
  static func schema(_ line: String) -> String { "```bare\n\(line)\n```" }

  /// A table of as many rows as people read in a small window; how many there are more is said.
  static func table(_ headings: [String], _ rows: [[String]]) -> String {
    let rule = headings.map { _ in "---" }
    let shown = [headings, rule] + rows.prefix(maximumShownRowCount)
    let lines = shown.map { row in
      "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    let hiddenCount = rows.count - maximumShownRowCount
    let more = hiddenCount > 0 ? "\n\n… and \(hiddenCount) more" : ""
    return lines.joined(separator: "\n") + more
  }

  private static let maximumShownRowCount = 24
}
