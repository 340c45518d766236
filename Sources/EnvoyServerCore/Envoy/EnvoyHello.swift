/// What an envoy says of itself in the URL of its connection (`ENVOY-1.1`).
public struct EnvoyHello: Hashable, Sendable {
  public let dialect: EnvoyDialect
  public let namespace: String
  public let poolName: String
  public let envoyKey: String

  /// The number of the envoy's deployment, not of the protocol.
  public let deployVersion: UInt32

  /// The lengths of keys, and the longest name of a pool.
  static let envoyKeyLengths = 3...128
  static let maximumPoolNameLength = 128

  /// Reads the parameters; the first that is wrong is told, in the order in which engines look.
  ///
  /// Of a parameter that is repeated the first counts.
  public init(query: [(name: String, value: String)]) throws(EnvoyHelloError) {
    func value(_ name: String) throws(EnvoyHelloError) -> String {
      guard let found = query.first(where: { $0.name == name }) else { throw .missing(name) }
      return found.value
    }
    let version = try value("protocol_version")
    guard let dialect = EnvoyDialect(urlValue: version) else {
      throw UInt16(version) == nil
        ? .invalid("protocol_version") : .unsupportedVersion(version)
    }
    namespace = try value("namespace")
    poolName = try value("pool_name")
    guard poolName.count <= Self.maximumPoolNameLength else { throw .poolNameTooLong }
    envoyKey = try value("envoy_key")
    guard Self.isKey(envoyKey) else { throw .invalid("envoy_key") }
    guard let deployVersion = UInt32(try value("version")) else { throw .invalid("version") }
    self.dialect = dialect
    self.deployVersion = deployVersion
  }

  private static func isKey(_ key: String) -> Bool {
    let bytes = Array(key.utf8)
    return envoyKeyLengths.contains(bytes.count) && bytes.first != hyphen && bytes.last != hyphen
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), hyphen:
          true
        default: false
        }
      }
  }

  private static let hyphen = UInt8(ascii: "-")
}

/// What is wrong with the parameters of an envoy's URL; the envoy sees `ws.invalid_request` alone.
public enum EnvoyHelloError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(String)
  case invalid(String)
  case unsupportedVersion(String)
  case poolNameTooLong

  /// The text that the journal shows.
  public var description: String {
    switch self {
    case .missing(let name): "missing `\(name)` query parameter"
    case .invalid(let name): "invalid `\(name)` query parameter"
    case .unsupportedVersion: "unsupported `protocol_version` query parameter"
    case .poolNameTooLong: "`pool_name` parameter too long (> 128)"
    }
  }
}
