/// One thing that a message says, by whichever type it is written.
///
/// A `u8` says what a `uint` of the same number says, and so do an enum's number, a union's tag and
/// a `bool`; how many elements follow is something else, and so are the bits of a float.
enum WireToken: Hashable {
  case number(magnitude: UInt64, isNegative: Bool)
  case float(bits: UInt64, byteCount: Int)
  case count(UInt64)

  static func number(_ value: UInt64) -> WireToken {
    .number(magnitude: value, isNegative: false)
  }

  static func number(_ value: Int64) -> WireToken {
    .number(magnitude: value.magnitude, isNegative: value < 0)
  }
}

/// Bytes as a writer makes them, with what they say.
struct WireSample {
  let bytes: [UInt8]
  let tokens: [WireToken]
}

extension WireNumber {
  /// The bytes of a value, given by its 64 bits, and what they say.
  func sample(_ bits: UInt64) -> WireSample {
    switch self {
    case .varint(let isSigned):
      let value = Int64(bitPattern: bits)
      return WireSample(
        bytes: Varint.bytes(isSigned ? UInt64(bitPattern: value << 1 ^ value >> 63) : bits),
        tokens: [isSigned ? .number(value) : .number(bits)])
    case .fixed(let byteCount, _), .float(let byteCount):
      let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
      return WireSample(bytes: bytes, tokens: [token(ofFixed: bytes)])
    }
  }

  /// What fixed bytes say.
  func token(ofFixed bytes: some Collection<UInt8>) -> WireToken {
    var bits: UInt64 = 0
    for byte in bytes.reversed() { bits = bits << 8 | UInt64(byte) }
    switch self {
    case .float(let byteCount): return .float(bits: bits, byteCount: byteCount)
    case .fixed(let byteCount, isSigned: true):
      let shift = UInt64(64 - 8 * byteCount)
      return .number(Int64(bitPattern: bits << shift) >> Int64(shift))
    case .fixed, .varint: return .number(bits)
    }
  }
}

/// Varints in bytes (`BARE-W2`).
enum Varint {
  /// The shortest form of a number.
  static func bytes(_ number: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  /// What the start of some bytes is.
  enum Reading {
    case number(UInt64, byteCount: Int)
    case incomplete
    case wrong
  }

  /// Reads a varint at the start of some bytes.
  static func read(_ bytes: [UInt8]) -> Reading {
    let maximumByteCount = 10
    var number: UInt64 = 0
    for (index, byte) in bytes.prefix(maximumByteCount).enumerated() {
      if index == maximumByteCount - 1, byte > 1 { return .wrong }
      number |= UInt64(byte & 0x7f) << UInt64(7 * index)
      guard byte < 0x80 else { continue }
      return byte == 0 && index > 0 ? .wrong : .number(number, byteCount: index + 1)
    }
    return bytes.count >= maximumByteCount ? .wrong : .incomplete
  }
}
