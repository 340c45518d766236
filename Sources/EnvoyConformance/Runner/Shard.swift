/// One of several parts of all cases, for machines that share them: by the id alone, so that adding
/// a case moves no other.
public struct Shard: Hashable, Sendable {
  private let index: UInt64
  private let count: UInt64

  /// Reads `K/N`; nil where K is not one of 1 to N.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = UInt64(parts[0]), let count = UInt64(parts[1]),
      number > 0, number <= count
    else { return nil }
    index = number - 1
    self.count = count
  }

  /// Whether a case belongs to it.
  public func holds(_ id: String) -> Bool { FNV1a.hash(id.utf8) % count == index }
}
