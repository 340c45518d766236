import BareJSON
import BareSchema

extension Document {
  /// Where the name at an offset is declared; null where there is none.
  func definition(at offset: Int) -> JSONValue {
    let outline = SchemaOutline(source)
    guard let word = outline.word(at: offset) else { return .null }
    switch word.role {
    case .keyword: return .null
    case .declaration, .field, .value: return location(word.span)
    case .use: return outline.definition(of: word.text).map { location($0.nameSpan) } ?? .null
    }
  }

  /// The places that name what the name at an offset names.
  func references(at offset: Int, includingDeclaration: Bool) -> JSONValue {
    let outline = SchemaOutline(source)
    guard let word = outline.word(at: offset) else { return [] }
    let mentions = outline.mentions(of: word).filter { includingDeclaration || $0.role == .use }
    return .array(mentions.map { location($0.span) })
  }
}

extension LanguageServer {
  func references(_ params: Params) throws(ResponseError) -> JSONValue {
    let document = try document(params)
    return document.references(
      at: document.offset(of: try params["position"].position()),
      includingDeclaration: try params["context"]["includeDeclaration"].bool())
  }
}
