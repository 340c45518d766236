/// The words of schema names, and the names that are made of them.
public enum Words {
  /// Splits a name: at `_`, at the `-` and `.` of other languages, at a capital after a small
  /// letter or digit, and at the last capital of a run before a small letter, so `HTTPRequest2Go`
  /// is `HTTP`, `Request2`, `Go`.
  public static func split(_ name: String) -> [String] {
    let letters = Array(name.utf8)
    var words: [[UInt8]] = []
    for (index, letter) in letters.enumerated() {
      if "_-.".utf8.contains(letter) {
        words.append([])
      } else if words.isEmpty || startsWord(at: index, in: letters) {
        words.append([letter])
      } else {
        words[words.count - 1].append(letter)
      }
    }
    return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// `httpRequest` of `HTTP`, `Request`.
  public static func lowerCamel(_ words: some Sequence<String>) -> String {
    var result = ""
    for word in words {
      result += result.isEmpty ? word.lowercased() : capitalized(word)
    }
    return result
  }

  /// `DataURL` of `data`, `URL`: only first letters change.
  public static func upperCamel(_ words: some Sequence<String>) -> String {
    words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func capitalized(_ word: String) -> String {
    let rest = String(word.dropFirst())
    return word.prefix(1).uppercased() + (rest == rest.uppercased() ? rest.lowercased() : rest)
  }

  private static func startsWord(at index: Int, in letters: [UInt8]) -> Bool {
    guard index > 0, isUpper(letters[index]) else { return false }
    if !isUpper(letters[index - 1]) { return true }
    return index + 1 < letters.count && isLower(letters[index + 1])
  }

  private static func isUpper(_ letter: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter)
  }

  private static func isLower(_ letter: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
  }
}
