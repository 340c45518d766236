import SocketIO

/// Finds in what a server says where it listens.
struct EndpointPattern {
  private let regex: Regex<AnyRegexOutput>

  /// - Throws: a text that is no regular expression.
  init(_ text: String) throws { regex = try Regex(text) }

  /// The URL or the port in the first group of a line, or in all that is found without a group; nil
  /// where the line says none.
  func endpoint(in line: String) -> Endpoint? {
    guard let match = try? regex.firstMatch(in: line),
      let text = match.output[match.output.count > 1 ? 1 : 0].substring
    else { return nil }
    return Endpoint(String(text)) ?? Endpoint("ws://127.0.0.1:\(text)")
  }
}
