import BareJSON
import BareSchema

extension Document {
  /// The range of the name at an offset that can be changed; null where there is none.
  func renameRange(at offset: Int) -> JSONValue {
    guard let word = SchemaOutline(source).word(at: offset), NameKind(word.role) != nil else {
      return .null
    }
    return ["range": json(word.span), "placeholder": .string(word.text)]
  }

  /// The edits that give the name at an offset another text, wherever it stands.
  func rename(at offset: Int, to name: String) throws(ResponseError) -> JSONValue {
    let outline = SchemaOutline(source)
    guard let word = outline.word(at: offset), let kind = NameKind(word.role) else {
      throw ResponseError(.requestFailed, "expected a name to change, met none here")
    }
    if name != word.text, let reason = Self.refusal(of: name, as: kind, for: word, in: outline) {
      throw ResponseError(.requestFailed, reason)
    }
    return workspaceEdit(outline.mentions(of: word).map { edit($0.span, name) })
  }

  private static func refusal(
    of name: String, as kind: NameKind, for word: OutlineWord, in outline: SchemaOutline
  ) -> String? {
    guard kind.allows(name) else {
      return "`\(name)` is no \(kind.noun), expected \(kind.spelling)"
    }
    switch kind {
    case .type:
      return outline.definition(of: name) == nil ? nil : "a type `\(name)` is declared already"
    case .field, .value:
      let isTaken = outline.block(of: word).contains { $0.name == name }
      return isTaken ? "another \(kind.noun) here is `\(name)` already" : nil
    }
  }
}

extension NameKind {
  /// The kind of name that a word is; nil for keywords.
  fileprivate init?(_ role: OutlineWord.Role) {
    switch role {
    case .declaration, .use: self = .type
    case .field: self = .field
    case .value: self = .value
    case .keyword: return nil
    }
  }

  fileprivate var noun: String {
    switch self {
    case .type: "type name"
    case .field: "field name"
    case .value: "enum value"
    }
  }
}

extension LanguageServer {
  func rename(_ params: Params) throws(ResponseError) -> JSONValue {
    let document = try document(params)
    return try document.rename(
      at: document.offset(of: try params["position"].position()),
      to: try params["newName"].string())
  }
}
