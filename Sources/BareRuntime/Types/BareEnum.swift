/// What a schema's `enum` is in Swift: the raw value is the number on the wire (`BARE-W13`).
public protocol BareEnum: BareCodable, BareMapKey, CaseIterable, RawRepresentable, Sendable
where RawValue == UInt64 {}

extension BareEnum {
  /// One byte, unless the smallest number takes more.
  @inlinable public static var minimumByteCount: Int { 1 }

  /// The bytes of the number.
  @inlinable
  public var encodedByteCount: Int { BareWriter.byteCount(ofUint: rawValue) }

  /// Reads a number that the enum lists.
  ///
  /// - Throws: class `enum` for any other, or what a `uint` throws.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    let number = try reader.decodeUint()
    guard let value = Self(rawValue: number) else { throw reader.unknownNumber(number) }
    self = value
  }

  /// Writes the number; never throws.
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    writer.encodeUint(rawValue)
  }
}
