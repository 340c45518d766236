import BareJSON
import BareSchema
import Testing

/// A wire contract, written down outside of this repository: each type as compact schema text.
struct WireContract {
  /// The types by name.
  let textByName: [String: String]

  /// The messages.
  let roots: Set<String>

  init(_ json: JSONValue) throws {
    roots = Set(try Self.elements(json, "top").map { try #require($0.stringValue) })
    let types = try Self.elements(json, "types").map { type in
      (try #require(type["name"]?.stringValue), try Self.text(ofDeclaration: type))
    }
    textByName = Dictionary(types, uniquingKeysWith: { $0 + " and again " + $1 })
  }

  private static func text(ofDeclaration json: JSONValue) throws -> String {
    switch json["kind"]?.stringValue {
    case "alias": return try text(of: try #require(json["type"]))
    case "struct":
      let fields = try pairs(json, "fields").map { name, type in
        "\(try #require(name.stringValue)):\(try text(of: type))"
      }
      return "struct{\(fields.joined(separator: " "))}"
    case "union":
      let members = try pairs(json, "members").map { tag, type in
        "\(try text(of: type))=\(tag.compactText)"
      }
      return "union{\(members.joined(separator: "|"))}"
    case "enum":
      let values = try pairs(json, "values").map { name, number in
        "\(try #require(name.stringValue))=\(number.compactText)"
      }
      return "enum{\(values.joined(separator: " "))}"
    case let kind: throw UnknownForm(text: kind ?? "none")
    }
  }

  private static func text(of json: JSONValue) throws -> String {
    if let name = json.stringValue { return name }
    if let length = json["data"] { return "data[\(length.compactText)]" }
    if let wrapped = json["optional"] { return "optional<\(try text(of: wrapped))>" }
    if let element = json["list"] {
      let length = json["length"].map { "[\($0.compactText)]" } ?? ""
      return "list<\(try text(of: element))>" + length
    }
    let parts = try elements(json, "map").map { try text(of: $0) }
    try #require(parts.count == 2)
    return "map<\(parts[0])><\(parts[1])>"
  }

  private static func pairs(_ json: JSONValue, _ key: String) throws -> [(JSONValue, JSONValue)] {
    try elements(json, key).map { pair in
      let parts = try #require(pair.arrayValue)
      try #require(parts.count == 2)
      return (parts[0], parts[1])
    }
  }

  private static func elements(_ json: JSONValue, _ key: String) throws -> [JSONValue] {
    try #require(json[key]?.arrayValue, "`\(key)` of \(json.compactText.prefix(80))")
  }

  /// A part of a contract that this reader does not know.
  struct UnknownForm: Error {
    let text: String
  }
}

extension Schema {
  /// Each type as compact schema text, by its name.
  var textByName: [String: String] {
    Dictionary(types.map { ($0.name, $0.type.compactText) }, uniquingKeysWith: { $0 + $1 })
  }

  /// What the other schema declares otherwise, or only one of both declares.
  func differences(from other: [String: String]) -> [String] {
    let mine = textByName
    return Set(mine.keys).union(other.keys).sorted().compactMap { name in
      mine[name] == other[name]
        ? nil : "\(name): \(mine[name] ?? "none") against \(other[name] ?? "none")"
    }
  }
}
