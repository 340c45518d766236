import BareDynamic
import BareRuntime
import BareSchema

/// Makes values of a schema's types.
struct RandomValue {
  let schema: Schema
  private var random: SplitMix64

  init(schema: Schema, seed: UInt64) {
    self.schema = schema
    random = SplitMix64(seed: seed)
  }

  mutating func value(of type: SchemaType) -> DynamicValue {
    switch schema.resolved(type) {
    case .primitive(let primitive): return value(of: primitive)
    case .data(let byteCount): return .data(bytes(byteCount.map(Int.init) ?? random.below(6)))
    case .optional(let wrapped): return random.below(2) == 0 ? .none : .some(value(of: wrapped))
    case .list(let element, let count):
      let count = count.map(Int.init) ?? random.below(4)
      return .list((0..<count).map { _ in value(of: element) })
    case .map(let key, let value): return map(key, value)
    case .enumeration(let values): return .enumeration(index: random.below(values.count))
    case .structure(let fields): return .structure(fields.map { value(of: $0.type) })
    case .union(let members):
      let index = random.below(members.count)
      return .union(index: index, value(of: members[index].type))
    case .named: return .void
    }
  }

  private mutating func value(of primitive: Primitive) -> DynamicValue {
    let bits = random.next()
    return switch primitive {
    case .uint, .u64: .unsigned(random.number())
    case .int, .i64: .signed(Int64(bitPattern: random.number()) &* (bits & 1 == 0 ? 1 : -1))
    default: primitive.value(ofBits: bits, text: text())
    }
  }

  private mutating func map(_ key: SchemaType, _ value: SchemaType) -> DynamicValue {
    var seen: Set<String> = []
    var parts: [DynamicValue] = []
    for _ in 0..<random.below(5) {
      let keyValue = self.value(of: key)
      guard seen.insert(keyValue.keyIdentity).inserted else { continue }
      parts += [keyValue, self.value(of: value)]
    }
    return .map(parts)
  }

  private mutating func bytes(_ count: Int) -> Bytes {
    (try? Bytes((0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) })) ?? Bytes()
  }

  private mutating func text() -> String {
    let scalars: [String] = [
      "a", "Z", "\0", "\"", "\\", "\n", "\u{7f}", "é", "e\u{301}", "\u{feff}", "😀",
    ]
    return (0..<random.below(6)).map { _ in scalars[random.below(scalars.count)] }.joined()
  }
}
