/// A line of a source as a terminal shows it: tabs become spaces, what cannot be seen U+FFFD, and a
/// very long line is cut around the place of interest.
struct SourceExcerpt {
  /// Nobody reads a longer line; a file of one line must not be printed for each of its errors.
  private static let maximumByteCount = 240

  /// What is kept of a cut line before the place of interest.
  private static let leadingByteCount = 60

  private static let tabWidth = 4

  private(set) var text = ""

  /// The columns, from 0, of the bytes where characters start, and of the end.
  private var columns: [(offset: Int, column: Int)] = []
  private var width = 0

  init(_ source: SourceFile, line: Int, around offset: Int) {
    let line = source.lineSpan(line)
    let start = Self.cutStart(line, around: offset, in: source.bytes)
    let end = min(line.end, start + Self.maximumByteCount)
    if start > line.start { append("…", width: 1, at: start) }
    var index = start
    while index < end {
      let decoded = source.bytes.scalar(at: index)
      appendScalar(decoded?.scalar ?? "\u{FFFD}", at: index)
      index += decoded?.byteCount ?? 1
    }
    columns.append((index, width))
    if index < line.end { append("…", width: 1, at: index) }
  }

  /// The column, from 0, at which a byte is shown.
  func column(of offset: Int) -> Int {
    columns.last { $0.offset <= offset }?.column ?? 0
  }

  private static func cutStart(
    _ line: SourceSpan, around offset: Int, in bytes: [UInt8]
  ) -> Int {
    let isLong = line.end - line.start > maximumByteCount
    guard isLong, offset - leadingByteCount > line.start else { return line.start }
    var start = offset - leadingByteCount
    while start < line.end, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return start
  }

  private mutating func appendScalar(_ scalar: Unicode.Scalar, at offset: Int) {
    if scalar == "\t" {
      let count = Self.tabWidth - width % Self.tabWidth
      append(String(repeating: " ", count: count), width: count, at: offset)
    } else if DisplayWidth.isHidden(scalar) {
      append("\u{FFFD}", width: 1, at: offset)
    } else {
      append(String(scalar), width: DisplayWidth.columns(of: scalar), at: offset)
    }
  }

  private mutating func append(_ piece: String, width pieceWidth: Int, at offset: Int) {
    columns.append((offset, width))
    text += piece
    width += pieceWidth
  }
}
