/// The keys of a map that is being read, as they stand in the message.
@usableFromInline
struct SeenKeys {
  private let listed: UnsafeMutableBufferPointer<WireKey>
  private var listedCount = 0
  private var hashed: [WireKey: Int] = [:]

  /// Keys that are compared one by one while the room lasts, and hashed beyond.
  @usableFromInline
  init(room: UnsafeMutableBufferPointer<WireKey>) {
    listed = room
  }

  /// Adds a key; the index of the first where it was there already.
  @usableFromInline
  mutating func insert(_ key: WireKey) -> Int? {
    guard listedCount < listed.count else { return insertHashed(key) }
    for index in 0..<listedCount where listed[index] == key { return index }
    listed.initializeElement(at: listedCount, to: key)
    listedCount += 1
    return nil
  }

  @inline(never)
  private mutating func insertHashed(_ key: WireKey) -> Int? {
    if hashed.isEmpty {
      for index in 0..<listedCount { hashed[listed[index]] = index }
    }
    if let first = hashed[key] { return first }
    hashed[key] = hashed.count
    return nil
  }
}

/// A key by its encoded bytes.
@usableFromInline
struct WireKey: Hashable {
  private let bytes: UnsafeRawBufferPointer

  /// The first eight bytes, or all: two keys of text differ in them or in nothing, as a rule.
  private let head: UInt64

  @usableFromInline
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    head =
      bytes.count >= 8
      ? bytes.loadUnaligned(as: UInt64.self) : bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  @usableFromInline
  static func == (left: WireKey, right: WireKey) -> Bool {
    left.head == right.head && Memory.areEqual(left.bytes, right.bytes)
  }

  @usableFromInline
  func hash(into hasher: inout Hasher) {
    hasher.combine(bytes: bytes)
  }
}
