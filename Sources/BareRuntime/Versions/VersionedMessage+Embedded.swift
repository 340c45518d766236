extension VersionedMessage {
  /// Decodes a message behind the number of its version, a `u16` (`ENVOY-2.1`): stored values, and
  /// the body that starts a serverless actor. Frames of a socket have no such prefix.
  ///
  /// - Throws: class `version` where the number is missing, or of no version of the protocol
  ///   (`ENVOY-2.2`); else what is wrong with the rest, offsets counted from the prefix.
  public init(decodingEmbedded message: Bytes) throws(BareError) {
    self = try BareReader.readMessage(message) { (reader) throws(BareError) in
      try Self.named { () throws(BareError) in try Self.decodeEmbedded(from: &reader) }
    }
  }

  /// The encoding behind the number of the value's version, a `u16` (`ENVOY-2.1`).
  ///
  /// - Throws: class `value` where a part of the value has no encoding.
  public func encodedEmbedded() throws(BareError) -> [UInt8] {
    let prefixByteCount = MemoryLayout<UInt16>.size
    var writer = BareWriter(reservingByteCount: prefixByteCount + encodedByteCount)
    try Self.named { () throws(BareError) in try encodeEmbedded(into: &writer) }
    return writer.bytes
  }

  /// Reads a prefix and the message behind it, where the reader stands.
  ///
  /// - Throws: as `init(decodingEmbedded:)`.
  public static func decodeEmbedded(from reader: inout BareReader) throws(BareError) -> Self {
    let byteOffset = reader.byteOffset
    guard reader.remainingByteCount >= MemoryLayout<UInt16>.size else {
      throw BareError(
        .version("expected a version of 2 bytes, met \(reader.remainingByteCount)"),
        byteOffset: byteOffset)
    }
    let number = try reader.decodeFixed(UInt16.self)
    let version: Version
    do throws(BareError) {
      version = try Version(number: number)
    } catch {
      throw BareError(error.kind, byteOffset: byteOffset)
    }
    return try Self(version: version, decoding: &reader)
  }

  /// Writes the prefix and the message behind it.
  ///
  /// - Throws: class `value` where a part of the value has no encoding.
  public func encodeEmbedded(into writer: inout BareWriter) throws(BareError) {
    writer.encodeFixed(version.rawValue)
    try encode(into: &writer)
  }
}
