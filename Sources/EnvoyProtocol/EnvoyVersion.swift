/// The versions of the envoy protocol; the raw value is the number in the URL of a connection.
///
/// The layout of the pull request that brought version 2, `Envoy.V2PR4673`, is none of them: it
/// shares a number with version 2, and is never found by guessing (`ENVOY-0.2`).
public enum EnvoyVersion: UInt16, CaseIterable, Hashable, Sendable {
  /// Each as its schema in `schemas/envoy` has it.
  case v1 = 1
  case v2, v3, v4, v5, v6

  /// The newest version.
  public static let latest = EnvoyVersion.v6
}
