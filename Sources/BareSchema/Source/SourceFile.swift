/// The text of a schema, where it came from, and where its lines start.
public struct SourceFile: Sendable {
  /// The path as diagnostics print it.
  public let path: String

  /// The text; it need not be UTF-8, which the compiler reports.
  public let bytes: [UInt8]

  private let lineStarts: [Int]

  /// Makes a source of bytes as they were read.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    lineStarts = Self.lineStarts(in: bytes)
  }

  /// Makes a source of a string.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The number of lines; a line feed at the end starts one more, empty line.
  public var lineCount: Int { lineStarts.count }

  /// The line and column of a byte offset; an offset outside the text is taken for its nearest end.
  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(0, offset), bytes.count)
    let line = lineStarts.prefixCount { $0 <= offset }
    return SourcePosition(line: line, column: offset - lineStarts[line - 1] + 1)
  }

  /// Where the line of a number from 1 stands, its line end left out; empty for a line that is not.
  public func lineSpan(_ line: Int) -> SourceSpan {
    guard line >= 1, line <= lineStarts.count else { return SourceSpan(start: 0, end: 0) }
    let start = lineStarts[line - 1]
    guard line < lineStarts.count else { return SourceSpan(start: start, end: bytes.count) }
    let end = lineStarts[line] - 1
    let isCarriageReturnBefore = end > start && bytes[end - 1] == UInt8(ascii: "\r")
    return SourceSpan(start: start, end: isCarriageReturnBefore ? end - 1 : end)
  }

  /// The text of a span, what is not UTF-8 replaced by U+FFFD; a span is cut at the text's end.
  public func text(of span: SourceSpan) -> String {
    let start = min(max(0, span.start), bytes.count)
    let end = min(max(start, span.end), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func lineStarts(in bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var rest = bytes[...]
    while let index = rest.firstIndex(of: UInt8(ascii: "\n")) {
      starts.append(index + 1)
      rest = bytes[(index + 1)...]
    }
    return starts
  }
}

/// A place in a text as people count: both numbers start at 1, columns are UTF-8 bytes.
public struct SourcePosition: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int

  /// The column in UTF-8 bytes, from 1.
  public let column: Int

  /// Makes a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
