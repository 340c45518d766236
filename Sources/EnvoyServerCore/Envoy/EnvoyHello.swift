/// Who an envoy is, as the parameters of its URL say (`ENVOY-1.1`).
struct EnvoyHello: Hashable, Sendable {
  static let path = "/envoys/connect"

  /// The subprotocol that routes a connection to envoys whatever its path.
  static let targetSubprotocol = "rivet_target.envoy"

  private static let tokenPrefix = "rivet_token."
  private static let maximumPoolNameCharacterCount = 128
  private static let keyCharacterCounts = 3...128

  let dialect: EnvoyDialect
  let namespace: String
  let poolName: String
  let key: String
  let deployVersion: UInt32

  /// Which check of the parameters failed first; texts are for the journal alone.
  enum Refusal: Error, Hashable, CustomStringConvertible {
    case missing(String)
    case invalid(String)
    case unsupportedVersion
    case poolNameTooLong

    var description: String {
      switch self {
      case .missing(let name): "missing `\(name)` query parameter"
      case .invalid(let name): "invalid `\(name)` query parameter"
      case .unsupportedVersion: "unsupported `protocol_version` query parameter"
      case .poolNameTooLong: "`pool_name` parameter too long (> 128)"
      }
    }
  }

  /// Reads the parameters; the first that is wrong, in this order, is named.
  init(_ target: RequestTarget) throws(Refusal) {
    func value(_ name: String) throws(Refusal) -> String {
      guard let value = target[name] else { throw .missing(name) }
      return value
    }
    let version = try value("protocol_version")
    guard version == "v2-pr4673" || UInt16(version) != nil else {
      throw .invalid("protocol_version")
    }
    guard let dialect = EnvoyDialect(version) else { throw .unsupportedVersion }
    self.dialect = dialect
    namespace = try value("namespace")
    poolName = try value("pool_name")
    guard poolName.unicodeScalars.count <= EnvoyHello.maximumPoolNameCharacterCount else {
      throw .poolNameTooLong
    }
    key = try value("envoy_key")
    guard EnvoyHello.isKey(key) else { throw .invalid("envoy_key") }
    guard let deployVersion = UInt32(try value("version")) else { throw .invalid("version") }
    self.deployVersion = deployVersion
  }

  /// Whether a request is for envoys.
  static func isMeant(by request: ConnectionRequest, target: RequestTarget) -> Bool {
    target.path == path || request.subprotocols.contains(targetSubprotocol)
  }

  /// The token that stands among the subprotocols.
  static func token(in request: ConnectionRequest) -> String? {
    request.subprotocols.first { $0.hasPrefix(tokenPrefix) }.map {
      String($0.dropFirst(tokenPrefix.count))
    }
  }

  private static func isKey(_ key: String) -> Bool {
    keyCharacterCounts.contains(key.utf8.count) && !key.hasPrefix("-") && !key.hasSuffix("-")
      && key.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
      }
  }
}
