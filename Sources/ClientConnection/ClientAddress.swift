public import EnvoyClient

/// Where a client connects, and as whom.
public struct ClientAddress: Hashable, Sendable {
  /// The server.
  public let host: String

  /// Its port.
  public let port: UInt16

  /// Path and query.
  public let target: String

  /// What is offered.
  public let subprotocols: [String]

  /// The address of an endpoint; nil for a text that is no `ws://HOST:PORT` with perhaps a path.
  ///
  /// - Parameter envoyKey: names an envoy, for as long as it lives.
  public init?(
    _ endpoint: String, _ dialect: ClientDialect, namespace: String, token: String? = nil,
    envoyKey: String
  ) {
    guard let start = endpoint.firstRange(of: "://")?.upperBound else { return nil }
    let rest = endpoint[start...].prefix { $0 != "?" }
    let place = rest.prefix { $0 != "/" }.split(separator: ":")
    guard place.count == 2, let port = UInt16(place[1]) else { return nil }
    host = place[0] == "localhost" ? "127.0.0.1" : String(place[0])
    self.port = port
    // A base may be given as it stands in a ready line, with the path of a protocol at its end.
    let path = rest.drop { $0 != "/" }.split(separator: "/").map { "/\($0)" }.joined()
    let base =
      ["/kv/connect", "/envoys/connect"].first { path.hasSuffix($0) }
      .map { path.dropLast($0.utf8.count) } ?? path[...]
    target =
      base + dialect.target(namespace: namespace, token: token, envoyKey: envoyKey)
    subprotocols = dialect.subprotocols(token: token)
  }
}
