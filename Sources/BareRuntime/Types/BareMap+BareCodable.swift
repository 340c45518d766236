extension BareMap: BareDecodable where Key: BareDecodable, Value: BareDecodable {
  /// The count of an empty map.
  @inlinable public static var minimumByteCount: Int { 1 }

  /// Reads a `map` (`BARE-W17`); class `truncated` or `duplicate-key`, or what a part says.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    self = try reader.decodeMap(
      minimumByteCount: Key.minimumByteCount &+ Value.minimumByteCount,
      key: { (reader) throws(BareError) in try Key(decoding: &reader) },
      value: { (reader) throws(BareError) in try Value(decoding: &reader) })
  }
}

extension BareMap: BareEncodable where Key: BareEncodable, Value: BareEncodable {
  /// The bytes of the count and the pairs.
  @inlinable
  public var encodedByteCount: Int {
    BareWriter.byteCount(
      ofMap: self, key: { $0.encodedByteCount }, value: { $0.encodedByteCount })
  }

  /// Writes a `map` in the order that it keeps (`BARE-W17`).
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    try writer.encodeMap(
      self,
      key: { (key, writer) throws(BareError) in try key.encode(into: &writer) },
      value: { (value, writer) throws(BareError) in try value.encode(into: &writer) })
  }
}
