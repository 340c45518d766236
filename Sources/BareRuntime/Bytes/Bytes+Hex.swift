extension Bytes {
  /// Two lower-case hex digits a byte.
  public var hex: String {
    if isEmpty { return "" }
    let digits = Array("0123456789abcdef".utf8)
    let text = [UInt8](unsafeUninitializedCapacity: count * 2) { buffer, initializedCount in
      for byte in self {
        buffer[initializedCount] = digits[Int(byte >> 4)]
        buffer[initializedCount + 1] = digits[Int(byte & 15)]
        initializedCount += 2
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that hex digits spell, of either case and with nothing between them.
  ///
  /// Nil where the digits are odd in number or one is none.
  public init?(hex: some StringProtocol) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hex.utf8.count / 2)
    var high: UInt8?
    for letter in hex.utf8 {
      guard let digit = Self.digit(letter) else { return nil }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil, let result = try? Bytes(bytes) else { return nil }
    self = result
  }

  private static func digit(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): letter - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): letter - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Bytes: CustomStringConvertible {
  /// The bytes in hex.
  public var description: String { hex }
}
