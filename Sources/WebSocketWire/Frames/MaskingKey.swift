/// Four bytes that a client's payload is combined with, over and over (RFC 6455 5.3).
struct MaskingKey: Hashable, Sendable {
  /// The first byte on the wire is the lowest.
  private let word: UInt32

  init(word: UInt32) { self.word = word }

  /// Reads the four bytes at the start of a collection that has them.
  init(_ bytes: some Collection<UInt8>) {
    word = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) } }

  /// Masks or unmasks bytes from an index on, the first of which is number `offset` of the payload.
  func apply(to bytes: inout [UInt8], from start: Int, offset: Int) {
    precondition(start <= bytes.count && offset >= 0)
    let shift = UInt32(offset & 3) * 8
    let rotated = shift == 0 ? word : word >> shift | word << (32 - shift)
    bytes.withUnsafeMutableBytes { buffer in
      Self.combine(UnsafeMutableRawBufferPointer(rebasing: buffer[start...]), with: rotated)
    }
  }

  private static func combine(_ buffer: UnsafeMutableRawBufferPointer, with word: UInt32) {
    let wide = UInt64(word) << 32 | UInt64(word)
    var index = 0
    while index &+ 8 <= buffer.count {
      let value = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      buffer.storeBytes(of: value ^ wide.littleEndian, toByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < buffer.count {
      buffer[index] ^= UInt8(truncatingIfNeeded: word >> (8 * UInt32(index & 3)))
      index &+= 1
    }
  }
}
