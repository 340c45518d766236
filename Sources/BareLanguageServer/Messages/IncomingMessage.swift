import BareJSON

/// What a client sends.
enum IncomingMessage {
  case request(id: JSONValue, method: String, params: Params)
  case notification(method: String, params: Params)

  /// The answer to a request of the server, which sends none.
  case response

  /// No message; the identifier is null where it has none that can be read.
  case malformed(id: JSONValue, ResponseError)

  init(_ json: JSONValue) {
    guard let object = json.objectValue else {
      self = .malformed(id: .null, Self.invalid("an object", met: json.kindName))
      return
    }
    let id = object["id"]
    let knownID = id.flatMap { Self.isIdentifier($0) ? $0 : nil }
    guard object["jsonrpc"]?.stringValue == "2.0" else {
      self = .malformed(id: knownID ?? .null, Self.invalid("`jsonrpc` to be \"2.0\""))
      return
    }
    guard let method = object["method"]?.stringValue else {
      let isResponse = object["result"] != nil || object["error"] != nil
      self =
        isResponse
        ? .response : .malformed(id: knownID ?? .null, Self.invalid("a string by `method`"))
      return
    }
    let params = Params(object["params"] ?? .null)
    guard id != nil else {
      self = .notification(method: method, params: params)
      return
    }
    self =
      knownID.map { .request(id: $0, method: method, params: params) }
      ?? .malformed(id: .null, Self.invalid("`id` to be a number or a string"))
  }

  private static func isIdentifier(_ json: JSONValue) -> Bool {
    json.stringValue != nil || json.numberValue != nil
  }

  private static func invalid(_ expected: String, met: String? = nil) -> ResponseError {
    ResponseError(.invalidRequest, "expected \(expected)\(met.map { ", met \($0)" } ?? "")")
  }
}
