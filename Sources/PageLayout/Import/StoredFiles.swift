/// The files of the layout among an actor's pairs.
struct StoredFiles {
  private var metas: [FileTag: [UInt8]] = [:]
  private var chunksByFile: [FileTag: [UInt32: [UInt8]]] = [:]

  /// The newest older layout that has keys here.
  let olderLayout: LayoutGeneration?

  /// Whether there is a key of the layout.
  var isPresent: Bool { !metas.isEmpty || !chunksByFile.isEmpty }

  /// Sorts pairs.
  init(_ pairs: some Sequence<KVPair>) throws(ImportRefusal) {
    var older: Set<LayoutGeneration> = []
    for pair in pairs {
      let before: [UInt8]?
      switch LayoutKey(pair.key) {
      case .meta(let file): before = metas.updateValue(pair.value, forKey: file)
      case .chunk(let file, let index):
        before = chunksByFile[file, default: [:]].updateValue(pair.value, forKey: index)
      case .older(let generation):
        older.insert(generation)
        continue
      case .other: continue
      }
      guard before == nil || before == pair.value else { throw .duplicateKey(pair.key) }
    }
    olderLayout = older.contains(.l1) ? .l1 : older.first
  }

  func chunks(of file: FileTag) -> [UInt32: [UInt8]] { chunksByFile[file] ?? [:] }

  /// The size of a file; nil where there is none.
  func byteCount(of file: FileTag) throws(ImportRefusal) -> UInt64? {
    guard let value = metas[file] else { return nil }
    do throws(LayoutError) {
      return try FileMeta(decoding: value).byteCount
    } catch {
      throw .meta(file, error)
    }
  }

  /// The content of a file beside the database, as readers see it; nil where there is none.
  func bytes(of file: FileTag, limit: UInt64) throws(ImportRefusal) -> [UInt8]? {
    guard let byteCount = try byteCount(of: file) else { return nil }
    guard byteCount <= limit else { throw .overLimit(byteCount: byteCount, limit: limit) }
    return StoredFile(byteCount: byteCount, chunks: chunks(of: file)).bytes
  }
}

/// One file: its size, and what is stored of it.
struct StoredFile {
  private(set) var byteCount: UInt64
  private(set) var chunks: [UInt32: [UInt8]]

  init(byteCount: UInt64, chunks: [UInt32: [UInt8]]) {
    self.byteCount = byteCount
    self.chunks = chunks
  }

  /// All bytes; what is short or missing is zeros. The size was compared with a limit before.
  var bytes: [UInt8] {
    let known = chunks.keys.max().map { UInt64($0) + 1 } ?? 0
    var bytes: [UInt8] = []
    for index in 0..<min(known, Chunk.count(holding: byteCount)) {
      let count = Chunk.byteCount(of: index, in: byteCount)
      bytes += Chunk.bytes(chunks[UInt32(truncatingIfNeeded: index)], byteCount: count)
    }
    return bytes + [UInt8](repeating: 0, count: Int(byteCount) - bytes.count)
  }

  /// Puts old pages and the old size back.
  mutating func rollBack(to old: RollbackJournal) {
    byteCount = Chunk.start(of: UInt64(old.pageCount))
    for page in old.pages { chunks[page.number - 1] = page.bytes }
    chunks = chunks.filter { $0.key < old.pageCount }
  }
}
