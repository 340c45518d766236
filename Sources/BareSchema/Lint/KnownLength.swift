/// The length that a name or a comment knows of a type that has none.
struct KnownLength {
  /// What has any length.
  let subject: String

  /// Who knows better.
  let reason: String

  /// The type with its length.
  let type: String

  /// Nil where nobody knows a length, or the type has one.
  init?(of type: SchemaType, name: String?, comment: [String]) {
    switch type {
    case .optional(let wrapped):
      guard let inner = KnownLength(of: wrapped, name: name, comment: comment) else { return nil }
      (subject, reason) = (inner.subject, inner.reason)
      self.type = "optional<\(inner.type)>"
    case .data(nil):
      guard let found = Self.named(name) ?? Self.told(["bytes"], in: comment) else { return nil }
      (subject, reason, self.type) = ("`data`", found.reason, "data[\(found.count)]")
    case .list(let element, nil):
      guard let found = Self.told(Self.elementWords, in: comment) else { return nil }
      (subject, reason) = ("the list", found.reason)
      self.type = "list<\(element.compactText)>[\(found.count)]"
    default: return nil
    }
  }

  private typealias Finding = (count: UInt64, reason: String)

  private static let elementWords: Set<String> = [
    "elements", "entries", "items", "numbers", "values",
  ]

  private static let byteCountByWord: [String: UInt64] = [
    "md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64, "blake3": 32,
    "uuid": 16, "guid": 16, "ulid": 16, "ipv4": 4, "ipv6": 16,
  ]

  /// A last word of a name that says it all, such as `sha256` of `fileSha256`.
  private static func named(_ name: String?) -> Finding? {
    guard let name, let last = Words.split(name).last?.lowercased(),
      let count = byteCountByWord[last]
    else { return nil }
    return (count, "`\(last)` has \(count) bytes")
  }

  /// "exactly 32 bytes", "always 4 elements" of a comment.
  private static func told(_ nouns: Set<String>, in comment: [String]) -> Finding? {
    let words = comment.joined(separator: " ").lowercased()
      .split { !$0.isLetter && !$0.isNumber }
    for index in words.indices.dropLast(2)
    where ["exactly", "always"].contains(words[index]) && nouns.contains(String(words[index + 2])) {
      guard let count = UInt64(words[index + 1]), count > 0 else { continue }
      return (count, "the comment says \(words[index]) \(count) \(words[index + 2])")
    }
    return nil
  }
}
