/// A stretch of bytes that shares its storage: what `data` and `data[n]` are in Swift.
///
/// Decoding hands out slices of the input and copies nothing, so 16 bytes hold a page of any size.
/// The price is that a slice keeps the whole input alive: call ``compacted()`` on what outlives the
/// message it came in. Indices start at 0 in every slice.
@frozen
public struct Bytes: Sendable {
  @usableFromInline let buffer: [UInt8]
  @usableFromInline let lower: UInt32
  @usableFromInline let upper: UInt32

  /// No bytes.
  @inlinable
  public init() {
    self.init(unchecked: [], lower: 0, upper: 0)
  }

  /// All bytes of an array, not copied.
  ///
  /// - Throws: `length-limit` where the array is longer than ``BareLimits/maximumByteCount``.
  @inlinable
  public init(_ array: [UInt8]) throws(BareError) {
    guard let byteCount = UInt32(exactly: array.count) else {
      throw BareError.lengthLimit(byteCount: UInt64(array.count))
    }
    self.init(unchecked: array, lower: 0, upper: byteCount)
  }

  /// A copy of the bytes of any sequence.
  ///
  /// - Throws: `length-limit` where there are more than ``BareLimits/maximumByteCount``.
  @inlinable
  public init(copying bytes: some Sequence<UInt8>) throws(BareError) {
    try self.init([UInt8](bytes))
  }

  @inlinable
  init(unchecked buffer: [UInt8], lower: UInt32, upper: UInt32) {
    self.buffer = buffer
    self.lower = lower
    self.upper = upper
  }

  /// The same bytes in storage of their own, so that they keep no longer message alive.
  ///
  /// Bytes that already fill their storage are returned as they are.
  public func compacted() -> Bytes {
    if count == buffer.count { return self }
    let copy = buffer[Int(lower)..<Int(upper)]
    return Bytes(unchecked: [UInt8](copy), lower: 0, upper: upper - lower)
  }

  /// The bytes of a range, sharing this storage; the range is cut to what there is.
  public func slice(_ range: Range<Int>) -> Bytes {
    let range = range.clamped(to: 0..<count)
    let start = lower + UInt32(range.lowerBound)
    return Bytes(unchecked: buffer, lower: start, upper: start + UInt32(range.count))
  }

  /// Calls `body` with the bytes in memory; the pointer is valid only during the call.
  ///
  /// - Throws: what `body` throws.
  @inlinable
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try buffer.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
      let part = UnsafeBufferPointer(rebasing: all[Int(lower)..<Int(upper)])
      return try body(UnsafeRawBufferPointer(part))
    }
  }
}

extension Bytes: ExpressibleByArrayLiteral {
  /// Bytes written out, as in `let key: Bytes = [0x08, 0x01]`.
  public init(arrayLiteral elements: UInt8...) {
    self.init(unchecked: elements, lower: 0, upper: UInt32(truncatingIfNeeded: elements.count))
  }
}
