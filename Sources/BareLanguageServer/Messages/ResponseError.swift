import BareJSON

/// Why a request has no result.
struct ResponseError: Error, Hashable {
  let code: Code
  let message: String

  /// The codes of JSON-RPC and of the language server protocol that are used here.
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002

    /// All is well formed, and what is asked for cannot be done.
    case requestFailed = -32803
  }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  var json: JSONValue {
    ["code": .number(JSONNumber(code.rawValue)), "message": .string(message)]
  }
}
