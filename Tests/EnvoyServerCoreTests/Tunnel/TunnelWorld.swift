import BareRuntime
import EnvoyProtocol

@testable import EnvoyServerCore

/// A ``World`` with an envoy, and a user of its actor `a`.
struct TunnelWorld {
  static let place = ActorPlace(namespace: "ns", actor: "a")
  var world: World
  let envoy: EnvoyClient
  private var generation: UInt32 = 0
  private var ticket: UInt64 = 0

  init(_ change: (inout ServerOptions) -> Void = { _ in }) {
    world = World(change)
    envoy = EnvoyClient(&world)
  }

  /// Has the actor started and running in its next generation, and takes what came.
  mutating func run() throws {
    let state = world.core.namespaces["ns"]?.actors["a"]?.state ?? .idle
    if state == .idle || state == .asleep {
      world.handle(.control(.start(Self.place, envoyKey: nil)))
    }
    generation += 1
    try envoy.event(&world, "a", generation, 0, .running)
  }

  mutating func report(_ event: Envoy.V6.Event, _ index: Int64) throws {
    try envoy.event(&world, "a", generation, index, event)
  }

  /// Does what a user does; gives the ticket.
  @discardableResult
  mutating func use(_ control: TunnelControl) -> UInt64 {
    ticket += 1
    world.handle(.control(.use(Self.place, control, ticket: ticket)))
    return ticket
  }

  /// Opens a WebSocket that the actor takes; gives its id.
  mutating func open(canHibernate: Bool) throws -> TunnelID {
    _ = try received()
    let ticket = use(.open(path: "/ws", headers: [:]))
    let id = try firstID()
    try send(id, 0, .webSocketOpen(.init(canHibernate: canHibernate)))
    guard world.outcomes[ticket] == .opened(id, canHibernate: canHibernate) else {
      throw Unexpected("not opened")
    }
    return id
  }

  /// Sends a message of the envoy in a tunnel.
  mutating func send(
    _ id: TunnelID, _ index: UInt16, _ kind: Envoy.V6.ToRivetTunnelMessageKind
  ) throws {
    let message = Envoy.V6.ToRivetTunnelMessage(
      messageId: .init(
        gatewayId: id.gatewayBytes, requestId: id.requestBytes, messageIndex: index),
      messageKind: kind)
    try envoy.send(&world, .tunnelMessage(message))
  }

  /// What came to the envoy through tunnels: indexes and messages.
  mutating func received() throws -> [Received] {
    try envoy.messages(&world).compactMap { message in
      guard case .tunnelMessage(let message) = message else { return nil }
      return Received(
        id: TunnelID(message.messageId), index: message.messageId.messageIndex,
        kind: message.messageKind)
    }
  }

  struct Received: Hashable {
    let id: TunnelID
    let index: UInt16
    let kind: Envoy.V6.ToEnvoyTunnelMessageKind
  }

  /// The tunnel of the first message that came.
  mutating func firstID() throws -> TunnelID {
    guard let first = try received().first else { throw Unexpected("nothing came") }
    return first.id
  }

  /// What a user saw, as the journal has it.
  var seen: [TunnelEvent] {
    world.core.journal.entries.compactMap { entry in
      if case .tunnel(_, _, let event) = entry.record { event } else { nil }
    }
  }

  /// The answer to a request that turned out.
  func response(_ ticket: UInt64) -> TunnelResponse? {
    if case .answered(let response)? = world.outcomes[ticket] { response } else { nil }
  }

  var tunnelCount: Int { world.core.namespaces["ns"]?.tunnels.count ?? 0 }
}
