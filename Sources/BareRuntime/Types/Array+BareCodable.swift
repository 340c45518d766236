extension Array: BareDecodable where Element: BareDecodable {
  /// The count of an empty list.
  @inlinable public static var minimumByteCount: Int { 1 }

  /// Reads a `list` (`BARE-W15`); class `truncated`, or what an element says.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    let count = try reader.decodeCount(minimumByteCount: Element.minimumByteCount)
    self = try Element.decodeElements(count, from: &reader)
  }
}

extension Array: BareEncodable where Element: BareEncodable {
  /// The bytes of the count and the elements.
  @inlinable
  public var encodedByteCount: Int {
    BareWriter.byteCount(ofUint: UInt64(count)) &+ Element.encodedByteCount(ofElements: self)
  }

  /// Writes a `list` (`BARE-W15`).
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    writer.encodeUint(UInt64(count))
    try Element.encodeElements(self, into: &writer)
  }
}
