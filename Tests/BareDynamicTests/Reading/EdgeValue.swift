import BareDynamic
import BareRuntime
import BareSchema

/// Makes values at the edges: small numbers, borders of widths and varints, short lists.
struct EdgeValue {
  private let schema: Schema
  private var random: SplitMix64

  init(schema: Schema, seed: UInt64) {
    self.schema = schema
    random = SplitMix64(seed: seed)
  }

  mutating func value(of type: SchemaType) -> DynamicValue {
    switch schema.resolved(type) {
    case .primitive(let primitive): return value(of: primitive)
    case .data(let byteCount): return .data(bytes(byteCount.map(Int.init) ?? count()))
    case .optional(let wrapped): return random.below(2) == 0 ? .none : .some(value(of: wrapped))
    case .list(let element, let count):
      let count = count.map(Int.init) ?? self.count()
      var values: [DynamicValue] = []
      for _ in 0..<count {
        values.append(
          values.isEmpty || random.below(3) > 0 ? value(of: element) : values[values.count - 1])
      }
      return .list(values)
    case .map(let key, let value): return map(key, value)
    case .enumeration(let values): return .enumeration(index: random.below(values.count))
    case .structure(let fields): return .structure(fields.map { value(of: $0.type) })
    case .union(let members):
      let index = random.below(members.count)
      return .union(index: index, value(of: members[index].type))
    case .named: return .void
    }
  }

  /// How many elements lists get, short ones more often.
  private static let counts = [0, 0, 1, 1, 1, 1, 2, 2, 3, 7]

  private static let numbers: [UInt64] = [
    0, 1, 2, 3, 4, 5, 127, 128, 129, 255, 256, 257, 16_383, 16_384, 32_767, 32_768, 65_535, 65_536,
    1 << 31, 1 << 32, 1 << 63, .max, .max - 1, 0x8080_8080_8080_8080, 0x0101_0101_0101_0101,
    0x0001_0001, 0x0100, 0x0201, 0x3f80_0000,
  ]

  private mutating func count() -> Int { Self.counts[random.below(Self.counts.count)] }

  private mutating func bits() -> UInt64 {
    switch random.below(8) {
    case 0: random.next()
    case 1...4: UInt64(random.below(4))
    default: Self.numbers[random.below(Self.numbers.count)]
    }
  }

  private mutating func value(of primitive: Primitive) -> DynamicValue {
    primitive.value(ofBits: bits(), text: text())
  }

  private mutating func map(_ key: SchemaType, _ value: SchemaType) -> DynamicValue {
    var seen: Set<String> = []
    var parts: [DynamicValue] = []
    for _ in 0..<count() {
      let keyValue = self.value(of: key)
      guard seen.insert(keyValue.keyIdentity).inserted else { continue }
      parts += [keyValue, self.value(of: value)]
    }
    return .map(parts)
  }

  private mutating func bytes(_ count: Int) -> Bytes {
    (try? Bytes((0..<count).map { _ in UInt8(truncatingIfNeeded: bits()) })) ?? Bytes()
  }

  private mutating func text() -> String {
    let scalars = ["\0", "\u{1}", "\u{2}", "\u{3}", "a", "\u{7f}", "é", "€"]
    return (0..<count()).map { _ in scalars[random.below(scalars.count)] }.joined()
  }
}
