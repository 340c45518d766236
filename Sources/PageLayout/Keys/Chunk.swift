/// The pieces of files: 4096 bytes each, as many as a page has (`KV-B2.5`). A stored chunk may be
/// shorter, or missing; what is missing is zeros.
enum Chunk {
  static let byteCount = 4096

  /// Where a chunk starts in its file.
  static func start(of index: UInt64) -> UInt64 { index * UInt64(byteCount) }

  /// How many chunks hold so many bytes.
  static func count(holding byteCount: UInt64) -> UInt64 {
    byteCount / UInt64(Self.byteCount) + (byteCount % UInt64(Self.byteCount) == 0 ? 0 : 1)
  }

  /// How many bytes of a chunk are within a file of a size.
  static func byteCount(of index: UInt64, in fileByteCount: UInt64) -> Int {
    let start = start(of: index)
    return fileByteCount <= start ? 0 : Int(min(UInt64(byteCount), fileByteCount - start))
  }

  /// The indices of the chunks that bytes from an offset on are in; the offset is within a file.
  static func indices(from offset: UInt64, byteCount: Int) -> Range<UInt64> {
    guard byteCount > 0 else { return 0..<0 }
    return offset / UInt64(Self.byteCount)..<count(holding: offset + UInt64(byteCount))
  }

  /// A stored value, cut or filled by zeros.
  static func bytes(_ stored: [UInt8]?, byteCount: Int) -> [UInt8] {
    let known = stored?.prefix(byteCount) ?? []
    return known + [UInt8](repeating: 0, count: byteCount - known.count)
  }

  /// The bytes of a file, in pieces.
  static func pieces(of bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: byteCount).map { start in
      Array(bytes[start..<min(bytes.count, start + byteCount)])
    }
  }
}
