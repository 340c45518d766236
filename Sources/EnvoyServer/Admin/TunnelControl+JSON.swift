import BareJSON
import BareRuntime
import EnvoyServerCore

/// What a user of an actor does, as the admin side is told.
extension TunnelControl {
  /// Reads `{"method"?, "path"?, "headers"?, "text" | "body"?, "chunks"?, "abort"?}`.
  static func http(_ request: AdminRequest) throws(AdminRefusal) -> TunnelControl {
    let body = request.body
    try request.checkMembers(["method", "path", "headers", "text", "body", "chunks", "abort"])
    var user = TunnelRequest()
    user.method = body["method"]?.stringValue ?? user.method
    user.path = body["path"]?.stringValue ?? user.path
    user.headers = try headers(body)
    user.body = try payload(body)?.bytes ?? Bytes()
    user.isAborted = body["abort"]?.boolValue ?? false
    if let chunks = body["chunks"] {
      guard let chunks = chunks.arrayValue else {
        throw .badRequest("`chunks` in the body is no array of bytes in hex")
      }
      user.chunks = try chunks.map { chunk throws(AdminRefusal) in try hex(chunk, "chunks") }
    } else if user.isAborted {
      user.chunks = []
    }
    return .request(user)
  }

  /// Reads `{"path"?, "headers"?}` to open one, `{"tunnel", "text" | "body"}` to send a message,
  /// or `{"tunnel", "close": {"code"?, "reason"?}}` to close.
  static func webSocket(_ request: AdminRequest) throws(AdminRefusal) -> TunnelControl {
    let body = request.body
    guard let name = body["tunnel"] else {
      try request.checkMembers(["path", "headers"])
      return .open(path: body["path"]?.stringValue ?? "/", headers: try headers(body))
    }
    try request.checkMembers(["tunnel", "text", "body", "close"])
    guard let id = name.stringValue.flatMap(TunnelID.init) else {
      throw .badRequest("`tunnel` in the body is not the id of a tunnel")
    }
    if let close = body["close"] {
      return .close(
        id, code: close["code"] == nil ? nil : try AdminRequest.number("code", in: close),
        reason: close["reason"]?.stringValue)
    }
    guard let (bytes, isText) = try payload(body) else {
      throw .badRequest("expected `text`, `body` or `close` beside `tunnel`")
    }
    return .send(id, bytes, isBinary: !isText)
  }

  private static func headers(
    _ body: JSONValue
  ) throws(AdminRefusal) -> BareMap<String, String> {
    guard let value = body["headers"] else { return [:] }
    guard let members = value.objectValue?.members else {
      throw .badRequest("`headers` in the body is no object")
    }
    let pairs = try members.map { member throws(AdminRefusal) -> (String, String) in
      guard let text = member.value.stringValue else {
        throw .badRequest("header `\(member.key)` in the body is no string")
      }
      return (member.key, text)
    }
    do throws(BareError) {
      return try BareMap(pairs)
    } catch {
      throw .badRequest("`headers` in the body: \(error)")
    }
  }

  /// The bytes under `text` or, in hex, `body`; nil for neither.
  private static func payload(
    _ body: JSONValue
  ) throws(AdminRefusal) -> (bytes: Bytes, isText: Bool)? {
    switch (body["text"], body["body"]) {
    case (nil, nil): return nil
    case (let text?, nil):
      guard let bytes = text.stringValue.flatMap({ try? Bytes(copying: $0.utf8) }) else {
        throw .badRequest("`text` in the body is no string")
      }
      return (bytes, true)
    case (nil, let bytes?): return (try hex(bytes, "body"), false)
    default: throw .badRequest("expected one of `text` and `body`, not both")
    }
  }

  private static func hex(_ value: JSONValue, _ name: String) throws(AdminRefusal) -> Bytes {
    guard let bytes = value.stringValue.flatMap({ Bytes(hex: $0) }) else {
      throw .badRequest("`\(name)` in the body is not bytes in hex")
    }
    return bytes
  }
}
