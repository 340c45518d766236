extension BareReader {
  /// Reads a length in bytes that the rest of the message holds.
  ///
  /// - Throws: class `truncated` where it does not, whatever the length (`BARE-A12`).
  @inlinable
  public mutating func decodeByteCount() throws(BareError) -> Int {
    let byteCount = try decodeUint()
    guard byteCount <= UInt64(remainingByteCount) else { throw truncated(byteCount) }
    return Int(byteCount)
  }

  /// Reads a `str`; nothing in it is changed or normalised (`BARE-W9`).
  ///
  /// - Throws: class `truncated` or `utf8`.
  @inline(never)
  public mutating func decodeString() throws(BareError) -> String {
    try decodeText(try decodeByteCount())
  }

  /// Reads `data`: a slice that shares the message's storage (`BARE-W10`).
  ///
  /// - Throws: class `truncated`.
  @inlinable
  public mutating func decodeData() throws(BareError) -> Bytes {
    take(try decodeByteCount())
  }

  /// Reads `data[n]`, which has no length in front (`BARE-W11`).
  ///
  /// - Throws: class `truncated`.
  @inlinable
  public mutating func decodeData(byteCount: UInt64) throws(BareError) -> Bytes {
    guard byteCount <= UInt64(remainingByteCount) else { throw truncated(byteCount) }
    return take(Int(byteCount))
  }

  @inlinable
  mutating func take(_ byteCount: Int) -> Bytes {
    guard let owner else { return copy(byteCount) }
    let lower = UInt32(truncatingIfNeeded: next - base)
    next += byteCount
    return Bytes(
      unchecked: owner, lower: lower, upper: lower &+ UInt32(truncatingIfNeeded: byteCount))
  }

  @usableFromInline @inline(never)
  mutating func copy(_ byteCount: Int) -> Bytes {
    let copy = [UInt8](UnsafeRawBufferPointer(start: next, count: byteCount))
    next += byteCount
    return Bytes(unchecked: copy, lower: 0, upper: UInt32(truncatingIfNeeded: byteCount))
  }

  /// Reads text of a length that was checked.
  ///
  /// This function alone uses the underscored initializer. The public way, to make a `String` that
  /// mends bad UTF-8 and to compare it with the message, looks at all bytes three times.
  private mutating func decodeText(_ byteCount: Int) throws(BareError) -> String {
    let bytes = UnsafeBufferPointer(
      start: next.assumingMemoryBound(to: UInt8.self), count: byteCount)
    guard let text = String._tryFromUTF8(bytes) else { throw error(.utf8, bytesBack: 0) }
    next += byteCount
    return text
  }
}
