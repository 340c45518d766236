import BareDynamic
import BareSchema

/// What a value says, part by part, so that values of two schemas can be compared.
indirect enum Meaning {
  case number(Int128)
  case float(bits: UInt64, byteCount: Int)
  case count(Int)

  /// A number that a type lists, what it is called, and what the other numbers are called.
  case choice(UInt64, name: String?, siblings: [String], Meaning)
  case parts([(name: String?, Meaning)])

  init(_ value: DynamicValue, _ type: SchemaType, in schema: Schema) {
    let resolved = schema.resolved(type)
    switch (resolved, value) {
    case (_, .unsigned(let number)): self = .number(Int128(number))
    case (_, .signed(let number)): self = .number(Int128(number))
    case (_, .float32(let bits)): self = .float(bits: UInt64(bits), byteCount: 4)
    case (_, .float64(let bits)): self = .float(bits: bits, byteCount: 8)
    case (_, .bool(let value)): self = .fixedChoice(value ? 1 : 0, .parts([]))
    case (_, .string(let text)): self = Self.counted(text.utf8.map { .number(Int128($0)) })
    case (.data(nil), .data(let bytes)): self = Self.counted(bytes.map { .number(Int128($0)) })
    case (_, .data(let bytes)): self = .parts(bytes.map { (nil, .number(Int128($0))) })
    case (.enumeration(let values), .enumeration(let index)):
      self = .choice(
        values[index].number, name: values[index].name, siblings: values.map(\.name), .parts([]))
    case (_, .none): self = .fixedChoice(0, .parts([]))
    case (.optional(let wrapped), .some(let value)):
      self = .fixedChoice(1, Meaning(value, wrapped, in: schema))
    case (.list(let element, let count), .list(let values)):
      let parts = values.map { Meaning($0, element, in: schema) }
      self = count == nil ? Self.counted(parts) : .parts(parts.map { (nil, $0) })
    case (.map(let key, let value), .map(let parts)):
      let meanings = parts.enumerated().map {
        Meaning($1, $0.isMultiple(of: 2) ? key : value, in: schema)
      }
      self = .parts([(nil, .count(parts.count / 2))] + meanings.map { (nil, $0) })
    case (.structure(let fields), .structure(let values)):
      self = .parts(zip(fields, values).map { ($0.name, Meaning($1, $0.type, in: schema)) })
    case (.union(let members), .union(let index, let value)):
      let member = members[index]
      self = .choice(
        member.tag, name: member.type.compactText, siblings: members.map(\.type.compactText),
        Meaning(value, member.type, in: schema))
    default: self = .parts([])
    }
  }

  private static func counted(_ parts: [Meaning]) -> Meaning {
    .parts([(nil, .count(parts.count))] + parts.map { (nil, $0) })
  }

  private static func fixedChoice(_ number: UInt64, _ part: Meaning) -> Meaning {
    .choice(number, name: nil, siblings: [], part)
  }

  /// Whether one says what the other was meant to say.
  ///
  /// Names count only where they moved: a field or value of that name stands elsewhere on the other
  /// side.
  func isSame(as other: Meaning) -> Bool {
    Self.areSame([self], [other])
  }

  private static func areSame(_ left: [Meaning], _ right: [Meaning]) -> Bool {
    guard let first = left.first, let second = right.first else {
      return left.allSatisfy(\.isNothing) && right.allSatisfy(\.isNothing)
    }
    let leftRest = Array(left.dropFirst())
    let rightRest = Array(right.dropFirst())
    switch (first, second) {
    case (.parts(let old), .parts(let new)):
      if let moved = movedParts(old, new) {
        return moved.allSatisfy { areSame([$0.0], [$0.1]) }
          && areSame(leftRest, rightRest)
      }
      return areSame(old.map(\.1) + leftRest, new.map(\.1) + rightRest)
    case (.parts(let parts), _): return areSame(parts.map(\.1) + leftRest, right)
    case (_, .parts(let parts)): return areSame(left, parts.map(\.1) + rightRest)
    case (
      .choice(let old, let oldName, let oldNames, let oldPart),
      .choice(let new, let newName, let newNames, let newPart)
    ):
      if let oldName, let newName, oldName != newName,
        newNames.contains(oldName) || oldNames.contains(newName)
      {
        return false
      }
      return old == new && areSame([oldPart] + leftRest, [newPart] + rightRest)
    case (.choice(let number, _, _, let part), _):
      return areSame([.number(Int128(number)), part] + leftRest, right)
    case (_, .choice(let number, _, _, let part)):
      return areSame(left, [.number(Int128(number)), part] + rightRest)
    case (.number(let old), .number(let new)):
      return old == new && areSame(leftRest, rightRest)
    case (.count(let old), .count(let new)):
      return old == new && areSame(leftRest, rightRest)
    case (.float(let old, let oldCount), .float(let new, let newCount)):
      return old == new && oldCount == newCount && areSame(leftRest, rightRest)
    default: return false
    }
  }

  private var isNothing: Bool {
    if case .parts(let parts) = self { return parts.allSatisfy { $0.1.isNothing } }
    return false
  }

  /// The parts that both have by name, where one of them stands in another place.
  private static func movedParts(
    _ old: [(name: String?, Meaning)], _ new: [(name: String?, Meaning)]
  ) -> [(Meaning, Meaning)]? {
    var pairs: [(Meaning, Meaning)] = []
    var isMoved = false
    for (index, part) in new.enumerated() {
      guard let name = part.name, let place = old.firstIndex(where: { $0.name == name }) else {
        continue
      }
      if place != index { isMoved = true }
      pairs.append((old[place].1, part.1))
    }
    return isMoved ? pairs : nil
  }
}
