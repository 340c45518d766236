import BareDynamic

/// An annotated message as lines: offset, bytes, path, type, meaning.
struct AnnotationTable {
  private let explained: AnnotatedMessage

  /// The line that is marked, by its index.
  private let marked: Int?
  private let hasMarks: Bool

  init(_ explained: AnnotatedMessage) {
    self.explained = explained
    (marked, hasMarks) = (nil, false)
  }

  /// A table in which one line may have a mark.
  init(_ explained: AnnotatedMessage, marking marked: Int?) {
    self.explained = explained
    (self.marked, hasMarks) = (marked, true)
  }

  /// Names of types are rarely longer; those of lists of structs are cut.
  private static let maximumTypeColumns = 18

  /// A path of three steps has room in so many columns.
  private static let minimumPathColumns = 28

  /// What is left for the meaning at least.
  private static let minimumMeaningColumns = 24

  /// The lines under a line of headings.
  var text: String {
    let facts = explained.annotations.map { annotation in
      [
        "\(annotation.byteRange.lowerBound)",
        HexText.short(explained.message.slice(annotation.byteRange)),
        annotation.pathText, TextTable.cut(annotation.typeText, to: Self.maximumTypeColumns),
      ]
    }
    let heads = [["offset", "bytes", "path", "type"]] + facts
    let widths = (0..<4).map { column in heads.map { $0[column].count }.max() ?? 0 }
    let gaps = TextTable.gap.count * 4 + (hasMarks ? TextTable.gap.count + 1 : 0)
    let left = TextTable.maximumColumns - widths[0] - widths[1] - widths[3] - gaps
    let pathWidth = min(widths[2], max(Self.minimumPathColumns, left - Self.minimumMeaningColumns))
    let meaningWidth = max(Self.minimumMeaningColumns, left - pathWidth)
    let meanings = ["meaning"] + explained.annotations.map { $0.meaningText(columns: meaningWidth) }
    let rows = zip(heads, meanings).enumerated().map { index, row in
      let path = TextTable.cut(row.0[2], to: pathWidth, atStart: true)
      return mark(at: index - 1) + [row.0[0], row.0[1], path, row.0[3], row.1]
    }
    return TextTable.text(rows, right: [hasMarks ? 1 : 0])
  }

  private func mark(at index: Int) -> [String] {
    hasMarks ? [index == marked ? ">" : " "] : []
  }
}
