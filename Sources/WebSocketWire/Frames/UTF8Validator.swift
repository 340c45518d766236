/// Looks at a text piece by piece, and tells at the first byte that no UTF-8 has there.
struct UTF8Validator: Hashable, Sendable {
  /// Bytes that the character begun still needs, and what the next of them may be.
  private var missingCount = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xbf

  /// Whether the text may end here.
  var isBetweenCharacters: Bool { missingCount == 0 }

  /// Goes on with a piece; false once the text cannot be UTF-8.
  mutating func accept(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      if missingCount == 0, index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      guard accept(bytes[index]) else { return false }
      index += 1
    }
    return true
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard missingCount == 0 else {
      guard allowed.contains(byte) else { return false }
      missingCount -= 1
      allowed = 0x80...0xbf
      return true
    }
    switch byte {
    case ..<0x80: return true
    case 0xc2...0xdf: begin(1)
    case 0xe0: begin(2, 0xa0...0xbf)
    case 0xed: begin(2, 0x80...0x9f)
    case 0xe1...0xef: begin(2)
    case 0xf0: begin(3, 0x90...0xbf)
    case 0xf1...0xf3: begin(3)
    case 0xf4: begin(3, 0x80...0x8f)
    default: return false
    }
    return true
  }

  private mutating func begin(_ count: Int, _ next: ClosedRange<UInt8> = 0x80...0xbf) {
    missingCount = count
    allowed = next
  }
}
