/// Path and query of a request, taken apart as forms are: `+` is a space, and of a parameter that
/// stands twice the first counts (`ENVOY-1.1`).
public struct RequestTarget: Sendable {
  /// The path without the query, and without a slash at its end.
  public let path: String

  /// Name and value of each parameter, in order.
  public let parameters: [(name: String, value: String)]

  /// Takes a target apart; whatever it holds has a reading.
  public init(_ target: String) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map(String.init) ?? ""
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    parameters = (parts.count == 2 ? parts[1] : "").split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = sides.count == 2 ? sides[1] : ""
      return (RequestTarget.decoded(sides[0]), RequestTarget.decoded(value))
    }
  }

  /// The value of the first parameter of a name.
  public subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// A part of a path without escapes, in which `+` stands for itself.
  public static func unescaped(_ text: String) -> String {
    decoded(text.replacing("+", with: "%2B")[...])
  }

  /// The text without `%`; what is no escape stands for itself, what is no UTF-8 becomes U+FFFD.
  static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        bytes.append(UInt8(digits[0] << 4 | digits[1]))
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
