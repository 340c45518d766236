/// What the store takes in one request, and how chunks are removed.
public struct PlanOptions: Hashable, Sendable {
  /// How many chunks are removed at a time.
  public enum Deletion: String, Hashable, Sendable, CaseIterable {
    /// One range for all.
    case range

    /// Deletes by key, for stores without ranges.
    case batches
  }

  /// The most keys of one get, put or delete.
  public let maximumKeyCount: Int

  /// The most bytes of a put: keys, values, and 2 for each key.
  public let maximumPutByteCount: Int

  /// How chunks are removed.
  public let deletion: Deletion

  /// The limits of the KV channel; lower ones are for tests. A put always takes two pairs, and a
  /// whole chunk beside a meta value.
  public init(
    maximumKeyCount: Int = 128, maximumPutByteCount: Int = 999_424, deletion: Deletion = .range
  ) {
    self.maximumKeyCount = max(2, maximumKeyCount)
    self.maximumPutByteCount = max(Self.minimumPutByteCount, maximumPutByteCount)
    self.deletion = deletion
  }

  private static let minimumPutByteCount =
    keyOverheadByteCount + 8 + Chunk.byteCount + keyOverheadByteCount + 4
    + FileMeta.encodedByteCount
  private static let keyOverheadByteCount = 2
}

extension PlanOptions {
  /// Whether one put takes all of these.
  func fits(_ pairs: [KVPair]) -> Bool {
    pairs.count <= maximumKeyCount
      && pairs.reduce(0) { $0 + Self.byteCount($1) } <= maximumPutByteCount
  }

  /// Puts in order, each as full as it may be; none for nothing.
  func puts(_ pairs: [KVPair]) -> [KVRequest] {
    var batches: [[KVPair]] = []
    var byteCount = 0
    for pair in pairs {
      byteCount += Self.byteCount(pair)
      if let last = batches.last, last.count < maximumKeyCount, byteCount <= maximumPutByteCount {
        batches[batches.count - 1].append(pair)
      } else {
        batches.append([pair])
        byteCount = Self.byteCount(pair)
      }
    }
    return batches.map(KVRequest.put)
  }

  /// Gets in order.
  package func gets(_ keys: [[UInt8]]) -> [KVRequest] { batches(keys).map(KVRequest.get) }

  /// Removes the chunks of a file from an index to a count.
  func deletions(of file: FileTag, chunks: Range<UInt64>) -> [KVRequest] {
    guard !chunks.isEmpty else { return [] }
    switch deletion {
    case .range:
      return [.deleteRange(file.chunkKeys(from: UInt32(truncatingIfNeeded: chunks.lowerBound)))]
    case .batches:
      return batches(chunks.map { file.chunkKey(UInt32(truncatingIfNeeded: $0)) })
        .map(KVRequest.delete)
    }
  }

  private func batches(_ keys: [[UInt8]]) -> [[[UInt8]]] {
    stride(from: 0, to: keys.count, by: maximumKeyCount).map { start in
      Array(keys[start..<min(keys.count, start + maximumKeyCount)])
    }
  }

  private static func byteCount(_ pair: KVPair) -> Int {
    pair.key.count + keyOverheadByteCount + pair.value.count
  }
}
