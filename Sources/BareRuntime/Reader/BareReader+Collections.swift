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
  /// Before the first is read, ``BareLimits/reservedByteCount`` are reserved at most. When those
  /// are used up the rest follows at once, if it is at most ``BareLimits/expansion`` times as long
  /// in memory as in the message; storage of wider elements doubles, and the old and the new one
  /// exist together for a moment. So a list takes 80 bytes for each of its message where an
  /// element's stride is at most 80 times its fewest bytes, and up to twice that quotient where it
  /// is wider.
  @inlinable
  public mutating func decodeElements<Element>(
    _ count: Int, _ decode: (inout BareReader) throws(BareError) -> Element
  ) throws(BareError) -> [Element] {
    var elements: [Element] = []
    let stride = MemoryLayout<Element>.stride
    elements.reserveCapacity(min(count, max(1, BareLimits.reservedByteCount / stride)))
    for index in 0..<count {
      if elements.count == elements.capacity {
        elements.reserveCapacity(grownCapacity(from: index, upTo: count, stride: stride))
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
  func grownCapacity(from capacity: Int, upTo count: Int, stride: Int) -> Int {
    let isNarrow = (count - capacity) / BareLimits.expansion <= remainingByteCount / stride
    return isNarrow ? count : min(count, 2 * capacity)
  }

  @usableFromInline @inline(never)
  func truncatedCount(_ count: UInt64, _ minimum: Int) -> BareError {
    BareError(
      .truncatedCount(
        count: count, minimumElementByteCount: minimum, remainingByteCount: remainingByteCount),
      byteOffset: byteOffset)
  }
}
