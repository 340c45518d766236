import BareDynamic
import BareRuntime

/// One message as two types read it: side by side, or one after the other where that is too wide.
struct ReadingComparison {
  let left: AnnotatedMessage
  let leftTitle: String
  let right: AnnotatedMessage
  let rightTitle: String

  /// Both, by how a person calls them.
  var readings: [(title: String, reading: AnnotatedMessage)] {
    [(leftTitle, left), (rightTitle, right)]
  }

  /// The lines, the first difference marked by `>`, and which of the types reads the message.
  var text: String {
    sideBySide + "\n\(verdict)\n"
  }

  private var sideBySide: String {
    let table = TextTable.text(rows, right: [1])
    let isNarrow = table.split(separator: "\n").allSatisfy {
      TextTable.columns(of: String($0)) <= TextTable.maximumColumns
    }
    return isNarrow ? table : oneAfterTheOther
  }

  private var oneAfterTheOther: String {
    let difference = firstDifference
    return readings.map { title, reading in
      "\(title)\n" + AnnotationTable(reading, marking: difference).text
    }.joined(separator: "\n")
  }

  /// The index of the first annotation that is not in both.
  private var firstDifference: Int? {
    let (first, second) = (left.annotations, right.annotations)
    let common = zip(first, second).prefix { Cell($0) == Cell($1) }.count
    return common == first.count && common == second.count ? nil : common
  }

  /// What a reading makes of a stretch, the type's own name aside.
  private struct Cell: Equatable {
    let byteRange: Range<Int>
    let path: [BareError.PathComponent]
    let meaning: String

    init(_ annotation: Annotation) {
      byteRange = annotation.byteRange
      path = Array(annotation.path.dropFirst())
      meaning = annotation.meaningText(columns: Self.maximumColumns)
    }

    /// The last name of the path, which is mostly enough beside the other reading.
    var text: String {
      let start = path.lastIndex { if case .name = $0 { true } else { false } } ?? path.startIndex
      let name = BareError.text(of: Array(path[start...]))
      return name.isEmpty ? meaning : "\(name): \(meaning)"
    }

    /// So much of a text is shown that two cells, an offset and some bytes fit into a line.
    private static let maximumColumns = 20
  }

  /// A row for each stretch that a reading has; one for both where they have the same.
  private var rows: [[String]] {
    var first = left.annotations.map(Cell.init)[...]
    var second = right.annotations.map(Cell.init)[...]
    var rows = [[" ", "offset", "bytes", leftTitle, rightTitle]]
    var isAlike = true
    while let next = Self.next(first.first, second.first) {
      let cells = (
        first.first?.byteRange == next ? first.popFirst() : nil,
        second.first?.byteRange == next ? second.popFirst() : nil
      )
      let isDifference = isAlike && cells.0 != cells.1
      if isDifference { isAlike = false }
      rows.append([
        isDifference ? ">" : " ", "\(next.lowerBound)", HexText.short(left.message.slice(next)),
        cells.0?.text ?? "", cells.1?.text ?? "",
      ])
    }
    return rows
  }

  /// The stretch that stands first; of two that start together that of the left.
  private static func next(_ left: Cell?, _ right: Cell?) -> Range<Int>? {
    guard let left else { return right?.byteRange }
    guard let right else { return left.byteRange }
    return left.byteRange.lowerBound <= right.byteRange.lowerBound
      ? left.byteRange : right.byteRange
  }

  private var verdict: String {
    let total = left.message.count == 1 ? "1 byte" : "\(left.message.count) bytes"
    switch (left.failure, right.failure) {
    case (nil, nil):
      let how = firstDifference == nil ? "alike" : "not alike"
      return "both read the whole message of \(total), \(how)"
    case (nil, let failure?):
      return "\(leftTitle) reads the whole message of \(total); "
        + "\(rightTitle) breaks off at byte \(failure.byteOffset ?? 0)"
    case (let failure?, nil):
      return "\(rightTitle) reads the whole message of \(total); "
        + "\(leftTitle) breaks off at byte \(failure.byteOffset ?? 0)"
    case (let first?, let second?):
      return "neither reads the whole message of \(total): \(leftTitle) breaks off at byte "
        + "\(first.byteOffset ?? 0), \(rightTitle) at byte \(second.byteOffset ?? 0)"
    }
  }
}
