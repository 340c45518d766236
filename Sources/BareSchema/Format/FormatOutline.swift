/// What may get a line of its own: a definition, or an item of a block.
struct FormatUnit {
  let tokens: Range<Int>

  /// Whether it is a member of a union, which a pipe stands before.
  let isMember: Bool

  /// Whether a block of its type, not counting blocks in blocks, is written on several lines.
  var hasBlockOnLines = false
}

/// Finds the units of a schema in the order of their tokens: each before those in its blocks.
struct FormatOutline {
  private(set) var units: [FormatUnit] = []

  /// How many lines end before each token.
  private let lineCounts: [Int]

  init(_ tree: SyntaxTree) {
    lineCounts = Self.lineCounts(of: tree.tokens)
    for definition in tree.definitions { add(definition.tokens, definition.type) }
  }

  private static func lineCounts(of tokens: [Token]) -> [Int] {
    var counts: [Int] = []
    counts.reserveCapacity(tokens.count)
    var count = 0
    for token in tokens {
      counts.append(count)
      if token.kind == .lineFeed { count += 1 }
    }
    return counts
  }

  private mutating func add(_ tokens: Range<Int>, _ type: TypeSyntax, isMember: Bool = false) {
    let index = units.count
    units.append(FormatUnit(tokens: tokens, isMember: isMember))
    let hasBlockOnLines = visit(type)
    units[index].hasBlockOnLines = hasBlockOnLines
  }

  /// Adds the items of the blocks of a type; tells whether one of these blocks is on several lines.
  private mutating func visit(_ type: TypeSyntax) -> Bool {
    switch type.kind {
    case .optional(let wrapped): return visit(wrapped)
    case .list(let element, _): return visit(element)
    case .map(let key, let value):
      let isKeyOnLines = visit(key)
      return visit(value) || isKeyOnLines
    case .enumeration(let values):
      for value in values { units.append(FormatUnit(tokens: value.tokens, isMember: false)) }
    case .structure(let fields):
      for field in fields { add(field.tokens, field.type) }
    case .union(let members):
      for member in members { add(member.tokens, member.type, isMember: true) }
    case .primitive, .data, .named, .broken: return false
    }
    return isOnLines(type.tokens)
  }

  private func isOnLines(_ tokens: Range<Int>) -> Bool {
    guard let last = tokens.last else { return false }
    return lineCounts[tokens.lowerBound] < lineCounts[last]
  }
}
