extension Bytes: RandomAccessCollection {
  /// The index of the first byte: always 0.
  @inlinable public var startIndex: Int { 0 }

  /// The number of bytes.
  @inlinable public var endIndex: Int { Int(upper &- lower) }

  /// The number of bytes.
  @inlinable public var count: Int { Int(upper &- lower) }

  /// The byte at an index from 0; an index outside is a mistake of the caller and stops the
  /// program.
  @inlinable
  public subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "index out of range")
    return buffer[Int(lower) &+ index]
  }

  /// Calls `body` with the bytes in memory; never nil.
  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    try buffer.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[Int(lower)..<Int(upper)]))
    }
  }

  /// Copies the bytes at once; by it the standard library makes arrays of them and appends to
  /// arrays, which else go byte by byte.
  @inlinable
  public func _copyContents(
    initializing target: UnsafeMutableBufferPointer<UInt8>
  ) -> (Iterator, Int) {
    let copied = Swift.min(count, target.count)
    _ = buffer[Int(lower)..<Int(lower) + copied]._copyContents(initializing: target)
    return (Iterator(_elements: self, _position: copied), copied)
  }
}
