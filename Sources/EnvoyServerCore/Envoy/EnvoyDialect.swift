import EnvoyProtocol

/// What a peer speaks: a version of the protocol, or the layout of preview builds beside version 2.
///
/// The latter is asked for by its own name in the URL, since no byte tells the two apart
/// (`ENVOY-0.2`).
public enum EnvoyDialect: Hashable, Sendable {
  case version(Envoy.Version)
  case v2PR4673

  /// The name in URLs and schemas: `2`, or `v2-pr4673`.
  public init?(urlValue: String) {
    if urlValue == Self.previewName {
      self = .v2PR4673
    } else if let number = UInt16(urlValue), let version = Envoy.Version(rawValue: number) {
      self = .version(version)
    } else {
      return nil
    }
  }

  /// The schema's name, such as `envoy/v2`.
  public var schemaName: String {
    switch self {
    case .version(let version): "envoy/v\(version.rawValue)"
    case .v2PR4673: "envoy/\(Self.previewName)"
    }
  }

  private static let previewName = "v2-pr4673"
}
