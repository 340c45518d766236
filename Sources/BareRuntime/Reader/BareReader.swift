/// Reads the encoding of values, one after another, from a message in memory.
///
/// Strict: everything that `BARE-W1` to `BARE-W20` and `BARE-A1` to `BARE-A3` call wrong is an
/// error. Nothing in a message can make it read out of bounds, or allocate for what is not there.
@frozen
public struct BareReader: ~Copyable {
  @usableFromInline var next: UnsafeRawPointer
  @usableFromInline let start: UnsafeRawPointer
  @usableFromInline let end: UnsafeRawPointer

  /// The storage that decoded `data` shares, and where its first byte is; nil to copy.
  @usableFromInline let owner: [UInt8]?
  @usableFromInline let base: UnsafeRawPointer

  /// How many bytes were read.
  @inlinable public var byteOffset: Int { next - start }

  /// How many bytes are left.
  @inlinable public var remainingByteCount: Int { end - next }

  /// Calls `body` with a reader at the start of the bytes; decoded `data` shares their storage.
  ///
  /// - Throws: what `body` throws.
  @inlinable
  public static func read<Result>(
    _ bytes: Bytes, _ body: (inout BareReader) throws(BareError) -> Result
  ) throws(BareError) -> Result {
    try bytes.buffer.withUnsafeBufferPointer { (buffer) throws(BareError) -> Result in
      guard let base = UnsafeRawPointer(buffer.baseAddress) else { return try readNothing(body) }
      var reader = BareReader(
        base: base, owner: bytes.buffer, range: Int(bytes.lower)..<Int(bytes.upper))
      return try body(&reader)
    }
  }

  /// Calls `body` with a reader at the start of a message, which it has to read to the end.
  ///
  /// - Throws: what `body` throws; class `trailing` where bytes are left (`BARE-A3`).
  @inlinable
  public static func readMessage<Result>(
    _ message: Bytes, _ body: (inout BareReader) throws(BareError) -> Result
  ) throws(BareError) -> Result {
    try read(message) { (reader) throws(BareError) in
      let result = try body(&reader)
      try reader.finish()
      return result
    }
  }

  /// Calls `body` with a reader at the start of the memory; decoded `data` is copied.
  ///
  /// - Throws: what `body` throws; class `length-limit` for more bytes than
  ///   ``BareLimits/maximumByteCount``.
  @inlinable
  public static func read<Result>(
    copyingFrom memory: UnsafeRawBufferPointer,
    _ body: (inout BareReader) throws(BareError) -> Result
  ) throws(BareError) -> Result {
    guard memory.count <= Int(BareLimits.maximumByteCount) else {
      throw BareError.lengthLimit(byteCount: UInt64(memory.count))
    }
    guard let base = memory.baseAddress else { return try readNothing(body) }
    var reader = BareReader(base: base, owner: nil, range: 0..<memory.count)
    return try body(&reader)
  }

  /// Ends a message.
  ///
  /// - Throws: class `trailing` where bytes are left (`BARE-A3`).
  @inlinable
  public func finish() throws(BareError) {
    guard next == end else {
      throw BareError(.trailing(byteCount: remainingByteCount), byteOffset: byteOffset)
    }
  }

  @inlinable
  init(base: UnsafeRawPointer, owner: [UInt8]?, range: Range<Int>) {
    self.base = base
    self.owner = owner
    start = base + range.lowerBound
    next = start
    end = base + range.upperBound
  }

  /// An empty message may have no address, which a reader needs.
  @usableFromInline
  static func readNothing<Result>(
    _ body: (inout BareReader) throws(BareError) -> Result
  ) throws(BareError) -> Result {
    let nothing: [UInt8] = [0]
    return try nothing.withUnsafeBufferPointer { (buffer) throws(BareError) -> Result in
      guard let base = UnsafeRawPointer(buffer.baseAddress) else {
        throw BareError(.truncated(expectedByteCount: 1, remainingByteCount: 0), byteOffset: 0)
      }
      var reader = BareReader(base: base, owner: nil, range: 0..<0)
      return try body(&reader)
    }
  }
}

extension BareReader {
  @usableFromInline @inline(never)
  func truncated(_ expectedByteCount: UInt64) -> BareError {
    BareError(
      .truncated(expectedByteCount: expectedByteCount, remainingByteCount: remainingByteCount),
      byteOffset: byteOffset)
  }

  @usableFromInline @inline(never)
  func error(_ kind: BareError.Kind, bytesBack: Int) -> BareError {
    BareError(kind, byteOffset: byteOffset - bytesBack)
  }
}
