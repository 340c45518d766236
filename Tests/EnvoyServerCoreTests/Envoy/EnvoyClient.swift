import BareRuntime
import EnvoyProtocol

@testable import EnvoyServerCore

/// An envoy of version 6 in a ``World``.
struct EnvoyClient {
  let connection: ConnectionID
  let key: String

  init(_ world: inout World, namespace: String = "ns", key: String = "envoy-1") {
    self.key = key
    connection = world.connect(version: "6", namespace: namespace, key: key)
  }

  func send(_ world: inout World, _ message: Envoy.V6.ToRivet) throws {
    world.handle(.message(connection, try message.encoded()))
  }

  /// Takes what came, but for Init and pings.
  func messages(_ world: inout World) throws -> [Envoy.V6.ToEnvoy] {
    try world.take(connection).map { try Envoy.V6.ToEnvoy(decoding: $0) }.filter { message in
      switch message {
      case .ping, .toEnvoyInit: false
      default: true
      }
    }
  }

  /// Takes the commands that came, in short: `start a g1 i1`, `stop a g1 i2 lost`; a list for each
  /// message.
  func commands(_ world: inout World) throws -> [[String]] {
    try messages(&world).compactMap { message in
      guard case .commands(let commands) = message else { return nil }
      return commands.map { wrapper in
        let at = wrapper.checkpoint
        let place = "\(at.actorId) g\(at.generation) i\(at.index)"
        return switch wrapper.inner {
        case .startActor: "start \(place)"
        case .stopActor(let stop): "stop \(place) \(stop.reason)"
        }
      }
    }
  }

  func event(
    _ world: inout World, _ actor: String, _ generation: UInt32, _ index: Int64,
    _ event: Envoy.V6.Event
  ) throws {
    let checkpoint = Envoy.V6.ActorCheckpoint(
      actorId: actor, generation: generation, index: index)
    try send(&world, .events([.init(checkpoint: checkpoint, inner: event)]))
  }

  func pong(_ world: inout World) throws {
    try send(&world, .pong(.init(ts: world.now)))
  }

  /// Asks about the keys of an actor.
  func ask(
    _ world: inout World, _ actor: String, _ data: Envoy.V6.KvRequestData
  ) throws -> Envoy.V6.KvResponseData {
    _ = world.take(connection)
    try send(&world, .kvRequest(.init(actorId: actor, requestId: 7, data: data)))
    guard case .kvResponse(let reply)? = try messages(&world).last, reply.requestId == 7 else {
      throw Unexpected("no reply")
    }
    return reply.data
  }
}

extension Envoy.V6.Event {
  static let running = Self.actorStateUpdate(.init(state: .running))
  static let stopped = Self.actorStateUpdate(.init(state: .stopped(.init(code: .ok))))
  static let failed = Self.actorStateUpdate(
    .init(state: .stopped(.init(code: .error, message: "boom"))))
  static let sleep = Self.actorIntent(.init(intent: .sleep))
  static let stop = Self.actorIntent(.init(intent: .stop))
  static func alarm(_ time: Int64?) -> Self { .actorSetAlarm(.init(alarmTs: time)) }
}
