import BareSchema

/// What the words of the language mean.
enum KeywordText {
  /// The words that a type starts with.
  static let types: [String] = constructors.map(\.word) + Primitive.allCases.map(\.rawValue)

  /// A paragraph or two, in Markdown.
  static func text(of word: String, _ facts: TypeFacts) -> String {
    let usage = constructors.first { $0.word == word }?.usage ?? word
    return Markdown.schema(word == "type" ? "type NAME TYPE" : usage) + "\n\n"
      + summary(of: word, facts)
  }

  /// One line.
  static func summary(of word: String, _ facts: TypeFacts) -> String {
    if let primitive = Primitive(rawValue: word) {
      let type = facts.type(.primitive(primitive))
      return TypeFacts.line(type.size, type.layout)
    }
    return constructors.first { $0.word == word }?.meaning ?? "declares a type"
  }

  private static let constructors: [(word: String, usage: String, meaning: String)] = [
    ("data", "data, data[4]", "bytes: varint length, then the bytes; no length where it is fixed"),
    ("enum", "enum { A B = 5 C }", "one of some names: varint number"),
    ("list", "list<T>, list<T>[4]", "varint count, then the elements; no count where it is fixed"),
    ("map", "map<K><V>", "varint count, then keys and values"),
    ("optional", "optional<T>", "0, or 1 and the value"),
    ("struct", "struct { a: A b: B }", "the fields in order"),
    ("union", "union { A | B = 5 | C }", "varint tag, then the member"),
  ]
}
