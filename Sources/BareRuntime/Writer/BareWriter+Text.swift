extension BareWriter {
  /// Writes a `str`: its length in bytes, then UTF-8 (`BARE-W9`).
  @inlinable
  public mutating func encodeString(_ value: String) {
    let utf8 = value.utf8
    encodeUint(UInt64(utf8.count))
    let isWritten: Void? = utf8.withContiguousStorageIfAvailable {
      append(UnsafeRawBufferPointer($0))
    }
    if isWritten == nil { encodeBridged(value) }
  }

  /// Writes `data`: its length in bytes, then the bytes (`BARE-W10`).
  @inlinable
  public mutating func encodeData(_ value: Bytes) {
    encodeUint(UInt64(value.count))
    value.withUnsafeBytes { append($0) }
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

  @usableFromInline @inline(never)
  static func wrongLength(expected: UInt64, met: Int, of unit: String) -> BareError {
    BareError(.value(expected: "\(expected) \(unit)", met: "\(met)"))
  }

  /// A string whose storage is foreign, as bridged ones are, has no bytes to point to.
  @usableFromInline @inline(never)
  mutating func encodeBridged(_ value: String) {
    var copy = value
    copy.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }
}
