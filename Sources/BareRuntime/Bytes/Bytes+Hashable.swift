extension Bytes: Hashable {
  /// Whether both are the same bytes; where they are stored does not matter.
  @inlinable
  public static func == (left: Bytes, right: Bytes) -> Bool {
    guard left.count == right.count else { return false }
    return left.withUnsafeBytes { leftBytes in
      right.withUnsafeBytes { Memory.areEqual(leftBytes, $0) }
    }
  }

  /// Feeds the bytes to the hasher in one call.
  @inlinable
  public func hash(into hasher: inout Hasher) {
    withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(count)
  }
}

extension Bytes: Comparable {
  /// Unsigned byte order, a strict prefix first: the order of keys in both protocols.
  public static func < (left: Bytes, right: Bytes) -> Bool {
    left.withUnsafeBytes { leftBytes in
      right.withUnsafeBytes { Memory.precedes(leftBytes, $0) }
    }
  }
}
