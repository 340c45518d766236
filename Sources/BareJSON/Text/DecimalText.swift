/// The digits of a number's text and the power of ten they are multiplied by; the sign is left out.
struct DecimalText {
  /// The digits before and after the point, in a row.
  private var digits: [UInt8] = []

  /// The power of ten.
  private var exponent = 0

  /// An exponent beyond this is the same to every type here, and adding to it cannot overflow.
  private static let maximumExponent = 1 << 40

  /// Takes a number's text apart; text that is no number gives digits without meaning.
  init(_ text: String) {
    var isFraction = false
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        exponent -= isFraction ? 1 : 0
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent += Self.exponent(of: rest)
        return
      default: continue
      }
    }
  }

  /// The absolute value if it is an integer below 2^64, else nil.
  var integerMagnitude: UInt64? {
    guard let first = digits.firstIndex(where: { $0 != 0 }),
      let last = digits.lastIndex(where: { $0 != 0 })
    else { return 0 }
    let zeroCount = exponent + digits.count - 1 - last
    // 2^64 has 20 digits: more can only be too large, and need not be counted out.
    guard zeroCount >= 0, last - first + 1 + zeroCount <= 20 else { return nil }
    var magnitude: UInt64 = 0
    for digit in digits[first...last] + Array(repeating: 0, count: zeroCount) {
      let (product, productOverflows) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflows) = product.addingReportingOverflow(UInt64(digit))
      guard !productOverflows, !sumOverflows else { return nil }
      magnitude = sum
    }
    return magnitude
  }

  /// Reads `+5`, `-5` or `5`, held within the largest exponent.
  private static func exponent(of text: Substring.UTF8View) -> Int {
    var value = 0
    for byte in text where byte >= UInt8(ascii: "0") {
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), maximumExponent)
    }
    return text.first == UInt8(ascii: "-") ? -value : value
  }
}
