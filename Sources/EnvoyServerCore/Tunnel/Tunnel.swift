import BareRuntime
import EnvoyProtocol

/// A user's request or WebSocket on its way through an actor.
struct Tunnel: Sendable {
  /// What is awaited of the actor.
  enum State: Hashable {
    /// The start of a response.
    case awaitingResponse

    /// The rest of a response.
    case receiving(TunnelResponse)

    /// Whether a WebSocket is taken.
    case opening

    /// Messages of a WebSocket.
    case open(canHibernate: Bool)

    /// That it wakes: the user's WebSocket stays while the actor sleeps (`ENVOY-5.8`).
    case hibernating
  }

  /// A message to the actor that was not sent yet, or is kept until it is acknowledged.
  struct Outgoing: Hashable {
    let index: UInt16
    let kind: Envoy.V6.ToEnvoyTunnelMessageKind
    let byteCount: Int
    var sentMilliseconds: Int64?
  }

  /// The most messages that wait: with more, two could have one index.
  static let maximumOutgoingCount = 65_534

  /// The most bytes that wait: 128 MiB.
  static let maximumOutgoingByteCount = 134_217_728

  let id: TunnelID
  let actor: String

  /// Who is told of the outcome.
  let ticket: UInt64
  let createdMilliseconds: Int64
  var state: State

  /// What waits, in order; those that were sent come first.
  private(set) var outgoing: [Outgoing] = []
  private var sentCount = 0
  private(set) var outgoingByteCount = 0
  private var nextIndex: UInt16 = 0

  /// Index of the next message that the envoy should send; closes do not count.
  var nextEnvoyIndex: UInt16 = 0

  /// When the first message was sent; nil before.
  private(set) var startedMilliseconds: Int64?

  /// When a look at it is due already; nil for never.
  var checkMilliseconds: Int64?

  init(
    _ id: TunnelID, _ actor: String, state: State, ticket: UInt64, atMilliseconds time: Int64
  ) {
    self.id = id
    self.actor = actor
    self.state = state
    self.ticket = ticket
    createdMilliseconds = time
  }

  var isHTTP: Bool {
    switch state {
    case .awaitingResponse, .receiving: true
    case .opening, .open, .hibernating: false
    }
  }

  var hasUnsent: Bool { sentCount < outgoing.count }

  /// Whether messages are kept until they are acknowledged.
  var keepsSent: Bool { state == .open(canHibernate: true) || state == .hibernating }

  /// Puts a message behind those that wait, under the next index; false if too much waits.
  mutating func append(_ kind: Envoy.V6.ToEnvoyTunnelMessageKind, byteCount: Int = 0) -> Bool {
    let isRoom =
      outgoing.count < Tunnel.maximumOutgoingCount
      && outgoingByteCount + byteCount <= Tunnel.maximumOutgoingByteCount
    // A close is the last message, so it can take the one index that is left.
    guard isRoom || kind.isClose else { return false }
    outgoing.append(Outgoing(index: nextIndex, kind: kind, byteCount: byteCount))
    outgoingByteCount += byteCount
    nextIndex &+= 1
    return true
  }

  /// Takes the messages that were not sent, as sent now.
  mutating func takeUnsent(atMilliseconds time: Int64) -> [Outgoing] {
    let unsent = Array(outgoing[sentCount...])
    if !unsent.isEmpty { startedMilliseconds = startedMilliseconds ?? time }
    if keepsSent {
      for index in sentCount..<outgoing.count { outgoing[index].sentMilliseconds = time }
      sentCount = outgoing.count
    } else {
      outgoing = []
      outgoingByteCount = 0
    }
    return unsent
  }

  /// Forgets messages up to an index, which may have wrapped around; false where none is covered.
  mutating func acknowledge(upTo index: UInt16) -> Bool {
    guard let first = outgoing.first else { return false }
    let count = Int(index &- first.index) + 1
    guard count <= sentCount else { return false }
    outgoingByteCount -= outgoing[..<count].reduce(0) { $0 + $1.byteCount }
    outgoing.removeFirst(count)
    sentCount -= count
    assert(outgoingByteCount >= 0, "no byte is taken away twice")
    return true
  }

  /// Has what was not acknowledged sent again, under its old indexes.
  mutating func rewind() {
    for index in outgoing.indices { outgoing[index].sentMilliseconds = nil }
    sentCount = 0
  }

  /// When it has taken too long, if nothing happens before; nil for never.
  func deadlineMilliseconds(_ times: EnvoyTimes) -> Int64? {
    let ready = createdMilliseconds + times.actorStartMilliseconds
    switch state {
    case .awaitingResponse, .receiving:
      return startedMilliseconds.map { $0 + times.responseStartMilliseconds } ?? ready
    case .opening: return startedMilliseconds.map { $0 + times.webSocketOpenMilliseconds } ?? ready
    case .open(canHibernate: true):
      return outgoing.first?.sentMilliseconds.map { $0 + times.messageAckMilliseconds }
    case .open(canHibernate: false), .hibernating: return nil
    }
  }
}

extension Envoy.V6.ToEnvoyTunnelMessageKind {
  fileprivate var isClose: Bool {
    if case .webSocketClose = self { true } else { false }
  }
}
