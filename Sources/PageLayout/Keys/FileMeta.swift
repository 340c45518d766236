/// What is stored of a file beside its chunks: its size, behind the number of a version
/// (`KV-B2.3`).
public struct FileMeta: Hashable, Sendable {
  /// The size in bytes.
  public let byteCount: UInt64

  /// The size of the value: `01 00`, and the file's size in 8 bytes, lowest first.
  public static let encodedByteCount = 10

  /// The largest file: a chunk for every index.
  public static let maximumByteCount: UInt64 = Chunk.start(of: 1 << 32)

  /// The meta of a file of a size.
  public init(byteCount: UInt64) { self.byteCount = byteCount }

  /// Reads a value.
  ///
  /// - Throws: ``LayoutError`` for fewer or more bytes than ten, another version, or a size that no
  ///   file has.
  public init(decoding value: [UInt8]) throws(LayoutError) {
    guard value.count == Self.encodedByteCount else { throw .metaByteCount(value.count) }
    let version = UInt16(value[0]) | UInt16(value[1]) << 8
    guard version == Self.version else { throw .metaVersion(version) }
    byteCount = value[2...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard byteCount <= Self.maximumByteCount else { throw .fileByteCount(byteCount) }
  }

  /// The value.
  public var encoded: [UInt8] {
    let digits = stride(from: 0, to: 64, by: 8).map {
      UInt8(truncatingIfNeeded: byteCount >> $0)
    }
    return [UInt8(Self.version), 0] + digits
  }

  private static let version: UInt16 = 1
}
