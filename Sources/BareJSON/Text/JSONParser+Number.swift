extension JSONParser {
  /// Reads a number and keeps its text.
  mutating func parseNumber() throws(JSONError) -> JSONNumber {
    let start = offset
    let isNegative = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      try refuseLeadingZero()
    } else {
      try expectDigits(isNegative ? "a digit after `-`" : "a number")
    }
    if take(UInt8(ascii: ".")) { try expectDigits("a digit after the decimal point") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      try expectDigits("a digit of the exponent")
    }
    return JSONNumber(checked: String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private func refuseLeadingZero() throws(JSONError) {
    guard isDigit(next) else { return }
    let message = "expected no digit after a leading 0, met \(metText()): leave the 0 out"
    throw error(.number, at: offset, message)
  }

  /// Moves past one or more digits.
  private mutating func expectDigits(_ expected: String) throws(JSONError) {
    guard isDigit(next) else { throw unexpected(expected, kind: .number) }
    while isDigit(next) { offset += 1 }
  }

  private func isDigit(_ byte: UInt8?) -> Bool {
    byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }
}
