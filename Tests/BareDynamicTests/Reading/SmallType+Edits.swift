extension SmallType {
  /// The type with one edit somewhere in it, such as people make.
  func edited(using random: inout SplitMix64) -> SmallType {
    switch self {
    case .leaf, .enumeration: return editedHere(using: &random)
    case .optional(let type):
      return random.below(3) == 0
        ? editedHere(using: &random) : .optional(type.edited(using: &random))
    case .list(let type, let count):
      return random.below(3) == 0
        ? editedHere(using: &random) : .list(type.edited(using: &random), count: count)
    case .map(let key, let value):
      return random.below(3) == 0
        ? editedHere(using: &random) : .map(key, value.edited(using: &random))
    case .structure(var fields):
      if random.below(2) == 0 { return editedHere(using: &random) }
      let index = random.below(fields.count)
      fields[index].type = fields[index].type.edited(using: &random)
      return .structure(fields)
    case .union(var members, let offset):
      if random.below(2) == 0 { return editedHere(using: &random) }
      let index = random.below(members.count)
      let member = members[index].edited(using: &random)
      if members.contains(where: { $0.text == member.text }) { return self }
      members[index] = member
      return .union(members, offset: offset)
    }
  }

  private func editedHere(using random: inout SplitMix64) -> SmallType {
    switch self {
    case .enumeration(var names, let offset):
      switch random.below(4) {
      case 0: names.append("W")
      case 1: names.insert("W", at: random.below(names.count + 1))
      case 2: names[random.below(names.count)] = "W"
      default: names.swapAt(0, names.count - 1)
      }
      return .enumeration(names, offset: offset)
    case .structure(var fields):
      let index = random.below(fields.count)
      switch random.below(5) {
      case 0: fields.append(Field(name: "g", type: .leaf("u8")))
      case 1: fields.insert(Field(name: "g", type: .leaf("u8")), at: index)
      case 2: fields[index].name = "g"
      case 3 where fields.count > 1: fields.remove(at: index)
      default: fields.swapAt(index, random.below(fields.count))
      }
      return .structure(fields)
    case .union(var members, let offset):
      let index = random.below(members.count)
      switch random.below(4) {
      case 0 where !members.contains(.leaf("u64")): members.append(.leaf("u64"))
      case 1 where !members.contains(.leaf("u64")): members.insert(.leaf("u64"), at: index)
      case 2 where members.count > 1: members.remove(at: index)
      default: members.swapAt(index, random.below(members.count))
      }
      return .union(members, offset: offset)
    case .list(let type, let count) where random.below(2) == 0:
      return .list(type, count: count == nil ? 2 : nil)
    default: return wrapped(using: &random)
    }
  }

  private func wrapped(using random: inout SplitMix64) -> SmallType {
    switch random.below(5) {
    case 0: .optional(self)
    case 1: .list(self, count: nil)
    case 2: .structure([Field(name: "f0", type: self)])
    case 3: .list(self, count: 1)
    default: .random(depth: 1, using: &random)
    }
  }
}
