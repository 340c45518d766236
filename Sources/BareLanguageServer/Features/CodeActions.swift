import BareJSON
import BareSchema

/// Which actions a client asks for.
struct CodeActionFilter {
  static let quickFix = "quickfix"

  /// The places that it asks about, in bytes.
  let span: SourceSpan

  /// Whether repairs of diagnostics are among what it asks for.
  let isForFixes: Bool

  init(_ params: Params, in document: Document) throws(ResponseError) {
    let range = params["range"]
    span = SourceSpan(
      start: document.offset(of: try range["start"].position()),
      end: document.offset(of: try range["end"].position()))
    guard let only = params["context"]["only"].json.arrayValue else {
      isForFixes = true
      return
    }
    // A kind stands for all below it, and the empty one for all.
    isForFixes = only.contains { $0 == .string(Self.quickFix) || $0 == "" }
  }

  /// Whether a place touches those that are asked about.
  func touches(_ other: SourceSpan) -> Bool {
    other.start <= span.end && span.start <= other.end
  }
}

extension LanguageServer {
  /// The repairs that diagnostics in a range offer, an action for each diagnostic.
  func codeActions(_ params: Params) throws(ResponseError) -> JSONValue {
    let document = try document(params)
    let filter = try CodeActionFilter(params, in: document)
    guard filter.isForFixes else { return [] }
    return .array(
      diagnose(document.source).filter { filter.touches($0.span) }.compactMap(document.action))
  }
}

extension Document {
  fileprivate func action(for diagnostic: Diagnostic) -> JSONValue? {
    guard let first = diagnostic.fixes.first else { return nil }
    let count = diagnostic.fixes.count
    let places = count == 1 ? "" : ", \(count) edits"
    return [
      "title": .string(first.title + places),
      "kind": .string(CodeActionFilter.quickFix),
      "diagnostics": [json(diagnostic)],
      // What a name that is not declared should be is a guess.
      "isPreferred": .bool(diagnostic.code != .typeNotDeclared),
      "edit": workspaceEdit(diagnostic.fixes.map { edit($0.span, $0.replacement) }),
    ]
  }
}
