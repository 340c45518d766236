extension BareReader {
  /// Reads the count of a list or map whose elements take at least so many bytes each.
  ///
  /// - Throws: class `truncated` where the rest of the message cannot hold them, before anything is
  ///   allocated (`BARE-S2`, `BARE-A12`).
  @inlinable
  public mutating func decodeCount(minimumByteCount minimum: Int) throws(BareError) -> Int {
    let count = try decodeUint()
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: UInt64(minimum))
    guard !overflow, byteCount <= UInt64(remainingByteCount) else {
      throw truncatedCount(count, minimum)
    }
    return Int(count)
  }

  /// Reads a `list` with a count in front (`BARE-W15`).
  ///
  /// - Throws: class `truncated`, and what `decode` throws, with the index of the element.
  @inlinable
  public mutating func decodeList<Element>(
    minimumByteCount minimum: Int,
    _ decode: (inout BareReader) throws(BareError) -> Element
  ) throws(BareError) -> [Element] {
    let count = try decodeCount(minimumByteCount: minimum)
    return try decodeElements(count, decode)
  }

  /// Reads a `list` of a fixed count, which is not on the wire (`BARE-W16`).
  ///
  /// - Throws: class `truncated`, and what `decode` throws, with the index of the element.
  @inlinable
  public mutating func decodeList<Element>(
    count: UInt64, minimumByteCount minimum: Int,
    _ decode: (inout BareReader) throws(BareError) -> Element
  ) throws(BareError) -> [Element] {
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: UInt64(minimum))
    guard !overflow, byteCount <= UInt64(remainingByteCount) else {
      throw truncatedCount(count, minimum)
    }
    return try decodeElements(Int(count), decode)
  }

  /// Reads an `optional`: 0, or 1 and a value (`BARE-W14`).
  ///
  /// - Throws: class `truncated` or `optional`, and what `decode` throws.
  @inlinable
  public mutating func decodeOptional<Wrapped>(
    _ decode: (inout BareReader) throws(BareError) -> Wrapped
  ) throws(BareError) -> Wrapped? {
    switch try decodeFixed(UInt8.self) {
    case 0: return nil
    case 1: return try decode(&self)
    case let byte: throw error(.optional(byte), bytesBack: 1)
    }
  }

  /// Reads elements one after another.
  ///
  /// What is reserved for them before the first is read is bounded; then it doubles, never beyond
  /// the count, so a claim costs no more memory than what follows it.
  @inlinable
  public mutating func decodeElements<Element>(
    _ count: Int, _ decode: (inout BareReader) throws(BareError) -> Element
  ) throws(BareError) -> [Element] {
    var elements: [Element] = []
    let stride = MemoryLayout<Element>.stride
    elements.reserveCapacity(min(count, max(1, BareLimits.reservedByteCount / stride)))
    for index in 0..<count {
      if elements.count == elements.capacity {
        elements.reserveCapacity(min(count, elements.capacity * 2))
      }
      do throws(BareError) {
        elements.append(try decode(&self))
      } catch {
        throw error.inside(index: index)
      }
    }
    return elements
  }

  @usableFromInline @inline(never)
  func truncatedCount(_ count: UInt64, _ minimum: Int) -> BareError {
    BareError(
      .truncatedCount(
        count: count, minimumElementByteCount: minimum, remainingByteCount: remainingByteCount),
      byteOffset: byteOffset)
  }
}
