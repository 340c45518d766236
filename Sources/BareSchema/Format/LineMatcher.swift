/// Finds lines that two texts have in common, in the order of both.
///
/// Lines that each text has once are the anchors; what stands between two of them is compared by
/// itself. The result is what people take for the change, not always the shortest one, and the time
/// does not grow with the square of the length, as that of the shortest one does.
struct LineMatcher {
  /// A line of both texts, by its index in each.
  struct Match: Equatable {
    let old: Int
    let new: Int
  }

  /// Each level looks at every line once; after these, what is left is taken for rewritten.
  private static let maximumDepth = 20

  private let old: [Int]
  private let new: [Int]
  private var matches: [Match] = []

  /// Takes the lines as numbers, equal numbers for equal lines.
  init(old: [Int], new: [Int]) {
    self.old = old
    self.new = new
  }

  /// The lines that stay, ascending in both texts.
  mutating func match() -> [Match] {
    matches = []
    match(old.indices, new.indices, depth: 0)
    return matches
  }

  private mutating func match(_ oldRange: Range<Int>, _ newRange: Range<Int>, depth: Int) {
    var oldRange = oldRange
    var newRange = newRange
    while let left = oldRange.first, let right = newRange.first, old[left] == new[right] {
      matches.append(Match(old: left, new: right))
      oldRange = (left + 1)..<oldRange.upperBound
      newRange = (right + 1)..<newRange.upperBound
    }
    var tail: [Match] = []
    while let left = oldRange.last, let right = newRange.last, old[left] == new[right] {
      tail.append(Match(old: left, new: right))
      oldRange = oldRange.lowerBound..<left
      newRange = newRange.lowerBound..<right
    }
    matchBetweenAnchors(oldRange, newRange, depth: depth)
    matches += tail.reversed()
  }

  private mutating func matchBetweenAnchors(
    _ oldRange: Range<Int>, _ newRange: Range<Int>, depth: Int
  ) {
    guard depth < Self.maximumDepth, !oldRange.isEmpty, !newRange.isEmpty else { return }
    let anchors = Self.ascending(commonUniqueLines(oldRange, newRange))
    guard !anchors.isEmpty else { return }
    var left = oldRange.lowerBound
    var right = newRange.lowerBound
    for anchor in anchors {
      match(left..<anchor.old, right..<anchor.new, depth: depth + 1)
      matches.append(anchor)
      left = anchor.old + 1
      right = anchor.new + 1
    }
    match(left..<oldRange.upperBound, right..<newRange.upperBound, depth: depth + 1)
  }

  /// The lines that stand once in each range, ascending in the old one.
  private func commonUniqueLines(_ oldRange: Range<Int>, _ newRange: Range<Int>) -> [Match] {
    let oldPlaces = Self.uniquePlaces(of: old, in: oldRange)
    let newPlaces = Self.uniquePlaces(of: new, in: newRange)
    return oldRange.compactMap { index in
      guard oldPlaces[old[index]] == .some(.some(index)),
        case .some(.some(let place)) = newPlaces[old[index]]
      else { return nil }
      return Match(old: index, new: place)
    }
  }

  /// The place of each line; nil for what stands there more than once.
  private static func uniquePlaces(of lines: [Int], in range: Range<Int>) -> [Int: Int?] {
    var places: [Int: Int?] = [:]
    for index in range {
      let isNew = places[lines[index]] == nil
      places.updateValue(isNew ? index : nil, forKey: lines[index])
    }
    return places
  }

  /// The longest part that ascends in the new text as well.
  private static func ascending(_ matches: [Match]) -> [Match] {
    // The best end of a part of each length, and for each match the one before it.
    var ends: [Int] = []
    var previous: [Int?] = []
    for (index, match) in matches.enumerated() {
      let count = ends.prefixCount { matches[$0].new < match.new }
      previous.append(count > 0 ? ends[count - 1] : nil)
      if count < ends.count { ends[count] = index } else { ends.append(index) }
    }
    var part: [Match] = []
    var next = ends.last
    while let index = next {
      part.append(matches[index])
      next = previous[index]
    }
    return part.reversed()
  }
}
