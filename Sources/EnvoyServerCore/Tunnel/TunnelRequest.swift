public import BareRuntime

/// What a user sends to an actor over HTTP (`ENVOY-5.7`).
public struct TunnelRequest: Hashable, Sendable {
  /// The method.
  public var method = "GET"

  /// Path and query.
  public var path = "/"

  /// The fields of the head.
  public var headers: BareMap<String, String> = [:]

  /// The body as a whole; empty for none.
  public var body = Bytes()

  /// The body in pieces instead, which engines do not send today and clients must take all the
  /// same; nil for a body as a whole.
  public var chunks: [Bytes]?

  /// Whether the user goes after the last piece, in the place of an end.
  public var isAborted = false

  /// A request without a body.
  public init() {}
}

/// What an actor answers over HTTP, put together if it came in pieces.
public struct TunnelResponse: Hashable, Sendable {
  /// The status of HTTP.
  public var status: UInt16

  /// The fields of the head.
  public var headers: BareMap<String, String>

  /// The whole body.
  public var body: Bytes
}

/// How a user's request or WebSocket turned out.
public enum TunnelOutcome: Hashable, Sendable {
  /// The actor answered, or the gateway in its place.
  case answered(TunnelResponse)

  /// The actor took a WebSocket.
  case opened(TunnelID, canHibernate: Bool)

  /// The actor, or the gateway in its place, did not take a WebSocket.
  case closed(TunnelID, CloseReason)
}

/// What a user does, as the admin side plays one.
public enum TunnelControl: Hashable, Sendable {
  /// Sends a request; the outcome comes as ``ServerEffect/tell(ticket:_:)``.
  case request(TunnelRequest)

  /// Opens a WebSocket; the outcome comes as ``ServerEffect/tell(ticket:_:)``.
  case open(path: String, headers: BareMap<String, String>)

  /// Sends a message on a WebSocket.
  case send(TunnelID, Bytes, isBinary: Bool)

  /// Closes a WebSocket.
  case close(TunnelID, code: UInt16?, reason: String?)
}

extension TunnelResponse {
  /// What a user gets from the gateway where the actor did not answer: the code stands in
  /// `x-rivet-error`, as clients read it.
  static func unavailable(_ code: String) -> TunnelResponse {
    TunnelResponse(status: 503, headers: ["x-rivet-error": "guard.\(code)"], body: Bytes())
  }
}
