import BareJSON
import BareSchema

/// An open text, as the client has it.
struct Document {
  let uri: String
  let version: Int
  let source: SourceFile
  let encoding: PositionEncoding
  let lines: LineTable

  init(uri: String, version: Int, bytes: [UInt8], encoding: PositionEncoding) {
    self.uri = uri
    self.version = version
    self.encoding = encoding
    source = SourceFile(path: uri, bytes: bytes)
    lines = LineTable(bytes, encoding: encoding)
  }

  /// The document after changes, each of which counts on those before it.
  func applying(_ changes: [TextChange], version: Int) -> Document {
    var document = self
    for change in changes {
      document = Document(
        uri: uri, version: version, bytes: change.applied(to: document), encoding: encoding)
    }
    return changes.isEmpty
      ? Document(uri: uri, version: version, bytes: source.bytes, encoding: encoding) : document
  }
}

/// A change of a text: of all of it, or of a range.
struct TextChange {
  private let range: (start: Position, end: Position)?
  private let text: String

  init(_ params: Params) throws(ResponseError) {
    text = try params["text"].string()
    let range = params["range"]
    self.range =
      range.isAbsent ? nil : (try range["start"].position(), try range["end"].position())
  }

  /// The bytes of the document after the change; an end before the start is taken for the start.
  func applied(to document: Document) -> [UInt8] {
    guard let range else { return Array(text.utf8) }
    let bytes = document.source.bytes
    let first = document.lines.offset(of: range.start)
    let second = document.lines.offset(of: range.end)
    return bytes[..<min(first, second)] + Array(text.utf8) + bytes[max(first, second)...]
  }
}

// Places as the protocol writes them.
extension Document {
  func offset(of position: Position) -> Int { lines.offset(of: position) }

  func json(_ span: SourceSpan) -> JSONValue {
    ["start": json(span.start), "end": json(span.end)]
  }

  func location(_ span: SourceSpan) -> JSONValue {
    ["uri": .string(uri), "range": json(span)]
  }

  func edit(_ span: SourceSpan, _ text: String) -> JSONValue {
    ["range": json(span), "newText": .string(text)]
  }

  /// Edits of this text, as a change of a workspace.
  func workspaceEdit(_ edits: [JSONValue]) -> JSONValue {
    ["changes": .object([(uri, .array(edits))])]
  }

  private func json(_ offset: Int) -> JSONValue {
    let position = lines.position(of: offset)
    return [
      "line": .number(JSONNumber(position.line)),
      "character": .number(JSONNumber(position.character)),
    ]
  }
}
