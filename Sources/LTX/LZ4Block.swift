/// Raw LZ4 blocks: sequences of literals and of copies from what was written, no size and no frame.
public enum LZ4Block {
  /// Copies shorter than this have no form.
  private static let minimumCopyByteCount = 4

  /// A block ends in so many literals at least, and no copy starts later than the second.
  private static let lastLiteralByteCount = 5
  private static let lastCopyStart = 12

  /// Copies reach back so far at most, since an offset has 16 bits.
  private static let maximumOffset = 65_535

  /// Bits of a table of places by what stands there: 4096 places are enough for a page.
  private static let tableBitCount: UInt32 = 12

  /// Compresses bytes; the same bytes give the same block.
  public static func compressed(_ input: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var placeByHash = [Int](repeating: -1, count: 1 << tableBitCount)
    var literalStart = 0
    var position = 0
    while position + lastCopyStart < input.count {
      let word = word(at: position, of: input)
      let hash = Int((word &* 2_654_435_761) >> (32 - tableBitCount))
      let candidate = placeByHash[hash]
      placeByHash[hash] = position
      guard candidate >= 0, position - candidate <= maximumOffset,
        self.word(at: candidate, of: input) == word
      else {
        position += 1
        continue
      }
      var byteCount = minimumCopyByteCount
      let limit = input.count - lastLiteralByteCount
      while position + byteCount < limit,
        input[candidate + byteCount] == input[position + byteCount]
      {
        byteCount += 1
      }
      write(
        input[literalStart..<position], copying: byteCount, from: position - candidate, to: &output)
      position += byteCount
      literalStart = position
    }
    write(input[literalStart...], copying: nil, from: 0, to: &output)
    return output
  }

  /// Inflates a block that holds exactly so many bytes.
  ///
  /// Nothing is written past them, whatever the block says: each sequence is checked before it is
  /// carried out.
  ///
  /// - Throws: ``LZ4Error`` for a block that is cut short, says too much or too little, copies from
  ///   before the start, or does not end in literals.
  public static func inflated(
    _ block: ArraySlice<UInt8>, byteCount: Int
  ) throws(LZ4Error) -> [UInt8] {
    precondition(byteCount >= 0, "a byte count is 0 or more")
    var output: [UInt8] = []
    output.reserveCapacity(byteCount)
    var input = block
    while true {
      guard let token = input.popFirst() else { throw .truncated }
      let literalCount = try length(from: token >> 4, in: &input)
      guard literalCount <= input.count else { throw .truncated }
      guard literalCount <= byteCount - output.count else { throw .tooLong(byteCount) }
      output += input.prefix(literalCount)
      input = input.dropFirst(literalCount)
      if input.isEmpty { break }
      guard input.count >= 2 else { throw .truncated }
      let offset = Int(input.removeFirst()) | Int(input.removeFirst()) << 8
      guard offset > 0, offset <= output.count else {
        throw .offset(offset, writtenByteCount: output.count)
      }
      let copyCount = try length(from: token & 15, in: &input) + minimumCopyByteCount
      guard copyCount <= byteCount - output.count else { throw .tooLong(byteCount) }
      for _ in 0..<copyCount { output.append(output[output.count - offset]) }
    }
    guard output.count == byteCount else { throw .tooShort(output.count, expected: byteCount) }
    return output
  }

  private static func word(at position: Int, of input: [UInt8]) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(input[position + $1]) << UInt32(8 * $1) }
  }

  private static func write(
    _ literals: ArraySlice<UInt8>, copying byteCount: Int?, from offset: Int,
    to output: inout [UInt8]
  ) {
    let copyLength = byteCount.map { $0 - minimumCopyByteCount } ?? 0
    output.append(UInt8(min(literals.count, 15) << 4 | min(copyLength, 15)))
    writeLength(literals.count, to: &output)
    output += literals
    guard byteCount != nil else { return }
    output += [UInt8(offset & 0xff), UInt8(offset >> 8)]
    writeLength(copyLength, to: &output)
  }

  /// What of a length does not fit the four bits of a token.
  private static func writeLength(_ length: Int, to output: inout [UInt8]) {
    guard length >= 15 else { return }
    output += [UInt8](repeating: 255, count: (length - 15) / 255)
    output.append(UInt8((length - 15) % 255))
  }

  private static func length(
    from bits: UInt8, in input: inout ArraySlice<UInt8>
  ) throws(LZ4Error) -> Int {
    var length = Int(bits)
    guard bits == 15 else { return length }
    while true {
      guard let byte = input.popFirst() else { throw .truncated }
      length += Int(byte)
      if byte < 255 { return length }
    }
  }
}

/// Why bytes are no LZ4 block of the size that is expected.
public enum LZ4Error: Error, Hashable, Sendable, CustomStringConvertible {
  /// The block ends inside a sequence, or in a copy.
  case truncated

  /// A copy comes from before the start, or from nowhere.
  case offset(Int, writtenByteCount: Int)

  /// The block holds more than was expected.
  case tooLong(Int)

  /// The block holds less than was expected.
  case tooShort(Int, expected: Int)

  /// What was expected, and what was met.
  public var description: String {
    switch self {
    case .truncated: "the block ends inside a sequence: it has to end in literals"
    case .offset(let offset, let byteCount):
      "a copy from \(offset) bytes back is expected to reach 1 to \(byteCount) bytes back"
    case .tooLong(let byteCount): "decompressed to more than \(byteCount) bytes"
    case .tooShort(let byteCount, let expected):
      "decompressed to \(byteCount) bytes, expected \(expected)"
    }
  }
}
