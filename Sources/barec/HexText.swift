import BareRuntime

/// Bytes as a person reads them.
enum HexText {
  /// So many are shown whole: the widest number has as many.
  private static let wholeByteCount = 8

  /// The bytes in pairs of digits; of many the first, the last, and how many there are.
  static func short(_ bytes: Bytes) -> String {
    guard bytes.count > wholeByteCount else { return pairs(bytes) }
    let (head, tail) = (bytes.slice(0..<2), bytes.slice((bytes.count - 1)..<bytes.count))
    return "\(pairs(head)) … \(pairs(tail)) (\(bytes.count) bytes)"
  }

  private static func pairs(_ bytes: Bytes) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
