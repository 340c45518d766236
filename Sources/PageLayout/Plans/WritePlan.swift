/// Which chunks a write changes, and which of them it has to know (`KV-B2.6`).
public struct WritePlan: ChangePlan, Hashable {
  /// A chunk that is written to.
  public struct Part: Hashable, Sendable {
    /// The chunk.
    public let index: UInt32

    /// Which of its bytes are written.
    public let range: Range<Int>

    /// Whether what is stored has to be known: the write starts inside of the chunk, or bytes of
    /// the file are behind its end.
    public let needsStored: Bool
  }

  /// The chunks in order.
  public let parts: [Part]

  /// The size of the file afterwards.
  public let newByteCount: UInt64

  public let fetch: [KVRequest]

  private let plan: PagePlan
  private let bytes: [UInt8]
  private let fileByteCount: UInt64

  init(
    _ plan: PagePlan, bytes: [UInt8], offset: UInt64, fileByteCount: UInt64
  ) throws(LayoutError) {
    let (end, overflow) = offset.addingReportingOverflow(UInt64(bytes.count))
    guard !overflow, end <= FileMeta.maximumByteCount else {
      throw .fileByteCount(overflow ? .max : end)
    }
    self.plan = plan
    self.bytes = bytes
    self.fileByteCount = fileByteCount
    newByteCount = bytes.isEmpty ? fileByteCount : max(fileByteCount, end)
    parts = Chunk.indices(from: offset, byteCount: bytes.count).map { index in
      Self.part(index, writing: offset..<end, fileByteCount)
    }
    fetch = plan.options.gets(parts.filter(\.needsStored).map { plan.file.chunkKey($0.index) })
  }

  /// One put of all chunks, and of the size iff it grew; more than one put where one does not take
  /// them, the size in the last.
  public func changes(_ stored: StoredValues) -> [KVRequest] {
    var pairs: [KVPair] = []
    var rest = bytes[...]
    for part in parts {
      let key = plan.file.chunkKey(part.index)
      let old = part.needsStored ? stored[key] : nil
      pairs.append(KVPair(key: key, value: value(part, rest.prefix(part.range.count), over: old)))
      rest = rest.dropFirst(part.range.count)
    }
    let meta = newByteCount > fileByteCount ? [plan.metaPair(newByteCount)] : []
    return plan.options.puts(pairs + meta)
  }

  /// What a crash left behind the end of the file does not come back.
  private func value(
    _ part: Part, _ written: ArraySlice<UInt8>, over stored: [UInt8]?
  ) -> [UInt8] {
    let known = Chunk.byteCount(of: UInt64(part.index), in: fileByteCount)
    var value = Array((stored ?? []).prefix(known))
    value = Chunk.bytes(value, byteCount: max(value.count, part.range.upperBound))
    value.replaceSubrange(part.range, with: written)
    return value
  }

  private static func part(
    _ index: UInt64, writing range: Range<UInt64>, _ fileByteCount: UInt64
  ) -> Part {
    let start = Chunk.start(of: index)
    let lower = Int(max(start, range.lowerBound) - start)
    let upper = Int(min(start + UInt64(Chunk.byteCount), range.upperBound) - start)
    return Part(
      index: UInt32(truncatingIfNeeded: index), range: lower..<upper,
      needsStored: lower > 0 || Chunk.byteCount(of: index, in: fileByteCount) > upper)
  }
}

extension PagePlan {
  /// Writes bytes into a file of a size. Whoever keeps that size adopts ``WritePlan/newByteCount``
  /// only once all was answered.
  ///
  /// - Throws: ``LayoutError/fileByteCount(_:)`` where the file would be too large.
  public func write(
    _ bytes: [UInt8], offset: UInt64, of fileByteCount: UInt64
  ) throws(LayoutError) -> WritePlan {
    try WritePlan(self, bytes: bytes, offset: offset, fileByteCount: fileByteCount)
  }
}
