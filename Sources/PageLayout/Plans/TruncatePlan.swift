/// Another size for a file (`KV-B2.7`).
///
/// One that grows gets a new size and nothing else. One that shrinks gets it first; then its last
/// chunk is cut and the others are removed, so that a crash leaves chunks that are not seen, and
/// never a file without chunks that it had.
public struct TruncatePlan: ChangePlan, Hashable {
  public let fetch: [KVRequest]

  private let plan: PagePlan
  private let oldByteCount: UInt64
  private let newByteCount: UInt64

  init(_ plan: PagePlan, from oldByteCount: UInt64, to newByteCount: UInt64) {
    self.plan = plan
    self.oldByteCount = oldByteCount
    self.newByteCount = newByteCount
    let cuts = newByteCount < oldByteCount && newByteCount % UInt64(Chunk.byteCount) != 0
    fetch = cuts ? [.get([Self.lastKey(plan, newByteCount)])] : []
  }

  public func changes(_ stored: StoredValues) -> [KVRequest] {
    guard newByteCount != oldByteCount else { return [] }
    let size = KVRequest.put([plan.metaPair(newByteCount)])
    guard newByteCount < oldByteCount else { return [size] }
    let removed = Chunk.count(holding: newByteCount)..<Chunk.count(holding: oldByteCount)
    return [size] + cut(stored) + plan.options.deletions(of: plan.file, chunks: removed)
  }

  private func cut(_ stored: StoredValues) -> [KVRequest] {
    let key = Self.lastKey(plan, newByteCount)
    let keptByteCount = Int(newByteCount % UInt64(Chunk.byteCount))
    guard !fetch.isEmpty, let value = stored[key], value.count > keptByteCount else { return [] }
    return [.put([KVPair(key: key, value: Array(value.prefix(keptByteCount)))])]
  }

  private static func lastKey(_ plan: PagePlan, _ byteCount: UInt64) -> [UInt8] {
    plan.chunkKey(byteCount / UInt64(Chunk.byteCount))
  }
}

extension PagePlan {
  /// Changes the size of a file.
  ///
  /// - Throws: ``LayoutError/fileByteCount(_:)`` for one that no file has.
  public func truncate(
    from oldByteCount: UInt64, to newByteCount: UInt64
  ) throws(LayoutError) -> TruncatePlan {
    guard newByteCount <= FileMeta.maximumByteCount else { throw .fileByteCount(newByteCount) }
    return TruncatePlan(self, from: oldByteCount, to: newByteCount)
  }
}
