/// A value that another version of its protocol cannot say (`ENVOY-2.6`).
///
/// It is thrown by every conversion between versions, generated or written by hand, so a caller
/// needs one `catch` whatever the reason.
public struct IncompatibleVersion: Error, Hashable, Sendable {
  /// The type that the target version lacks, or has without the feature, such as
  /// `ToRivetSqliteExecRequest`.
  public var message: String

  /// What the target version lacks, in words of the protocol such as `remote sqlite requests`; the
  /// name of the member, value or field where the protocol has no words of its own.
  public var feature: String

  /// The type that the message is a part of, by which a protocol tells which way it travels:
  /// `ToRivet` or `ToEnvoy` in the envoy protocol.
  public var direction: String

  /// The version that is needed: the nearest to the target that still has the feature.
  public var requiredVersion: UInt16

  /// The version that was asked for, however many steps away.
  public var targetVersion: UInt16

  /// The words of the protocol's first implementation, where it has some; callers may meet them in
  /// its logs. They may name another target version than the one that was asked for.
  public var upstreamSentence: String?

  /// Makes a refusal.
  public init(
    message: String, feature: String, direction: String, requiredVersion: UInt16,
    targetVersion: UInt16, upstreamSentence: String? = nil
  ) {
    self.message = message
    self.feature = feature
    self.direction = direction
    self.requiredVersion = requiredVersion
    self.targetVersion = targetVersion
    self.upstreamSentence = upstreamSentence
  }
}

extension IncompatibleVersion: CustomStringConvertible {
  /// One sentence: what is refused, why, and which version would do.
  public var description: String {
    "`\(message)` of `\(direction)` cannot be said in version \(targetVersion): "
      + "version \(requiredVersion) is needed for \(feature)"
  }
}
