extension UnionMember {
  /// The short name of a member in its union: `kvRequest` for `ToRivetKvRequest` in `ToRivet`.
  ///
  /// A named type loses the leading words that it shares with the union's name, but for its last.
  /// An in-place type is named by what it is: `u8`, `data2`, `listOfStr`, `struct3` (by its tag).
  /// The label depends on the two names alone, so it never changes when members are added.
  ///
  /// - Parameter union: the name of the union, or of the field that holds it in place.
  public func label(in union: String) -> String {
    guard case .named(let name) = type else { return Self.label(of: type, tag: tag) }
    let words = Words.split(name)
    let unionWords = Words.split(Words.upperCamel(Words.split(union)))
    let shared = zip(words, unionWords).prefix { $0 == $1 }.count
    let label = Words.lowerCamel(words.dropFirst(min(shared, words.count - 1)))
    return Self.poorLabels.contains(label) ? Words.lowerCamel(words) : label
  }

  /// Words that Swift cannot say after a dot, or says badly: the whole name is better.
  public static let poorLabels: Set<String> = ["init", "self", "Type", "Protocol", "none", "some"]

  private static func label(of type: SchemaType, tag: UInt64) -> String {
    func part(_ type: SchemaType) -> String {
      Words.upperCamel([label(of: type, tag: tag)])
    }
    return switch type {
    case .primitive(let primitive): primitive.rawValue
    case .data(let byteCount): "data" + (byteCount.map(String.init) ?? "")
    case .optional(let wrapped): "optional" + part(wrapped)
    case .list(let element, let count): "list\(count.map(String.init) ?? "")Of" + part(element)
    case .map(let key, let value): "mapOf\(part(key))To\(part(value))"
    case .enumeration: "enum\(tag)"
    case .structure: "struct\(tag)"
    case .union: "union\(tag)"
    case .named(let name): Words.lowerCamel(Words.split(name))
    }
  }
}
