extension Bool: BareCodable {
  /// One byte.
  @inlinable public static var minimumByteCount: Int { 1 }

  /// One byte.
  @inlinable public var encodedByteCount: Int { 1 }

  /// Reads 0 or 1 (`BARE-W8`); class `truncated` or `bool`.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    self = try reader.decodeBool()
  }

  /// Writes 0 or 1 (`BARE-W8`).
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    writer.encodeFixed(UInt8(self ? 1 : 0))
  }
}

extension String: BareCodable {
  /// The length of the empty string.
  @inlinable public static var minimumByteCount: Int { 1 }

  /// The bytes of the length and the text.
  @inlinable
  public var encodedByteCount: Int {
    let byteCount = utf8.count
    return BareWriter.byteCount(ofUint: UInt64(byteCount)) &+ byteCount
  }

  /// Reads a `str` (`BARE-W9`); class `truncated` or `utf8`.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    self = try reader.decodeString()
  }

  /// Writes a `str` (`BARE-W9`).
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    writer.encodeString(self)
  }
}

extension Bytes: BareCodable {
  /// The length of no bytes.
  @inlinable public static var minimumByteCount: Int { 1 }

  /// The bytes of the length, and the bytes.
  @inlinable
  public var encodedByteCount: Int {
    BareWriter.byteCount(ofUint: UInt64(count)) &+ count
  }

  /// Reads `data`, sharing the message's storage (`BARE-W10`); class `truncated`.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    self = try reader.decodeData()
  }

  /// Writes `data` (`BARE-W10`).
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    writer.encodeData(self)
  }
}

/// A value of no bytes: what a name for `void` stands for (`BARE-W12`).
@frozen
public struct BareVoid: BareCodable, Hashable, Sendable {
  /// The only value.
  @inlinable public init() {}

  /// No byte.
  @inlinable public static var minimumByteCount: Int { 0 }

  /// No byte.
  @inlinable public var encodedByteCount: Int { 0 }

  /// Reads nothing.
  @inlinable public init(decoding reader: inout BareReader) {}

  /// Writes nothing.
  @inlinable public func encode(into writer: inout BareWriter) throws(BareError) {}
}
