/// The difference of two texts as people and `patch` read it.
package struct UnifiedDiff {
  /// Lines around a change, so that it is seen where it stands; three are usual everywhere.
  private static let contextLineCount = 3

  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]

  /// Lines to take away and to put in their place.
  private struct Change {
    let old: Range<Int>
    let new: Range<Int>
  }

  /// Takes two texts; a line ends in LF, the last one may do without.
  package init(old: [UInt8], new: [UInt8]) {
    self.old = Self.lines(of: old)
    self.new = Self.lines(of: new)
  }

  /// The difference under a path, or nothing where the texts are equal.
  package func text(path: String) -> [UInt8] {
    let hunks = hunks()
    guard !hunks.isEmpty else { return [] }
    var output = Array("--- \(path)\n+++ \(path)\n".utf8)
    for hunk in hunks { write(hunk, to: &output) }
    return output
  }

  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }
}

// Finding what changed.
extension UnifiedDiff {
  private func changes() -> [Change] {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int {
      if let number = numbers[line] { return number }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    var matcher = LineMatcher(old: old.map(number), new: new.map(number))
    var changes: [Change] = []
    var left = 0
    var right = 0
    for match in matcher.match() + [LineMatcher.Match(old: old.count, new: new.count)] {
      if match.old > left || match.new > right {
        changes.append(Change(old: left..<match.old, new: right..<match.new))
      }
      left = match.old + 1
      right = match.new + 1
    }
    return changes
  }

  /// Changes whose context meets belong together.
  private func hunks() -> [[Change]] {
    var hunks: [[Change]] = []
    for change in changes() {
      let distance = hunks.last?.last.map { change.old.lowerBound - $0.old.upperBound }
      if let distance, distance <= 2 * Self.contextLineCount {
        hunks[hunks.count - 1].append(change)
      } else {
        hunks.append([change])
      }
    }
    return hunks
  }
}

// Writing it down.
extension UnifiedDiff {
  private func write(_ hunk: [Change], to output: inout [UInt8]) {
    guard let first = hunk.first, let last = hunk.last else { return }
    let before = min(first.old.lowerBound, Self.contextLineCount)
    let after = min(old.count - last.old.upperBound, Self.contextLineCount)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    output += Array("@@ -\(Self.text(of: oldRange)) +\(Self.text(of: newRange)) @@\n".utf8)
    var next = oldRange.lowerBound
    for change in hunk {
      write(old[next..<change.old.lowerBound], " ", to: &output)
      write(old[change.old], "-", to: &output)
      write(new[change.new], "+", to: &output)
      next = change.old.upperBound
    }
    write(old[next..<oldRange.upperBound], " ", to: &output)
  }

  /// Where lines stand, from 1, and how many they are; none stand behind the line before them.
  private static func text(of range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private func write(
    _ lines: ArraySlice<ArraySlice<UInt8>>, _ sign: StaticString, to output: inout [UInt8]
  ) {
    for line in lines {
      sign.withUTF8Buffer { output.append(contentsOf: $0) }
      output += line
      if line.last != UInt8(ascii: "\n") {
        output += Array("\n\\ No newline at end of file\n".utf8)
      }
    }
  }
}
