/// Makes texts that look like schemas, spaced oddly, full of comments, and often with a fault.
struct SchemaStream {
  var random: SplitMix

  /// Types that a name stands for already.
  private var typeCount = 0
  private var commentCount = 0
  private var tokens: [String] = []

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// The next text.
  mutating func next() -> [UInt8] {
    tokens = []
    typeCount = 0
    for _ in 0..<Int.random(in: 1...3, using: &random) { addDefinition() }
    if chance(0.5) { spoil() }
    var text = gap(isNeeded: false)
    for (token, following) in zip(tokens, tokens.dropFirst() + [""]) {
      text += token + gap(isNeeded: Self.needsSpace(token, following))
    }
    return Array(text.utf8)
  }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }

  private static func needsSpace(_ token: String, _ following: String) -> Bool {
    guard let first = following.first, first.isLetter || first.isNumber else { return false }
    return token.last.map { !"{<[:=|".contains($0) } ?? false
  }

  /// Replaces, removes, repeats or swaps tokens.
  private mutating func spoil() {
    let foreign = ["{", "}", "<", ">", "[", "]", ":", "=", "|", ",", "type", "A", "x", "3", "é"]
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      guard let index = tokens.indices.randomElement(using: &random) else { return }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: tokens[index] = foreign.randomElement(using: &random) ?? ""
      case 1: tokens.remove(at: index)
      case 2: tokens.insert(tokens[index], at: index)
      default: tokens.swapAt(index, max(0, index - 1))
      }
    }
  }
}

// The grammar.
extension SchemaStream {
  private mutating func addDefinition() {
    tokens += ["type", "T\(typeCount)"]
    addType(depth: 0)
    typeCount += 1
  }

  private mutating func addType(depth: Int) {
    switch Int.random(in: 0..<(depth > 2 ? 4 : 11), using: &random) {
    case 0: tokens += ["data", "[", "\(Int.random(in: 1...40, using: &random))", "]"]
    case 1 where typeCount > 0: tokens.append("T\(Int.random(in: 0..<typeCount, using: &random))")
    case 0...3:
      tokens.append(["u8", "str", "data", "int", "bool"].randomElement(using: &random) ?? "")
    case 4: addParameter("optional", depth: depth)
    case 5:
      addParameter("list", depth: depth)
      if chance(0.3) { tokens += ["[", "2", "]"] }
    case 6:
      tokens += ["map", "<", "str", ">"]
      addParameter("", depth: depth)
    case 7: addEnum()
    case 8: addUnion(depth: depth)
    default: addStruct(depth: depth)
    }
  }

  private mutating func addParameter(_ keyword: String, depth: Int) {
    tokens += keyword.isEmpty ? ["<"] : [keyword, "<"]
    addType(depth: depth + 1)
    tokens.append(">")
  }

  private mutating func addEnum() {
    tokens += ["enum", "{"]
    for index in 0..<Int.random(in: 1...4, using: &random) {
      tokens.append(chance(0.2) ? "A_LONG_NAME_OF_A_VALUE_\(index)" : "V\(index)")
      if chance(0.2) { tokens += ["=", "\(index * 9)"] }
    }
    tokens.append("}")
  }

  private mutating func addStruct(depth: Int) {
    tokens += ["struct", "{"]
    for index in 0..<Int.random(in: 1...3, using: &random) {
      tokens += [chance(0.2) ? "aLongNameOfAField\(index)" : "f\(index)", ":"]
      addType(depth: depth + 1)
    }
    tokens.append("}")
  }

  private mutating func addUnion(depth: Int) {
    tokens += ["union", "{"]
    if chance(0.3) { tokens.append("|") }
    for index in 0..<Int.random(in: 1...3, using: &random) {
      if index > 0 { tokens.append("|") }
      if chance(0.6) {
        tokens += ["data", "[", "\(index + 50)", "]"]
      } else {
        addType(depth: depth + 1)
      }
      if chance(0.2) { tokens += ["=", "\(index * 9)"] }
    }
    if chance(0.3) { tokens.append("|") }
    tokens.append("}")
  }
}

// What stands between tokens.
extension SchemaStream {
  private mutating func gap(isNeeded: Bool) -> String {
    if chance(0.8) { return isNeeded || chance(0.3) ? " " : "" }
    var gap = isNeeded ? " " : ""
    for _ in 0..<Int.random(in: 1...4, using: &random) { gap += piece() }
    return gap
  }

  private mutating func piece() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "\t"
    case 1: return "  "
    case 2: return "\r\n"
    case 3:
      commentCount += 1
      return ["#c\(commentCount)\n", "# c\(commentCount) |} \r\n", " # c\(commentCount)\n\n"]
        .randomElement(using: &random) ?? ""
    default: return "\n"
    }
  }
}
