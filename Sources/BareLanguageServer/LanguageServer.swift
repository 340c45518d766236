import BareJSON
import BareSchema

/// A language server for BARE schemas, without input or output: messages in, messages out.
///
/// It speaks version 3.17 of the language server protocol. A schema imports nothing, so each open
/// text is a world of its own. The same messages always have the same answers.
public struct LanguageServer: Sendable {
  /// Says what is wrong with a text; what it says is shown as it is.
  public typealias Diagnose = @Sendable (SourceFile) -> [Diagnostic]

  /// What the server has been told to do with itself.
  public private(set) var phase = Phase.waiting

  let version: String
  let diagnose: Diagnose
  var encoding = PositionEncoding.utf16
  var documents: [String: Document] = [:]

  /// The phases in the life of a server.
  public enum Phase: Hashable, Sendable {
    /// Nothing is answered before `initialize`.
    case waiting
    /// Everything is answered.
    case serving
    /// After `shutdown` only `exit` is awaited.
    case shutDown
    /// After `exit` the process ends, well if `shutdown` came before.
    case exited(isOrderly: Bool)
  }

  /// Makes a server.
  ///
  /// - Parameters:
  ///   - version: what the client is told of the server's version.
  ///   - diagnose: what is wrong with a text; by default all that the compiler finds.
  public init(
    version: String,
    diagnose: @escaping Diagnose = { SchemaCompiler.compile($0).diagnostics }
  ) {
    self.version = version
    self.diagnose = diagnose
  }

  /// Takes the content of a message and gives the messages to send, in order; what is no JSON is
  /// answered with an error.
  public mutating func handle(content: [UInt8]) -> [JSONValue] {
    do throws(JSONError) {
      return handle(try JSONValue(parsing: content))
    } catch {
      return [failure(.null, ResponseError(.parseError, "expected JSON: \(error)"))]
    }
  }

  /// Takes a message and gives the messages to send, in order.
  public mutating func handle(_ message: JSONValue) -> [JSONValue] {
    switch IncomingMessage(message) {
    case .request(let id, let method, let params):
      do throws(ResponseError) {
        return [success(id, try answer(method, params))]
      } catch {
        return [failure(id, error)]
      }
    case .notification(let method, let params):
      // Nobody can be told what is wrong with a notification, so a wrong one changes nothing.
      return (try? take(method, params)) ?? []
    case .response: return []
    case .malformed(let id, let error): return [failure(id, error)]
    }
  }

  private func success(_ id: JSONValue, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  private func failure(_ id: JSONValue, _ error: ResponseError) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "error": error.json]
  }
}

// What may be asked in which phase.
extension LanguageServer {
  private mutating func answer(
    _ method: String, _ params: Params
  ) throws(ResponseError) -> JSONValue {
    switch (phase, method) {
    case (.waiting, "initialize"):
      let result = try initialize(params)
      phase = .serving
      return result
    case (.waiting, _):
      throw ResponseError(.serverNotInitialized, "expected `initialize` first, met `\(method)`")
    case (.serving, "initialize"):
      throw ResponseError(.invalidRequest, "expected `initialize` once, met it again")
    case (.serving, "shutdown"):
      phase = .shutDown
      return .null
    case (.serving, _): return try answerServing(method, params)
    case (.shutDown, _), (.exited, _):
      throw ResponseError(.invalidRequest, "expected `exit` after `shutdown`, met `\(method)`")
    }
  }

  private mutating func take(
    _ method: String, _ params: Params
  ) throws(ResponseError) -> [JSONValue] {
    switch (phase, method) {
    case (.exited, _): return []
    case (_, "exit"):
      phase = .exited(isOrderly: phase == .shutDown)
      return []
    case (.serving, "textDocument/didOpen"): return try open(params)
    case (.serving, "textDocument/didChange"): return try change(params)
    case (.serving, "textDocument/didClose"): return try close(params)
    default: return []
    }
  }

  private func answerServing(
    _ method: String, _ params: Params
  ) throws(ResponseError) -> JSONValue {
    switch method {
    case "textDocument/hover": try atPosition(params) { $0.hover(at: $1) }
    case "textDocument/definition": try atPosition(params) { $0.definition(at: $1) }
    case "textDocument/references": try references(params)
    case "textDocument/prepareRename": try atPosition(params) { $0.renameRange(at: $1) }
    case "textDocument/rename": try rename(params)
    case "textDocument/documentSymbol": try document(params).symbols()
    case "textDocument/formatting": try document(params).formattingEdits()
    case "textDocument/completion": try atPosition(params) { $0.completions(at: $1) }
    case "textDocument/codeAction": try codeActions(params)
    default: throw ResponseError(.methodNotFound, "`\(method)` is not known here")
    }
  }
}

// What requests have in common.
extension LanguageServer {
  /// The open text that a request is about.
  func document(_ params: Params) throws(ResponseError) -> Document {
    let uri = try params["textDocument"]["uri"].string()
    guard let document = documents[uri] else {
      throw ResponseError(.invalidParams, "expected a text that is open, met `\(uri)`")
    }
    return document
  }

  private func atPosition(
    _ params: Params, _ answer: (Document, Int) -> JSONValue
  ) throws(ResponseError) -> JSONValue {
    let document = try document(params)
    return answer(document, document.offset(of: try params["position"].position()))
  }
}
