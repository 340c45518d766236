import BareSchema

/// Rows of cells as lines of text, each column as wide as its widest cell.
enum TextTable {
  /// Terminals and pages take lines of so many columns without folding them.
  static let maximumColumns = 100

  /// What stands between two cells.
  static let gap = "  "

  /// The lines; cells of the columns in `right` stand at the right, and no line ends in spaces.
  static func text(_ rows: [[String]], right: Set<Int> = [0]) -> String {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? columns(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.indices.map { column in
        padded(row[column], to: widths[column], atRight: right.contains(column))
      }
      let line = cells.joined(separator: gap).unicodeScalars
      return String(String.UnicodeScalarView(line.reversed().drop { $0 == " " }.reversed())) + "\n"
    }.joined()
  }

  /// How many columns of a terminal a text takes.
  static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
  }

  /// A text of ASCII cut at its start, where paths are alike, or at its end.
  static func cut(_ text: String, to width: Int, atStart: Bool = false) -> String {
    guard text.count > width else { return text }
    let room = max(width - 1, 0)
    return atStart ? "…" + text.suffix(room) : text.prefix(room) + "…"
  }

  private static func padded(_ text: String, to width: Int, atRight: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - columns(of: text)))
    return atRight ? space + text : text + space
  }
}
