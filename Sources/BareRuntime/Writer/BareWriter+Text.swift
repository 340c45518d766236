extension BareWriter {
  /// Writes a `str`: its length in bytes, then UTF-8 (`BARE-W9`).
  @inlinable
  public mutating func encodeString(_ value: String) {
    let isWritten: Void? = value.utf8.withContiguousStorageIfAvailable {
      appendCounted(UnsafeRawBufferPointer($0))
    }
    if isWritten == nil { encodeBridged(value) }
  }

  /// Writes `data`: its length in bytes, then the bytes (`BARE-W10`).
  @inlinable
  public mutating func encodeData(_ value: Bytes) {
    value.withUnsafeBytes { appendCounted($0) }
  }

  /// Writes `data[n]`, without a length (`BARE-W11`).
  ///
  /// - Throws: class `value` where there are more or fewer bytes.
  @inlinable
  public mutating func encodeData(_ value: Bytes, byteCount: UInt64) throws(BareError) {
    guard UInt64(value.count) == byteCount else {
      throw Self.wrongLength(expected: byteCount, met: value.count, of: "bytes")
    }
    value.withUnsafeBytes { append($0) }
  }

  /// Writes bytes as they are.
  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    advance(bytes.count).copyMemory(from: source, byteCount: bytes.count)
  }

  /// Writes a length and the bytes; room for both is made at once where they are few.
  @inlinable
  mutating func appendCounted(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count < 0x80, let source = bytes.baseAddress else {
      encodeUint(UInt64(bytes.count))
      return append(bytes)
    }
    let place = advance(1 &+ bytes.count)
    place.storeBytes(of: UInt8(truncatingIfNeeded: bytes.count), as: UInt8.self)
    (place + 1).copyMemory(from: source, byteCount: bytes.count)
  }

  @usableFromInline @inline(never)
  static func wrongLength(expected: UInt64, met: Int, of unit: String) -> BareError {
    BareError(.value(expected: "\(expected) \(unit)", met: "\(met)"))
  }

  /// A string whose storage is foreign, as bridged ones are, has no bytes to point to.
  @usableFromInline @inline(never)
  mutating func encodeBridged(_ value: String) {
    var copy = value
    copy.withUTF8 { appendCounted(UnsafeRawBufferPointer($0)) }
  }
}
