/// Which chunks a read needs, and what it comes to (`KV-B2.5`).
public struct ReadPlan: Hashable, Sendable {
  /// The gets: no chunk behind the end of the file is asked for.
  public let fetch: [KVRequest]

  /// Whether fewer bytes are in the file than were asked for; the rest is zeros.
  public var isShort: Bool { knownByteCount < byteCount }

  private let file: FileTag
  private let offset: UInt64
  private let byteCount: Int
  private let knownByteCount: Int

  init(_ plan: PagePlan, offset: UInt64, byteCount: Int, fileByteCount: UInt64) {
    file = plan.file
    self.offset = offset
    self.byteCount = max(0, byteCount)
    let rest = fileByteCount <= offset ? 0 : fileByteCount - offset
    knownByteCount = min(self.byteCount, Int(clamping: rest))
    let indices = Chunk.indices(from: offset, byteCount: knownByteCount)
    fetch = plan.options.gets(indices.map(plan.chunkKey))
  }

  /// The bytes, as many as were asked for; zeros for what is short, missing or behind the end.
  public func assembled(_ stored: StoredValues) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(byteCount)
    for index in Chunk.indices(from: offset, byteCount: knownByteCount) {
      let value = stored[file.chunkKey(UInt32(truncatingIfNeeded: index))]
      let skipped = index * UInt64(Chunk.byteCount) < offset ? Int(offset % 4096) : 0
      let taken = min(Chunk.byteCount - skipped, knownByteCount - bytes.count)
      bytes += Chunk.bytes(value, byteCount: Chunk.byteCount)[skipped..<skipped + taken]
    }
    return bytes + [UInt8](repeating: 0, count: byteCount - bytes.count)
  }
}

extension PagePlan {
  /// Reads bytes of a file of a size; no bytes, and offsets behind the end, are no error.
  public func read(offset: UInt64, byteCount: Int, of fileByteCount: UInt64) -> ReadPlan {
    ReadPlan(self, offset: offset, byteCount: byteCount, fileByteCount: fileByteCount)
  }
}
