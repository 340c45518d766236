/// One Unicode scalar as it stands in bytes.
struct DecodedScalar {
  let scalar: Unicode.Scalar
  let byteCount: Int
}

extension [UInt8] {
  /// The scalar that starts at an offset, or nil where the bytes there are not UTF-8
  /// (RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF).
  func scalar(at offset: Int) -> DecodedScalar? {
    let lead = self[offset]
    if lead < 0x80 { return DecodedScalar(scalar: Unicode.Scalar(lead), byteCount: 1) }
    let (byteCount, bits, minimum): (Int, UInt32, UInt32) =
      switch lead {
      case 0xC2...0xDF: (2, UInt32(lead & 0x1F), 0x80)
      case 0xE0...0xEF: (3, UInt32(lead & 0x0F), 0x800)
      case 0xF0...0xF4: (4, UInt32(lead & 0x07), 0x10000)
      default: (0, 0, 0)
      }
    guard byteCount > 0, offset + byteCount <= count else { return nil }
    var value = bits
    for index in (offset + 1)..<(offset + byteCount) {
      guard self[index] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(self[index] & 0x3F)
    }
    guard value >= minimum, let scalar = Unicode.Scalar(value) else { return nil }
    return DecodedScalar(scalar: scalar, byteCount: byteCount)
  }
}
