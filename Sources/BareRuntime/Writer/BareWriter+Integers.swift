extension BareWriter {
  /// Writes a little-endian integer of fixed width (`BARE-W5`, `BARE-W6`).
  @inlinable
  public mutating func encodeFixed(_ value: some FixedWidthInteger) {
    let place = advance(MemoryLayout.size(ofValue: value))
    place.storeBytes(of: value.littleEndian, as: type(of: value))
  }

  /// Writes a `uint` in its shortest form (`BARE-W2`).
  @inlinable
  public mutating func encodeUint(_ value: UInt64) {
    if value < 0x80 {
      advance(1).storeBytes(of: UInt8(truncatingIfNeeded: value), as: UInt8.self)
    } else {
      encodeLongUint(value)
    }
  }

  /// Writes an `int`: zig-zag, then as `uint` (`BARE-W4`).
  @inlinable
  public mutating func encodeInt(_ value: Int64) {
    encodeUint(Self.zigzag(value))
  }

  /// How many bytes a `uint` takes: 1 to 10.
  @inlinable
  public static func byteCount(ofUint value: UInt64) -> Int {
    value < 0x80 ? 1 : (70 &- value.leadingZeroBitCount) / 7
  }

  /// How many bytes an `int` takes: 1 to 10.
  @inlinable
  public static func byteCount(ofInt value: Int64) -> Int {
    byteCount(ofUint: zigzag(value))
  }

  @inlinable
  static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value << 1) ^ (value >> 63))
  }

  @usableFromInline @inline(never)
  mutating func encodeLongUint(_ value: UInt64) {
    var place = advance(Self.byteCount(ofUint: value))
    var rest = value
    while rest >= 0x80 {
      place.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      place += 1
      rest >>= 7
    }
    place.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
  }
}
