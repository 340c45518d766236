/// A hash that is the same on every machine and in every run: FNV-1a of 64 bits. It is meant
/// against mistakes, not against people.
enum FNV1a {
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
