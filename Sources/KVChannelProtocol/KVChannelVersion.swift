/// The versions of the KV channel protocol; the raw value is the number in the URL of a connection.
public enum KVChannelVersion: UInt16, CaseIterable, Hashable, Sendable {
  /// The only one there was.
  case v1 = 1

  /// The newest version.
  public static let latest = KVChannelVersion.v1
}
