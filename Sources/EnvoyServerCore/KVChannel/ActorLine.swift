import KVChannelProtocol

/// The requests for one actor, of all connections, in the order in which they came: one is at work
/// at a time, so nothing overtakes anything (`KV-A5`).
struct ActorLine: Sendable {
  /// Something that waits for its turn.
  struct Item: Sendable {
    let connection: ConnectionID

    /// Later items have higher numbers, over all actors.
    let order: UInt64
    let work: Work
  }

  enum Work: Sendable {
    /// An open; one too many is refused when its turn comes.
    case open(requestID: UInt32, isTooMany: Bool)

    case close(requestID: UInt32)

    /// A request that reads or writes.
    case storage(requestID: UInt32, KVChannel.V1.RequestData)

    /// The connection has gone; what it had accepted comes before this.
    case leave
  }

  /// Who holds the actor, since which open; nil for nobody.
  var holder: (connection: ConnectionID, order: UInt64)?

  /// What waits.
  var waiting: [Item] = []

  /// What is at work, and takes time.
  var current: Item?

  /// How many requests of a connection wait.
  func waitingCount(of connection: ConnectionID) -> Int {
    waiting.count { $0.connection == connection }
  }
}
