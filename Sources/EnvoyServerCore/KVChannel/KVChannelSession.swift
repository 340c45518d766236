/// A client of the KV channel that was accepted.
struct KVChannelSession: Sendable {
  let namespace: String

  /// When it last showed that it is alive.
  var lastPongMilliseconds: Int64

  /// The actors that it has open.
  var openActors: Set<String> = []

  /// How many of its requests were taken and not answered.
  var pendingCount = 0

  /// Whether the server reads nothing more of it, and closes once all is answered.
  var isDraining = false
}
