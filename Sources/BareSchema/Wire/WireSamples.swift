/// Values that stand for all others where bytes are read as what they were not written as.
struct WireSamples {
  private let table: WireTable
  private let bits: [UInt64]

  /// Contents of texts and data; the last of data are no text.
  private let texts: [[UInt8]]
  private let others: [[UInt8]] = [[0x80], [0xff], [1, 0xff], [0xff, 1], [0, 0x80]]

  /// Samples around every number that means something in the table.
  init(_ table: WireTable) {
    self.table = table
    var bits: Set<UInt64> = [0, 1, 2, 3, 7, 0x0101, 0x0001_0001, 0x0101_0101, 0x3f80_0000]
    for shift in [7, 8, 14, 16, 28, 32, 49, 63] as [UInt64] {
      bits.formUnion([1 << shift - 1, 1 << shift, ~(1 << shift - 1)])
    }
    bits.insert(.max)
    var numbers: Set<UInt64> = []
    for node in table.nodes {
      if case .choice(let members) = node { numbers.formUnion(members.map(\.number)) }
    }
    for number in numbers {
      bits.formUnion([number &- 1, number, number &+ 1])
    }
    self.bits = bits.sorted()
    let letters = ([0, 1, 2, 0x61, 0x7f] + numbers.filter { $0 < 0x80 }.sorted().prefix(16))
      .map { [UInt8($0)] }
    let pairs = letters.prefix(3).flatMap { first in letters.prefix(3).map { first + $0 } }
    let runs = [3, 4, 7, 8].map { [UInt8](repeating: 0, count: $0) }
    texts = Set([[], [0xc3, 0xa9]] + letters + pairs + runs)
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Whether a type is `u8`, so that a list of it is `data`.
  func isByte(_ index: WireIndex) -> Bool {
    table[index] == .number(.fixed(byteCount: 1, isSigned: false))
  }

  /// Samples of an integer or float, each with other bytes.
  func numbers(_ number: WireNumber) -> [WireSample] {
    var seen: Set<[UInt8]> = []
    return bits.map(number.sample).filter { seen.insert($0.bytes).inserted }
  }

  /// Samples of a text.
  var strings: [WireSample] { counted(texts) }

  /// Samples of data.
  var data: [WireSample] { counted(texts + others) }

  private func counted(_ contents: [[UInt8]]) -> [WireSample] {
    contents.map { text in
      WireSample(
        bytes: Varint.bytes(UInt64(text.count)) + text,
        tokens: [.count(UInt64(text.count))] + text.map { .number(UInt64($0)) })
    }
  }

  /// The bytes of a type that has one value only; nil for others.
  func onlyValue(of index: WireIndex) -> [UInt8]? {
    switch table[index] {
    case .void: return []
    case .number, .text, .list, .map: return nil
    case .choice(let members):
      guard members.count == 1, let payload = onlyValue(of: members[0].payload) else { return nil }
      return Varint.bytes(members[0].number) + payload
    case .sequence(let parts):
      let values = parts.compactMap { onlyValue(of: $0.type) }
      return values.count == parts.count ? values.flatMap { $0 } : nil
    case .repeated(let element, let count):
      guard count <= WireReader.maximumRepeatedCount, let value = onlyValue(of: element) else {
        return nil
      }
      return (0..<count).flatMap { _ in value }
    }
  }
}
