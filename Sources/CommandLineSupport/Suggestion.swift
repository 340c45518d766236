/// "did you mean `…`?" with the nearest of some words, if it is at most so many edits away, so that
/// something of the word stays; upper and lower case are no edits.
public func suggestion(
  for word: String, among words: some Sequence<String>, maximumEdits: Int = 2
) -> String? {
  let text = word.lowercased()
  let near = words.filter { abs($0.count - text.count) <= maximumEdits }
    .map { (word: $0, distance: editDistance($0.lowercased(), text)) }
    .min { $0.distance < $1.distance }
  guard let near, near.distance <= min(maximumEdits, max(0, text.count - 1)) else { return nil }
  return "did you mean `\(near.word)`?"
}

/// The fewest characters to insert, remove or replace to make one text of the other.
public func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (index, character) in left.enumerated() {
    var diagonal = index
    row[0] = index + 1
    for column in right.indices {
      let replaced = diagonal + (character == right[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
    }
  }
  return row[right.count]
}
