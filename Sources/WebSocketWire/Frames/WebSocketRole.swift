/// Which end of a connection one is.
public enum WebSocketRole: Hashable, Sendable {
  /// Reads masked frames, writes plain ones.
  case server

  /// Reads plain frames, writes masked ones. The keys come from the seed, which has to be random
  /// where strangers choose what is sent (RFC 6455 10.3).
  case client(maskingSeed: UInt64)
}
