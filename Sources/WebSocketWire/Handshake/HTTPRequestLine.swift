/// The first line of a request.
public struct HTTPRequestLine: Hashable, Sendable {
  /// `GET` and its like.
  public let method: String

  /// Path and query, as they were written.
  public let target: String

  /// Reads `GET /path HTTP/1.1`; nil for anything else.
  public init?(_ line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 3, words[2] == "HTTP/1.1", words[1].hasPrefix("/"),
      !words[0].isEmpty
    else { return nil }
    (method, target) = (words[0], words[1])
  }
}
