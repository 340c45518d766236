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
  /// Making a `String` mends bad UTF-8, and mending always changes bytes: comparing finds it. ASCII
  /// needs no comparison.
  private mutating func decodeText(_ byteCount: Int) throws(BareError) -> String {
    let bytes = UnsafeRawBufferPointer(start: next, count: byteCount)
    let text = String(decoding: bytes, as: UTF8.self)
    if !Self.isASCII(bytes) {
      var copy = text
      guard copy.withUTF8({ Memory.areEqual(UnsafeRawBufferPointer($0), bytes) }) else {
        throw error(.utf8, bytesBack: 0)
      }
    }
    next += byteCount
    return text
  }

  private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var bits: UInt64 = 0
    var index = 0
    while index + 8 <= bytes.count {
      bits |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index += 8
    }
    while index < bytes.count {
      bits |= UInt64(bytes[index])
      index += 1
    }
    return bits & 0x8080_8080_8080_8080 == 0
  }
}
