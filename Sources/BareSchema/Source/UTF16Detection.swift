extension [UInt8] {
  /// Whether they are UTF-16 of either byte order, by its mark or by the zeros that every text of
  /// ASCII letters has there.
  var looksLikeUTF16: Bool {
    if starts(with: [0xFF, 0xFE]) || starts(with: [0xFE, 0xFF]) { return true }
    guard count >= 4 else { return false }
    let isZero = prefix(4).map { $0 == 0 }
    return isZero == [false, true, false, true] || isZero == [true, false, true, false]
  }
}
