/// A stretch of a source text, in UTF-8 bytes from its start; the end is not part of it.
public struct SourceSpan: Hashable, Sendable {
  /// The index of the first byte.
  public let start: Int

  /// The index after the last byte.
  public let end: Int

  /// Makes a span; an end before the start is taken for an empty span at the start.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = max(start, end)
  }
}
