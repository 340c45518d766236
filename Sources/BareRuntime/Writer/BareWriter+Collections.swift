extension BareWriter {
  /// Writes a `list` with its count in front (`BARE-W15`).
  ///
  /// - Throws: what `encode` throws, with the index of the element.
  @inlinable
  public mutating func encodeList<Element>(
    _ elements: [Element],
    _ encode: (Element, inout BareWriter) throws(BareError) -> Void
  ) throws(BareError) {
    encodeUint(UInt64(elements.count))
    try encodeElements(elements, encode)
  }

  /// Writes a `list` of a fixed count, without it (`BARE-W16`).
  ///
  /// - Throws: class `value` where there are more or fewer elements, and what `encode` throws.
  @inlinable
  public mutating func encodeList<Element>(
    _ elements: [Element], count: UInt64,
    _ encode: (Element, inout BareWriter) throws(BareError) -> Void
  ) throws(BareError) {
    guard UInt64(elements.count) == count else {
      throw Self.wrongLength(expected: count, met: elements.count, of: "elements")
    }
    try encodeElements(elements, encode)
  }

  /// Writes an `optional`: 0, or 1 and the value (`BARE-W14`).
  ///
  /// - Throws: what `encode` throws.
  @inlinable
  public mutating func encodeOptional<Wrapped>(
    _ value: Wrapped?, _ encode: (Wrapped, inout BareWriter) throws(BareError) -> Void
  ) throws(BareError) {
    guard let value else { return encodeFixed(UInt8(0)) }
    encodeFixed(UInt8(1))
    try encode(value, &self)
  }

  /// Writes a `map` in the order that it keeps (`BARE-W17`, `BARE-A4`).
  ///
  /// - Throws: what the closures throw, with the index of the pair.
  @inlinable
  public mutating func encodeMap<Key, Value>(
    _ map: BareMap<Key, Value>,
    key encodeKey: (Key, inout BareWriter) throws(BareError) -> Void,
    value encodeValue: (Value, inout BareWriter) throws(BareError) -> Void
  ) throws(BareError) {
    try encodeList(map.pairs) { (pair, writer) throws(BareError) in
      try encodeKey(pair.key, &writer)
      try encodeValue(pair.value, &writer)
    }
  }

  /// Writes elements one after another, without a count.
  ///
  /// - Throws: what `encode` throws, with the index of the element.
  @inlinable
  public mutating func encodeElements<Element>(
    _ elements: [Element],
    _ encode: (Element, inout BareWriter) throws(BareError) -> Void
  ) throws(BareError) {
    try elements.withUnsafeBufferPointer { (buffer) throws(BareError) in
      for index in 0..<buffer.count {
        do throws(BareError) {
          try buffer.lend(index) { (element) throws(BareError) in try encode(element, &self) }
        } catch {
          throw error.inside(index: index)
        }
      }
    }
  }

  /// Writes a part of a value; an error gets the part's name in front of its path.
  ///
  /// - Throws: what encoding throws.
  @inlinable
  public mutating func encode(
    _ name: StaticString, _ part: borrowing some BareEncodable
  ) throws(BareError) {
    do throws(BareError) {
      try part.encode(into: &self)
    } catch {
      throw error.inside(name)
    }
  }

  /// Writes a part of a value by a function; an error gets the part's name in front of its path.
  ///
  /// - Throws: what the function throws.
  @inlinable
  public mutating func encode(
    _ name: StaticString, _ encode: (inout BareWriter) throws(BareError) -> Void
  ) throws(BareError) {
    do throws(BareError) {
      try encode(&self)
    } catch {
      throw error.inside(name)
    }
  }
}
