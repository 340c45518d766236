/// Bytes as text of 64 letters (RFC 4648 4).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (Array(group) + [0, 0]).prefix(3).reduce(0) { $0 << 8 | Int($1) }
      let letterCount = group.count + 1
      for index in 0..<4 {
        let isPadding = index >= letterCount
        text.append(isPadding ? UInt8(ascii: "=") : letters[bits >> (18 - 6 * index) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The number of bytes that a text stands for; nil where it is not Base64 in full groups.
  static func byteCount(of text: String) -> Int? {
    let text = Array(text.utf8)
    let body = text.prefix { $0 != UInt8(ascii: "=") }
    let paddingCount = text.count - body.count
    guard text.count % 4 == 0, paddingCount <= 2, body.allSatisfy(letters.contains),
      text[body.count...].allSatisfy({ $0 == UInt8(ascii: "=") })
    else { return nil }
    return text.count / 4 * 3 - paddingCount
  }
}
