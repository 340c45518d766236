public import EnvoyProtocol

/// The layout in which an envoy speaks: a version, or the early layout of version 2 under its own
/// name, which is never guessed (`ENVOY-0.2`).
public enum EnvoyDialect: Hashable, Sendable {
  /// That of a version.
  case version(Envoy.Version)

  /// The early layout of version 2.
  case v2PR4673

  /// Reads the value of `protocol_version` in the URL; nil for none that is spoken.
  public init?(_ text: String) {
    if text == "v2-pr4673" {
      self = .v2PR4673
    } else {
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(text),
        let version = Envoy.Version(rawValue: number)
      else { return nil }
      self = .version(version)
    }
  }

  /// Whether the five SQLite commands of version 2 are spoken.
  var hasStagedCommits: Bool { self == .version(.v2) || self == .v2PR4673 }

  /// The same of a schema, by its name.
  static func hasStagedCommits(schema: String) -> Bool {
    schema == version2.schemaName || schema == v2PR4673.schemaName
  }

  private static let version2 = EnvoyDialect.version(.v2)

  /// As schemas are named: `envoy/v6`.
  public var schemaName: String {
    switch self {
    case .version(let version): "envoy/v\(version.rawValue)"
    case .v2PR4673: "envoy/v2-pr4673"
    }
  }
}
