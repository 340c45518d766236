import BareJSON

extension LanguageServer {
  /// Agrees with the client on what positions count, and says what the server can do.
  mutating func initialize(_ params: Params) throws(ResponseError) -> JSONValue {
    try params.object()
    let offered = params["capabilities"]["general"]["positionEncodings"].json.arrayValue ?? []
    encoding = offered.contains("utf-8") ? .utf8 : .utf16
    return [
      "capabilities": capabilities,
      "serverInfo": ["name": "barec", "version": .string(version)],
    ]
  }

  private var capabilities: JSONValue {
    [
      "positionEncoding": .string(encoding.rawValue),
      "textDocumentSync": ["openClose": true, "change": .number(JSONNumber(Self.incremental))],
      "hoverProvider": true,
      "definitionProvider": true,
      "referencesProvider": true,
      "renameProvider": ["prepareProvider": true],
      "documentSymbolProvider": true,
      "documentFormattingProvider": true,
      "completionProvider": ["triggerCharacters": [":", "<", "|"]],
      "codeActionProvider": ["codeActionKinds": [.string(CodeActionFilter.quickFix)]],
    ]
  }

  /// `TextDocumentSyncKind.Incremental`.
  private static let incremental = 2
}
