extension BareDecodable {
  /// Decodes a whole message; its `data` shares the storage of `message` (`BARE-W1`).
  ///
  /// - Throws: what is wrong with the bytes; class `trailing` where some are left (`BARE-A3`).
  @inlinable
  public init(decoding message: [UInt8]) throws(BareError) {
    try self.init(decoding: try Bytes(message))
  }

  /// Decodes a whole message; its `data` shares the storage of `message` (`BARE-W1`).
  ///
  /// - Throws: what is wrong with the bytes; class `trailing` where some are left (`BARE-A3`).
  @inlinable
  public init(decoding message: Bytes) throws(BareError) {
    self = try BareReader.readMessage(message) { (reader) throws(BareError) in
      try Self.decodeRoot(from: &reader)
    }
  }

  /// Decodes a whole message; its `data` is copied, so it may outlive the memory.
  ///
  /// - Throws: what is wrong with the bytes; class `trailing` where some are left (`BARE-A3`).
  @inlinable
  public init(decoding message: UnsafeRawBufferPointer) throws(BareError) {
    self = try BareReader.read(copyingFrom: message) { (reader) throws(BareError) in
      let value = try Self.decodeRoot(from: &reader)
      try reader.finish()
      return value
    }
  }

  /// Decodes a whole message from any collection of bytes, such as an `ArraySlice`, by a copy.
  ///
  /// - Throws: what is wrong with the bytes; class `trailing` where some are left (`BARE-A3`).
  @inlinable
  public init(decoding message: some Collection<UInt8>) throws(BareError) {
    try self.init(decoding: try Bytes(copying: message))
  }

  /// Decodes the value at the start of `bytes`, which may go on with anything (`BARE-A3`).
  ///
  /// - Returns: the value, and how many bytes it took.
  /// - Throws: what is wrong with the bytes.
  @inlinable
  public static func decodePrefix(
    of bytes: Bytes
  ) throws(BareError) -> (value: Self, byteCount: Int) {
    try BareReader.read(bytes) { (reader) throws(BareError) in
      let value = try Self.decodeRoot(from: &reader)
      return (value, reader.byteOffset)
    }
  }

  @inlinable
  static func decodeRoot(from reader: inout BareReader) throws(BareError) -> Self {
    do throws(BareError) {
      return try Self(decoding: &reader)
    } catch {
      throw error.inside(.name(String(describing: Self.self)))
    }
  }
}

extension BareEncodable {
  /// The encoding in an array of just its size: one pass to measure, one to write.
  ///
  /// - Throws: class `value` where a part of the value has no encoding.
  @inlinable
  public func encoded() throws(BareError) -> [UInt8] {
    let byteCount = encodedByteCount
    return byteCount <= BareLimits.stackByteCount
      ? try encodedOnStack() : try encodedInPlace(byteCount)
  }

  /// A small message is written to the stack and copied: an array of bytes that are there already
  /// is made in half the time of one that is filled later.
  @inlinable
  func encodedOnStack() throws(BareError) -> [UInt8] {
    try withUnsafeTemporaryAllocation(
      byteCount: BareLimits.stackByteCount, alignment: 16
    ) { (buffer) throws(BareError) -> [UInt8] in
      guard let start = buffer.baseAddress else { return [] }
      var writer = BareWriter(borrowing: start, byteCount: buffer.count)
      try encodeRoot(into: &writer)
      return writer.bytes
    }
  }

  @inlinable
  func encodedInPlace(_ byteCount: Int) throws(BareError) -> [UInt8] {
    var failure: BareError?
    var outgrown: [UInt8]?
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      guard let start = UnsafeMutableRawPointer(buffer.baseAddress) else { return }
      var writer = BareWriter(borrowing: start, byteCount: buffer.count)
      do throws(BareError) {
        try encodeRoot(into: &writer)
        if writer.ownsMemory { outgrown = writer.bytes } else { count = writer.byteCount }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return outgrown ?? bytes
  }

  @inlinable
  func encodeRoot(into writer: inout BareWriter) throws(BareError) {
    do throws(BareError) {
      try encode(into: &writer)
    } catch {
      throw error.inside(.name(String(describing: Self.self)))
    }
  }
}
