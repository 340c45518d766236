/// A value that can be read from its BARE encoding.
public protocol BareDecodable {
  /// Reads one value where the reader stands, and moves the reader behind it.
  ///
  /// - Throws: what is wrong with the bytes, with offset and path.
  init(decoding reader: inout BareReader) throws(BareError)

  /// The fewest bytes that a value can take; never 0 for what a list may hold (`BARE-M1`).
  static var minimumByteCount: Int { get }

  /// Reads that many values one after another; fixed-width types do it by one copy.
  ///
  /// - Throws: what is wrong with the bytes; the path starts with the index of the element.
  static func decodeElements(
    _ count: Int, from reader: inout BareReader
  ) throws(BareError) -> [Self]
}

/// A value that can be written as its BARE encoding.
public protocol BareEncodable {
  /// How many bytes the encoding takes. If it says too little, encoding is slower and never wrong.
  var encodedByteCount: Int { get }

  /// Writes the value where the writer stands.
  ///
  /// - Throws: class `value` where the value has no encoding, such as five bytes for `data[4]`.
  func encode(into writer: inout BareWriter) throws(BareError)

  /// How many bytes the elements of a list take together.
  static func encodedByteCount(ofElements elements: [Self]) -> Int

  /// Writes values one after another; fixed-width types do it by one copy.
  ///
  /// - Throws: class `value` where one has no encoding; the path starts with its index.
  static func encodeElements(
    _ elements: [Self], into writer: inout BareWriter
  ) throws(BareError)
}

/// A value with a BARE encoding: what generated types are.
public typealias BareCodable = BareDecodable & BareEncodable

extension BareDecodable {
  /// Reads that many values.
  ///
  /// - Throws: what is wrong with the bytes; the path starts with the index of the element.
  @inlinable
  public static func decodeElements(
    _ count: Int, from reader: inout BareReader
  ) throws(BareError) -> [Self] {
    try reader.decodeElements(count) { (reader) throws(BareError) in try Self(decoding: &reader) }
  }
}

extension BareEncodable {
  /// The sum over the elements.
  @inlinable
  public static func encodedByteCount(ofElements elements: [Self]) -> Int {
    BareWriter.byteCount(ofElements: elements) { $0.encodedByteCount }
  }

  /// Writes each element.
  ///
  /// - Throws: class `value` where one has no encoding; the path starts with its index.
  @inlinable
  public static func encodeElements(
    _ elements: [Self], into writer: inout BareWriter
  ) throws(BareError) {
    try writer.encodeElements(elements) { (element, writer) throws(BareError) in
      try element.encode(into: &writer)
    }
  }
}
