/// The step between two neighbouring versions of a protocol; generated code conforms to it.
public protocol VersionStep {
  /// The number of the older version.
  static var oldVersion: UInt16 { get }

  /// The number of the newer version.
  static var newVersion: UInt16 { get }

  /// A refusal in the words of the protocol; as it is unless a step says otherwise.
  static func described(_ refusal: IncompatibleVersion) -> IncompatibleVersion
}

extension VersionStep {
  /// The refusal as it is.
  public static func described(_ refusal: IncompatibleVersion) -> IncompatibleVersion { refusal }

  /// The refusal to upgrade what only the older version has: a message, or a feature of it.
  public static func refusal(
    upgrading message: String, feature: String? = nil, of direction: String
  ) -> IncompatibleVersion {
    described(
      IncompatibleVersion(
        message: message, feature: feature ?? message, direction: direction,
        requiredVersion: oldVersion, targetVersion: newVersion))
  }

  /// The refusal to downgrade what only the newer version has: a message, or a feature of it.
  public static func refusal(
    downgrading message: String, feature: String? = nil, of direction: String
  ) -> IncompatibleVersion {
    described(
      IncompatibleVersion(
        message: message, feature: feature ?? message, direction: direction,
        requiredVersion: newVersion, targetVersion: oldVersion))
  }
}
