public import EnvoyClient
import SocketIO

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
    guard let endpoint = Endpoint(endpoint) else { return nil }
    host = endpoint.host
    port = endpoint.port
    // A base may be given as it stands in a ready line, with the path of a protocol at its end.
    let path = endpoint.path.split(separator: "/").map { "/\($0)" }.joined()
    let base =
      ["/kv/connect", "/envoys/connect"].first { path.hasSuffix($0) }
      .map { path.dropLast($0.utf8.count) } ?? path[...]
    target =
      base + dialect.target(namespace: namespace, token: token, envoyKey: envoyKey)
    subprotocols = dialect.subprotocols(token: token)
  }
}
