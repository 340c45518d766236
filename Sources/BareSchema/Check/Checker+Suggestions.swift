// What a name that is not declared was probably meant to be.
extension Checker {
  /// Comparing costs time, and a schema with more types than this was not typed by hand.
  private static let maximumCandidateCount = 2_000

  /// Nobody mistypes a longer name than this into another; hostile names are longer.
  private static let maximumComparedLength = 80

  func reportNotDeclared(_ name: NameSyntax) {
    report(
      .typeNotDeclared, "type `\(abbreviated(name.text))` is not declared", at: name.span,
      help: suggestionHelp(name), fixes: suggestionFixes(name))
  }

  private func suggestionHelp(_ name: NameSyntax) -> String {
    suggestion(for: name.text).map { "did you mean `\($0)`?" } ?? declarationHelp(name.text)
  }

  private func declarationHelp(_ name: String) -> String {
    if NameKind.type.allows(name) { return "declare it above: `type \(abbreviated(name)) …`" }
    if let number = Self.numberTypes(like: name) { return number }
    let repaired = Words.upperCamel(Words.split(name))
    guard NameKind.type.allows(repaired) else { return "a type name is \(NameKind.type.spelling)" }
    let short = abbreviated(repaired)
    return "declare it above, with a capital: `type \(short) …`, and write `\(short)` here"
  }

  /// What there is where `u128` or `f16` is written.
  private static func numberTypes(like name: String) -> String? {
    let letters = name.prefix { !$0.isNumber }
    guard letters.utf8.count < name.utf8.count, name.dropFirst(letters.count).allSatisfy(\.isNumber)
    else { return nil }
    return switch letters {
    case "u", "i", "uint", "int":
      "integers are `u8`, `u16`, `u32`, `u64` and `uint`, and signed `i8` to `i64` and `int`"
    case "f", "float": "numbers with a fraction are `f32` and `f64`"
    default: nil
    }
  }

  private func suggestionFixes(_ name: NameSyntax) -> [FixIt] {
    guard let suggestion = suggestion(for: name.text) else { return [] }
    return names.uses(of: name.text).map {
      FixIt($0, replacement: suggestion, title: "write `\(suggestion)`")
    }
  }

  private func abbreviated(_ name: String) -> String {
    name.utf8.count <= 80 ? name : String(name.prefix(60)) + "…"
  }

  /// The nearest declared type or word of the language, if one is near.
  private func suggestion(for name: String) -> String? {
    guard isWorthRepairing, name.utf8.count <= Self.maximumComparedLength
    else { return nil }
    let small = name.lowercased()
    if let type = Self.typesOfOtherLanguages[small] { return type }
    let declared = names.declared.prefix(Self.maximumCandidateCount).map(\.text)
    var candidates = declared + Primitive.allCases.map(\.rawValue) + ["data"]
    // `f16` is nearer to `u16` than to any float, and not meant to be one.
    if Self.numberTypes(like: name) != nil { candidates.removeAll { $0.first != name.first } }
    let limit = max(1, name.utf8.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates
    where abs(candidate.utf8.count - name.utf8.count) <= limit && candidate != name {
      let distance = Self.distance(small, candidate.lowercased(), limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  private static let typesOfOtherLanguages = [
    "string": "str", "text": "str", "utf8": "str", "bytes": "data", "binary": "data",
    "blob": "data", "buffer": "data", "byte": "u8", "boolean": "bool", "float": "f32",
    "float32": "f32", "double": "f64", "float64": "f64", "uint8": "u8", "uint16": "u16",
    "uint32": "u32", "uint64": "u64", "int8": "i8", "int16": "i16", "int32": "i32",
    "int64": "i64", "varint": "uint", "integer": "int", "unit": "void", "null": "void",
    "none": "void",
  ]

  /// The fewest insertions, deletions, replacements and swaps of neighbours between two words;
  /// anything beyond the limit is just above it.
  static func distance(_ left: String, _ right: String, limit: Int) -> Int {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1]
          && left[row - 1] == right[column]
        if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
        current.append(cost)
      }
      if (current.min() ?? 0) > limit { return limit + 1 }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
