/// A page of a database and what it holds; page `n` is chunk `n - 1`.
public struct DatabasePage: Hashable, Sendable {
  /// From 1.
  public let number: UInt32

  /// 4096 bytes.
  public let bytes: [UInt8]

  /// A page.
  public init(number: UInt32, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
  }

  /// The page at byte 2^30, which SQLite uses for locks: it holds nothing, and no journal has it.
  static let lockPageNumber: UInt32 = 0x4000_0000 / 4096 + 1

  var pair: KVPair { KVPair(key: Self.key(number), value: bytes) }

  static func key(_ number: UInt32) -> [UInt8] { FileTag.main.chunkKey(number - 1) }
}
