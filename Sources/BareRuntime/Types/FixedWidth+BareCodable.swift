/// A type whose encoding is its memory in little-endian order (`BARE-W5` to `BARE-W7`).
///
/// Lists of such types are read and written by one copy where the machine is little-endian too.
public protocol BareFixedWidth: BareCodable {
  /// The integer of the same width that travels.
  associatedtype Pattern: FixedWidthInteger

  /// The value of a bit pattern; every pattern is one.
  init(bitPattern: Pattern)

  /// The bits of the value, as they are.
  var bitPattern: Pattern { get }
}

extension BareFixedWidth {
  /// The width, in bytes.
  @inlinable public static var minimumByteCount: Int { MemoryLayout<Pattern>.size }

  /// The width, in bytes.
  @inlinable public var encodedByteCount: Int { MemoryLayout<Pattern>.size }

  /// Reads the value; class `truncated` where the message ends early.
  @inlinable
  public init(decoding reader: inout BareReader) throws(BareError) {
    self.init(bitPattern: try reader.decodeFixed(Pattern.self))
  }

  /// Writes the value; never throws.
  @inlinable
  public func encode(into writer: inout BareWriter) throws(BareError) {
    writer.encodeFixed(bitPattern)
  }

  /// Reads that many values by one copy; class `truncated` where they are not all there.
  @inlinable
  public static func decodeElements(
    _ count: Int, from reader: inout BareReader
  ) throws(BareError) -> [Self] {
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: minimumByteCount)
    guard !overflow, reader.remainingByteCount >= byteCount else {
      throw reader.truncatedCount(UInt64(count), minimumByteCount)
    }
    // An array of no capacity is shared by all threads, and filling it would write to it.
    guard count > 0 else { return [] }
    let source = reader.next
    reader.next += byteCount
    return [Self](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      for index in 0..<count {
        let pattern = source.loadUnaligned(
          fromByteOffset: index &* MemoryLayout<Pattern>.size, as: Pattern.self)
        (buffer.baseAddress.unsafelyUnwrapped + index).initialize(
          to: Self(bitPattern: Pattern(littleEndian: pattern)))
      }
      initializedCount = count
    }
  }

  /// The number of elements times the width.
  @inlinable
  public static func encodedByteCount(ofElements elements: [Self]) -> Int {
    elements.count &* minimumByteCount
  }

  /// Writes all elements by one copy.
  @inlinable
  public static func encodeElements(_ elements: [Self], into writer: inout BareWriter) {
    var place = writer.advance(encodedByteCount(ofElements: elements))
    for element in elements {
      place.storeBytes(of: element.bitPattern.littleEndian, as: Pattern.self)
      place += MemoryLayout<Pattern>.size
    }
  }
}

/// An integer of fixed width is its own pattern.
extension BareFixedWidth where Self: FixedWidthInteger {
  /// The integer itself.
  @inlinable public init(bitPattern: Self) { self = bitPattern }

  /// The integer itself.
  @inlinable public var bitPattern: Self { self }
}

extension UInt8: BareFixedWidth {}
extension UInt16: BareFixedWidth {}
extension UInt32: BareFixedWidth {}
extension UInt64: BareFixedWidth {}
extension Int8: BareFixedWidth {}
extension Int16: BareFixedWidth {}
extension Int32: BareFixedWidth {}
extension Int64: BareFixedWidth {}
extension Float: BareFixedWidth {}
extension Double: BareFixedWidth {}
