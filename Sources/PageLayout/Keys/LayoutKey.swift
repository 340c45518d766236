/// What a key of an actor means to the layout (`KV-B2.1`, `KV-B2.13`).
public enum LayoutKey: Hashable, Sendable {
  /// The size of a file.
  case meta(FileTag)

  /// A chunk of a file.
  case chunk(FileTag, index: UInt32)

  /// A key of an older layout, which nothing reads any more.
  case older(LayoutGeneration)

  /// A key of something else.
  case other

  /// Reads a key.
  public init(_ key: [UInt8]) {
    let rest = key.dropFirst(FileTag.metaPrefix.count)
    if key.starts(with: FileTag.metaPrefix), rest.count == 1 {
      self = .meta(FileTag(rawValue: key[3]))
    } else if key.starts(with: FileTag.chunkPrefix), rest.count == 5 {
      let index = key[4...].reduce(0) { $0 << 8 | UInt32($1) }
      self = .chunk(FileTag(rawValue: key[3]), index: index)
    } else {
      self = LayoutGeneration(older: key).map(LayoutKey.older) ?? .other
    }
  }
}

/// The three layouts that there were, by their names in the documents.
public enum LayoutGeneration: String, Hashable, Sendable, CaseIterable {
  /// Keys `09 00` and `09 01` with the name of the file, before 2026-02-23.
  case l0 = "L0"

  /// Keys `09 00` and `09 01` with the tag of the file, on 2026-02-23.
  case l1 = "L1"

  /// Keys `08 01`, since then.
  case l2 = "L2"

  /// The layout of an actor's keys, the newest of them; nil where there is no database.
  public static func detect(_ keys: some Sequence<[UInt8]>) -> LayoutGeneration? {
    var found: Set<LayoutGeneration> = []
    for key in keys {
      switch LayoutKey(key) {
      case .meta, .chunk: return .l2
      case .older(let generation): found.insert(generation)
      case .other: break
      }
    }
    return found.contains(.l1) ? .l1 : found.first
  }

  /// The older layout that a key is of. Names of files are text, so a byte 0 to 3 is a tag.
  init?(older key: [UInt8]) {
    guard key.count >= 3, key[0] == 0x09, key[1] <= 1 else { return nil }
    let isTag = key[2] <= FileTag.shm.rawValue
    let tagKeyByteCount = key[1] == 0 ? 3 : 7
    if isTag, key.count == tagKeyByteCount {
      self = .l1
    } else if !isTag, key[1] == 0 || Self.hasNameAndIndex(key) {
      self = .l0
    } else {
      return nil
    }
  }

  private static func hasNameAndIndex(_ key: [UInt8]) -> Bool {
    key.count >= 8 && key[key.count - 5] == 0
  }
}
