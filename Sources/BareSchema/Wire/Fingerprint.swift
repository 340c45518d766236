/// A number that tells wire shapes apart: the same for the same bytes, on every machine and in
/// every version of the tool.
///
/// It is meant against mistakes, not against people: 64 bits by FNV-1a.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  /// The number.
  public let value: UInt64

  /// Makes a fingerprint of its number.
  public init(value: UInt64) { self.value = value }

  /// Reads 16 hex digits.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  /// 16 lower-case hex digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Schema {
  /// The fingerprint of the schema: that of the shapes of its roots, in whatever order and by
  /// whatever names. Types that no message holds do not count.
  public var fingerprint: Fingerprint {
    let fingerprints = fingerprintByName
    let roots = roots.compactMap { fingerprints[$0.name]?.value }.sorted()
    var hasher = FingerprintHasher()
    hasher.combine(UInt64(roots.count))
    for root in roots { hasher.combine(root) }
    return Fingerprint(value: hasher.value)
  }

  /// The fingerprint of each declared type's wire shape.
  public var fingerprintByName: [String: Fingerprint] {
    var table = WireTable()
    let indexByName = table.add(self)
    var shapes = WireShapes(table)
    return indexByName.mapValues { Fingerprint(value: shapes.fingerprint(of: $0)) }
  }
}

/// FNV-1a over 64-bit words, low byte first.
struct FingerprintHasher {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func combine(_ words: UInt64...) {
    for word in words {
      for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
        value ^= word >> shift & 0xff
        value &*= 0x0000_0100_0000_01b3
      }
    }
  }
}
