import BareSchema

/// A small type that can be changed a little, to have pairs of schemas that differ by an edit.
indirect enum SmallType: Hashable {
  case leaf(String)
  case optional(SmallType)
  case list(SmallType, count: Int?)
  case map(SmallType, SmallType)
  case enumeration([String], offset: Int)
  case structure([Field])
  case union([SmallType], offset: Int)

  struct Field: Hashable {
    var name: String
    var type: SmallType
  }

  /// A random type, so many levels deep at most.
  static func random(depth: Int, using random: inout SplitMix64) -> SmallType {
    guard depth > 0, random.below(4) > 0 else { return leaf(using: &random) }
    switch random.below(8) {
    case 0: return .optional(.random(depth: depth - 1, using: &random))
    case 1: return .list(.random(depth: depth - 1, using: &random), count: nil)
    case 2: return .list(.random(depth: depth - 1, using: &random), count: 1 + random.below(3))
    case 3:
      return .map(key(using: &random), .random(depth: depth - 1, using: &random))
    case 4, 5: return .union(members(depth: depth - 1, using: &random), offset: random.below(2))
    default:
      return .structure(
        (0...random.below(3)).map {
          Field(name: "f\($0)", type: .random(depth: depth - 1, using: &random))
        })
    }
  }

  private static let leaves = [
    "u8", "u8", "i8", "u16", "i16", "u32", "i32", "f32", "u64", "uint", "uint", "int", "bool",
    "str", "data", "data[1]", "data[2]",
  ]

  private static func leaf(using random: inout SplitMix64) -> SmallType {
    guard random.below(5) > 0 else {
      return .enumeration((0...random.below(3)).map { "V\($0)" }, offset: random.below(2))
    }
    return .leaf(leaves[random.below(leaves.count)])
  }

  private static func key(using random: inout SplitMix64) -> SmallType {
    let keys = ["u8", "u16", "str", "bool", "data[1]", "uint", "i8"]
    return .leaf(keys[random.below(keys.count)])
  }

  /// Members that differ from one another.
  private static func members(depth: Int, using random: inout SplitMix64) -> [SmallType] {
    var members: [SmallType] = []
    for _ in 0...random.below(3) {
      let member = SmallType.random(depth: depth, using: &random)
      if !members.contains(where: { $0.text == member.text }) { members.append(member) }
    }
    return members
  }

  /// The type as schema text.
  var text: String {
    switch self {
    case .leaf(let name): name
    case .optional(let type): "optional<\(type.text)>"
    case .list(let type, let count): "list<\(type.text)>" + (count.map { "[\($0)]" } ?? "")
    case .map(let key, let value): "map<\(key.text)><\(value.text)>"
    case .enumeration(let names, let offset):
      "enum { \(names.enumerated().map { "\($1) = \($0 + offset)" }.joined(separator: " ")) }"
    case .structure(let fields):
      "struct { \(fields.map { "\($0.name): \($0.type.text)" }.joined(separator: " ")) }"
    case .union(let members, let offset):
      "union { "
        + members.enumerated().map { "\($1.text) = \($0 + offset)" }.joined(separator: " | ") + " }"
    }
  }
}
