import BareSchema

/// Makes schemas in text that obey every rule of the language.
struct RandomSchema {
  private var random: SplitMix64
  private var names: [String] = []
  private var nextName = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A schema of one to four types.
  mutating func text() -> String {
    var lines = ["type Nothing void"]
    for number in 0..<(1 + random.below(4)) {
      lines.append("type T\(number) " + type(depth: 3))
      names.append("T\(number)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A type that is not void.
  private mutating func type(depth: Int) -> String {
    guard depth > 0, random.below(3) > 0 else { return leaf() }
    switch random.below(7) {
    case 0: return "optional<\(type(depth: depth - 1))>"
    case 1: return "list<\(type(depth: depth - 1))>"
    case 2: return "list<\(type(depth: depth - 1))>[\(1 + random.below(3))]"
    case 3: return "map<\(key())><\(type(depth: depth - 1))>"
    case 4: return union(depth: depth - 1)
    default: return structure(depth: depth - 1)
    }
  }

  private mutating func leaf() -> String {
    switch random.below(8) {
    case 0: "f32"
    case 1: "f64"
    case 2: names.randomElement(using: &random) ?? "uint"
    default: key()
    }
  }

  private mutating func key() -> String {
    switch random.below(5) {
    case 0: return "data[\(1 + random.below(4))]"
    case 1: return enumeration()
    case 2: return "data"
    default:
      let keys = Primitive.allCases.filter { $0 != .f32 && $0 != .f64 && $0 != .void }
      return keys[random.below(keys.count)].rawValue
    }
  }

  private mutating func enumeration() -> String {
    let values = numbers().enumerated().map { "V\($0)\($1)" }
    return "enum { \(values.joined(separator: " ")) }"
  }

  private mutating func structure(depth: Int) -> String {
    let fields = (0...random.below(3)).map { "f\($0): \(type(depth: depth))" }
    return "struct { \(fields.joined(separator: " ")) }"
  }

  /// Members differ from one another by a field that no other member has.
  private mutating func union(depth: Int) -> String {
    var members: [String] = []
    for number in numbers() {
      nextName += 1
      let member =
        members.isEmpty
        ? ["Nothing", "void", "u8", "str"][random.below(4)]
        : "struct { m\(nextName): \(type(depth: depth)) }"
      members.append(member + number)
    }
    return "union { \(members.joined(separator: " | ")) }"
  }

  /// One to four ascending numbers, some of them left to counting.
  private mutating func numbers() -> [String] {
    var texts: [String] = []
    var last: UInt64 = 0
    for _ in 0...random.below(4) {
      if random.below(3) == 0 {
        last += 1 + random.number() >> 3
        texts.append(" = \(last)")
      } else {
        texts.append("")
        last += 1
      }
    }
    return texts
  }
}
