extension BareReader {
  /// Reads a little-endian integer of fixed width (`BARE-W5`, `BARE-W6`).
  ///
  /// - Throws: class `truncated`.
  @inlinable
  public mutating func decodeFixed<Integer: FixedWidthInteger>(
    _ type: Integer.Type = Integer.self
  ) throws(BareError) -> Integer {
    let byteCount = MemoryLayout<Integer>.size
    guard remainingByteCount >= byteCount else { throw truncated(UInt64(byteCount)) }
    let value = next.loadUnaligned(as: Integer.self)
    next += byteCount
    return Integer(littleEndian: value)
  }

  /// Reads a `uint`: a varint of 1 to 10 bytes in its shortest form (`BARE-W2`, `BARE-W3`).
  ///
  /// - Throws: class `truncated`, `varint-overflow` or `varint-noncanonical`.
  @inlinable
  public mutating func decodeUint() throws(BareError) -> UInt64 {
    guard next < end else { throw truncated(1) }
    let first = next.load(as: UInt8.self)
    guard first < 0x80 else { return try decodeLongUint() }
    next += 1
    return UInt64(first)
  }

  /// Reads an `int`: zig-zag, then as `uint` (`BARE-W4`).
  ///
  /// - Throws: class `truncated`, `varint-overflow` or `varint-noncanonical`.
  @inlinable
  public mutating func decodeInt() throws(BareError) -> Int64 {
    let zigzag = try decodeUint()
    return Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
  }

  /// Reads a `bool`: 0 or 1 (`BARE-W8`).
  ///
  /// - Throws: class `truncated` or `bool`.
  @inlinable
  public mutating func decodeBool() throws(BareError) -> Bool {
    let byte = try decodeFixed(UInt8.self)
    guard byte <= 1 else { throw error(.bool(byte), bytesBack: 1) }
    return byte == 1
  }

  @usableFromInline @inline(never)
  mutating func decodeLongUint() throws(BareError) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<10 {
      guard next + index < end else { throw truncated(UInt64(index + 1)) }
      let byte = next.load(fromByteOffset: index, as: UInt8.self)
      guard index < 9 || byte <= 1 else { throw error(.varintOverflow, bytesBack: 0) }
      value |= UInt64(byte & 0x7f) << UInt64(7 * index)
      if byte < 0x80 {
        guard byte != 0 else { throw error(.varintNoncanonical, bytesBack: 0) }
        next += index + 1
        return value
      }
    }
    throw error(.varintOverflow, bytesBack: 0)
  }
}
