public import EnvoyProtocol

/// What a client speaks.
public enum ClientDialect: Hashable, Sendable {
  /// The KV channel.
  case channel

  /// A version of the envoy protocol.
  case envoy(Envoy.Version)

  /// All of them, by the names of their schemas.
  public static let all: [String: ClientDialect] = [
    "kv-channel/v1": .channel, "envoy/v1": .envoy(.v1), "envoy/v2": .envoy(.v2),
    "envoy/v3": .envoy(.v3), "envoy/v4": .envoy(.v4), "envoy/v5": .envoy(.v5),
    "envoy/v6": .envoy(.v6),
  ]

  /// Path and query to connect to (`KV-A12.1`, `ENVOY-1.1`).
  ///
  /// - Parameters:
  ///   - namespace: the name of the namespace.
  ///   - token: what the server asks for, if it asks for anything.
  ///   - envoyKey: names an envoy, for as long as it lives.
  public func target(namespace: String, token: String?, envoyKey: String) -> String {
    let path: String
    var parameters: [(String, String)]
    switch self {
    case .channel:
      path = "/kv/connect"
      parameters = [("namespace", namespace), ("protocol_version", "1")]
    case .envoy(let version):
      path = "/envoys/connect"
      parameters = [
        ("protocol_version", "\(version.rawValue)"), ("namespace", namespace),
        ("envoy_key", envoyKey), ("version", "1"), ("pool_name", "default"),
      ]
    }
    if let token, self == .channel { parameters.append(("token", token)) }
    let query = parameters.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
    return "\(path)?\(query)"
  }

  /// The subprotocols to offer; an envoy's token stands among them (`ENVOY-1.2`).
  public func subprotocols(token: String?) -> [String] {
    guard let token, self != .channel else { return ["rivet"] }
    return ["rivet", "rivet_token.\(token)"]
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
