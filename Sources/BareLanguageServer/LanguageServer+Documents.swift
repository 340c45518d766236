import BareJSON
import BareSchema

// Texts that the client opens, changes and closes; each time it is told what is wrong with them.
extension LanguageServer {
  mutating func open(_ params: Params) throws(ResponseError) -> [JSONValue] {
    let text = params["textDocument"]
    let document = Document(
      uri: try text["uri"].string(), version: try text["version"].integer(),
      bytes: Array(try text["text"].string().utf8), encoding: encoding)
    documents[document.uri] = document
    return [diagnosticsOf(document)]
  }

  /// Applies all changes of a message or, where one of them is malformed, none.
  mutating func change(_ params: Params) throws(ResponseError) -> [JSONValue] {
    let version = try params["textDocument"]["version"].integer()
    var changes: [TextChange] = []
    for change in try params["contentChanges"].elements() { changes.append(try TextChange(change)) }
    let document = try document(params).applying(changes, version: version)
    documents[document.uri] = document
    return [diagnosticsOf(document)]
  }

  /// Forgets the text and clears its diagnostics.
  mutating func close(_ params: Params) throws(ResponseError) -> [JSONValue] {
    let document = try document(params)
    documents[document.uri] = nil
    return [publication(["uri": .string(document.uri), "diagnostics": []])]
  }

  private func diagnosticsOf(_ document: Document) -> JSONValue {
    publication([
      "uri": .string(document.uri), "version": .number(JSONNumber(document.version)),
      "diagnostics": .array(diagnose(document.source).map(document.json)),
    ])
  }

  private func publication(_ params: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params]
  }
}
