import BareJSON
public import BareRuntime

/// What happened to a user's request or WebSocket, as the user sees it.
public enum TunnelEvent: Hashable, Sendable {
  /// The user sent a request.
  case requested(method: String, path: String)

  /// The user got the response to it.
  case answered(status: UInt16)

  /// The user asked for a WebSocket.
  case opening(path: String)

  /// The WebSocket is open; it may outlive the sleep of its actor, or not.
  case opened(canHibernate: Bool)

  /// A message came or went on the WebSocket.
  case message(Bytes, isBinary: Bool)

  /// The envoy acknowledged all messages up to that index.
  case acknowledged(index: UInt16)

  /// The actor sleeps, and the WebSocket stays open.
  case hibernating

  /// The actor is there again for a WebSocket that stayed open.
  case woken

  /// It is over, whoever ended it.
  case closed(CloseReason)

  /// A message of an envoy came out of place and was ignored.
  case ignored(why: String)

  /// A message of an envoy has another index than the next, which engines do not look at.
  case misnumbered(expectedIndex: UInt16, index: UInt16)
}

extension TunnelEvent {
  /// The event for people and programs.
  var members: [(String, JSONValue)] {
    switch self {
    case .requested(let method, let path):
      what("requested", [("method", .string(method)), ("path", .string(path))])
    case .answered(let status):
      what("answered", [("status", .number(JSONNumber(status)))])
    case .opening(let path): what("opening", [("path", .string(path))])
    case .opened(let canHibernate): what("opened", [("canHibernate", .bool(canHibernate))])
    case .message(let bytes, let isBinary):
      what("message", [("isBinary", .bool(isBinary))] + bytes.shown)
    case .acknowledged(let index):
      what("acknowledged", [("index", .number(JSONNumber(index)))])
    case .hibernating: what("hibernating")
    case .woken: what("woken")
    case .closed(let reason):
      what(
        "closed",
        [("code", .number(JSONNumber(reason.code))), ("reason", .string(reason.text))])
    case .ignored(let why): what("ignored", [("why", .string(why))])
    case .misnumbered(let expected, let index):
      what(
        "misnumbered",
        [
          ("expectedIndex", .number(JSONNumber(expected))),
          ("index", .number(JSONNumber(index))),
        ])
    }
  }

  private func what(
    _ name: String, _ more: [(String, JSONValue)] = []
  ) -> [(String, JSONValue)] {
    [("what", .string(name))] + more
  }
}

extension Bytes {
  /// The bytes as a body is shown: as text where they are one, and in hex.
  var shown: [(String, JSONValue)] {
    let text = copied.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) }
    return (text.map { [("text", .string($0))] } ?? []) + [("body", .string(hex))]
  }
}

extension TunnelOutcome {
  /// The outcome for people and programs.
  public var json: JSONValue {
    switch self {
    case .answered(let response):
      let headers = response.headers.map { ($0.key, JSONValue.string($0.value)) }
      let head: [(String, JSONValue)] = [
        ("status", .number(JSONNumber(response.status))),
        ("headers", .object(JSONObject(headers))),
      ]
      return .object(JSONObject(head + response.body.shown))
    case .opened(let id, let canHibernate):
      return ["tunnel": .string("\(id)"), "canHibernate": .bool(canHibernate)]
    case .closed(let id, let reason):
      return [
        "tunnel": .string("\(id)"),
        "closed": ["code": .number(JSONNumber(reason.code)), "reason": .string(reason.text)],
      ]
    }
  }
}
