import BareSchema

/// Where the lines of a text are, by the protocol's rule: CR LF, LF and CR alone end a line.
///
/// The text is UTF-8. Positions and offsets outside of it, or inside a character or a line end, are
/// taken for the nearest place before.
struct LineTable {
  private let bytes: [UInt8]
  private let encoding: PositionEncoding

  private let lines: [Line]

  private struct Line {
    /// Where it starts, and where it ends, its line end left out.
    let range: Range<Int>

    /// Empty where a character is a byte, and nothing has to be counted.
    let marks: [Mark]
  }

  /// A place in a line of which is known how many units stand before it.
  private struct Mark {
    let offset: Int
    let unitCount: Int
  }

  /// The bytes that are counted at most to find a place: a file may be one line.
  private static let markDistance = 256

  init(_ bytes: [UInt8], encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    lines = Self.lineRanges(of: bytes).map { range, isASCII in
      Line(range: range, marks: isASCII ? [] : Self.marks(in: range, of: bytes, encoding))
    }
  }

  /// The byte offset of a position.
  func offset(of position: Position) -> Int {
    guard position.line < lines.count else { return bytes.count }
    let line = lines[position.line]
    guard let mark = Self.last(in: line.marks, { $0.unitCount <= position.character }) else {
      return line.range.lowerBound + min(position.character, line.range.count)
    }
    var (offset, unitCount) = (mark.offset, mark.unitCount)
    while offset < line.range.upperBound {
      let byteCount = Self.byteCount(at: offset, of: bytes)
      unitCount += encoding.unitCount(ofByteCount: byteCount)
      if unitCount > position.character { return offset }
      offset = min(offset + byteCount, line.range.upperBound)
    }
    return line.range.upperBound
  }

  /// The position of a byte offset.
  func position(of offset: Int) -> Position {
    let index = lineIndex(of: offset)
    let line = lines[index]
    let end = min(max(offset, line.range.lowerBound), line.range.upperBound)
    guard let mark = Self.last(in: line.marks, { $0.offset <= end }) else {
      return Position(line: index, character: end - line.range.lowerBound)
    }
    var (current, character) = (mark.offset, mark.unitCount)
    while current < end {
      let byteCount = Self.byteCount(at: current, of: bytes)
      if current + byteCount > end { break }
      character += encoding.unitCount(ofByteCount: byteCount)
      current += byteCount
    }
    return Position(line: index, character: character)
  }

  private func lineIndex(of offset: Int) -> Int {
    max(0, lines.prefixCount { $0.range.lowerBound <= offset } - 1)
  }

  private static func last(in marks: [Mark], _ isBefore: (Mark) -> Bool) -> Mark? {
    marks.prefix(marks.prefixCount(where: isBefore)).last
  }

  private static func byteCount(at offset: Int, of bytes: [UInt8]) -> Int {
    switch bytes[offset] {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  private static func marks(
    in line: Range<Int>, of bytes: [UInt8], _ encoding: PositionEncoding
  ) -> [Mark] {
    var marks: [Mark] = []
    var offset = line.lowerBound
    var unitCount = 0
    while offset < line.upperBound {
      if marks.last.map({ offset - $0.offset >= markDistance }) ?? true {
        marks.append(Mark(offset: offset, unitCount: unitCount))
      }
      let byteCount = byteCount(at: offset, of: bytes)
      unitCount += encoding.unitCount(ofByteCount: byteCount)
      offset += byteCount
    }
    return marks
  }

  private static func lineRanges(of bytes: [UInt8]) -> [(range: Range<Int>, isASCII: Bool)] {
    var lines: [(range: Range<Int>, isASCII: Bool)] = []
    var start = 0
    var index = 0
    var isASCII = true
    while index < bytes.count {
      let byte = bytes[index]
      let end = index
      index += 1
      if byte >= 0x80 { isASCII = false }
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      let isPair = byte == UInt8(ascii: "\r") && index < bytes.count
      if isPair, bytes[index] == UInt8(ascii: "\n") { index += 1 }
      lines.append((start..<end, isASCII))
      start = index
      isASCII = true
    }
    return lines + [(start..<bytes.count, isASCII)]
  }
}
