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

    /// Then a character is a byte, and nothing has to be counted.
    let isASCII: Bool
  }

  init(_ bytes: [UInt8], encoding: PositionEncoding) {
    self.bytes = bytes
    self.encoding = encoding
    lines = Self.lines(of: bytes)
  }

  /// The byte offset of a position.
  func offset(of position: Position) -> Int {
    guard position.line < lines.count else { return bytes.count }
    let line = lines[position.line].range
    if lines[position.line].isASCII {
      return line.lowerBound + min(position.character, line.count)
    }
    var offset = line.lowerBound
    var unitCount = 0
    while offset < line.upperBound {
      let byteCount = byteCount(at: offset)
      unitCount += encoding.unitCount(ofByteCount: byteCount)
      if unitCount > position.character { return offset }
      offset = min(offset + byteCount, line.upperBound)
    }
    return line.upperBound
  }

  /// The position of a byte offset.
  func position(of offset: Int) -> Position {
    let index = lineIndex(of: offset)
    let line = lines[index].range
    let end = min(max(offset, line.lowerBound), line.upperBound)
    if lines[index].isASCII { return Position(line: index, character: end - line.lowerBound) }
    var character = 0
    var current = line.lowerBound
    while current < end {
      let byteCount = byteCount(at: current)
      if current + byteCount > end { break }
      character += encoding.unitCount(ofByteCount: byteCount)
      current += byteCount
    }
    return Position(line: index, character: character)
  }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].range.lowerBound <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func byteCount(at offset: Int) -> Int {
    switch bytes[offset] {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }

  private static func lines(of bytes: [UInt8]) -> [Line] {
    var lines: [Line] = []
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
      lines.append(Line(range: start..<end, isASCII: isASCII))
      start = index
      isASCII = true
    }
    return lines + [Line(range: start..<bytes.count, isASCII: isASCII)]
  }
}
