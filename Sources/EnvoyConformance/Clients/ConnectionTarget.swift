import BareJSON

/// What a client asks for when it connects.
struct ConnectionTarget {
  /// The path, without that of the endpoint.
  let path: String

  /// The parameters by their names, decoded; of one that stands twice the first.
  let query: JSONValue

  init(_ target: String, below base: String) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = parts.first ?? ""
    path = String(whole.hasPrefix(base) ? whole.dropFirst(base.utf8.count) : whole)
    var parameters = JSONObject([])
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.decoded(sides.first ?? "")
      guard parameters[name] == nil else { continue }
      parameters.append(name, .string(sides.count > 1 ? Self.decoded(sides[1]) : ""))
    }
    query = .object(parameters)
  }

  /// Without percent signs, and with a blank for `+`, as forms have it.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = String(rest.prefix(2)) ?? ""
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let code = UInt8(digits, radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
