import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// The life of actors, as the protocol's scenarios number it.
@Suite struct LifecycleTests {
  private static let a = ActorPlace(namespace: "ns", actor: "a")
  private var world = World()
  private let envoy: EnvoyClient

  init() { envoy = EnvoyClient(&world) }

  private var state: ActorState? { world.core.namespaces["ns"]?.actors["a"]?.state }

  private mutating func start() { world.handle(.control(.start(Self.a, envoyKey: nil))) }

  private mutating func commands() throws -> [[String]] { try envoy.commands(&world) }

  private mutating func event(
    _ generation: UInt32, _ index: Int64, _ event: Envoy.V6.Event
  ) throws {
    try envoy.event(&world, "a", generation, index, event)
  }

  /// Has the actor started and running.
  private mutating func run() throws {
    start()
    try event(1, 0, .running)
    #expect(try commands() == [["start a g1 i1"]])
  }

  @Test("25, 27: what is not acknowledged is sent again, and what is, is not")
  mutating func replay() throws {
    start()
    #expect(try commands() == [["start a g1 i1"]])
    world.handle(.closed(envoy.connection))
    var again = EnvoyClient(&world)
    #expect(try again.commands(&world) == [["start a g1 i1"]])
    let checkpoint = Envoy.V6.ActorCheckpoint(actorId: "a", generation: 1, index: 1)
    try again.send(&world, .ackCommands(.init(lastCommandCheckpoints: [checkpoint])))
    world.handle(.closed(again.connection))
    again = EnvoyClient(&world)
    #expect(try again.commands(&world) == [])
  }

  @Test("missed commands come in one message, by actor and index")
  mutating func missedCommands() throws {
    for actor in ["b", "a"] {
      let place = ActorPlace(namespace: "ns", actor: actor)
      world.handle(.control(.start(place, envoyKey: nil)))
      world.handle(.control(.stop(place, .goingAway)))
    }
    let again = EnvoyClient(&world)
    #expect(
      try again.commands(&world) == [
        ["start a g1 i1", "stop a g1 i2 goingAway", "start b g1 i1", "stop b g1 i2 goingAway"]
      ])
  }

  @Test("47: an actor that is told to end, ends")
  mutating func destruction() throws {
    try run()
    world.handle(.control(.stop(Self.a, .destroy)))
    #expect(try commands() == [["stop a g1 i2 destroy"]])
    try event(1, 1, .stopped)
    #expect(state == .destroyed)
  }

  @Test("an actor that has to end before it runs is told once it does")
  mutating func pendingDestruction() throws {
    start()
    world.handle(.control(.stop(Self.a, .destroy)))
    #expect(try commands() == [["start a g1 i1"]])
    try event(1, 0, .running)
    #expect(try commands() == [["stop a g1 i2 destroy"]])
  }

  @Test("49: an actor that wants to sleep, sleeps, and wakes in a new generation")
  mutating func sleeping() throws {
    try run()
    try event(1, 1, .sleep)
    #expect(try commands() == [["stop a g1 i2 sleepIntent"]])
    try event(1, 2, .stopped)
    #expect(state == .asleep)
    start()
    #expect(try commands() == [["start a g2 i1"]])
  }

  @Test("50: an intent counts once, and only of an actor that runs")
  mutating func intents() throws {
    start()
    try event(1, 0, .sleep)
    #expect(try commands() == [["start a g1 i1"]])
    try event(1, 1, .running)
    try event(1, 2, .sleep)
    try event(1, 3, .sleep)
    try event(1, 4, .stop)
    #expect(try commands() == [["stop a g1 i2 sleepIntent"]])
  }

  @Test("a wake that comes while an actor goes to sleep starts it again")
  mutating func wakeWhileStopping() throws {
    try run()
    try event(1, 1, .sleep)
    start()
    #expect(try commands() == [["stop a g1 i2 sleepIntent"]])
    try event(1, 2, .stopped)
    #expect(try commands() == [["start a g2 i1"]])
  }

  @Test("51: an actor that fails sleeps, one that ends in order is gone")
  mutating func unprompted() throws {
    try run()
    try event(1, 1, .failed)
    #expect(state == .asleep)
    start()
    #expect(try commands() == [["start a g2 i1"]])
    try event(2, 0, .running)
    try event(2, 1, .stopped)
    #expect(state == .destroyed)
  }

  @Test("an actor that goes away is started again, whatever it says", arguments: [true, false])
  mutating func goingAway(isError: Bool) throws {
    try run()
    world.handle(.control(.stop(Self.a, .goingAway)))
    try event(1, 1, isError ? .failed : .stopped)
    #expect(try commands() == [["stop a g1 i2 goingAway"], ["start a g2 i1"]])
  }

  @Test("an envoy that goes gets no actors, and its own go elsewhere")
  mutating func retirement() throws {
    try run()
    let other = EnvoyClient(&world, key: "envoy-2")
    try envoy.send(&world, .stopping)
    #expect(try commands() == [["stop a g1 i2 goingAway"]])
    try event(1, 1, .stopped)
    #expect(try other.commands(&world) == [["start a g2 i1"]])
    #expect(try commands() == [])
  }

  @Test("53: events are acknowledged after more than 250 of them, up to the last")
  mutating func eventAcknowledgements() throws {
    try run()
    for index in 1...249 { try event(1, Int64(index), .alarm(nil)) }
    #expect(try envoy.messages(&world) == [])
    try event(1, 250, .alarm(nil))
    let checkpoint = Envoy.V6.ActorCheckpoint(actorId: "a", generation: 1, index: 250)
    #expect(
      try envoy.messages(&world) == [.ackEvents(.init(lastEventCheckpoints: [checkpoint]))])
  }

  @Test("54: events of another generation or envoy, and repeated ones, are ignored")
  mutating func foreignEvents() throws {
    try run()
    let other = EnvoyClient(&world, key: "envoy-2")
    try event(2, 1, .stopped)
    try other.event(&world, "a", 1, 1, .stopped)
    try event(1, 0, .stopped)
    try event(1, -1, .stopped)
    guard case .assigned(let assignment)? = state else { throw Unexpected("\(state as Any)") }
    #expect(assignment.phase == .running)
    try event(1, 1, .sleep)
    try other.event(&world, "", 1, 1, .stopped)
    #expect(world.closes[other.connection]?.text.hasPrefix("core.internal_error") == true)
  }

  @Test("55: an envoy that is gone for 15 s loses its actors, and is told when it comes back")
  mutating func loss() throws {
    try run()
    world.handle(.closed(envoy.connection))
    world.pass(milliseconds: 14_999)
    guard case .assigned? = state else { throw Unexpected("too early") }
    world.pass(milliseconds: 1)
    #expect(state == .asleep)
    let again = EnvoyClient(&world)
    #expect(try again.commands(&world) == [["start a g1 i1", "stop a g1 i2 lost"]])
    try again.event(&world, "a", 1, 1, .failed)
    #expect(state == .asleep)
    world.handle(.closed(again.connection))
    let third = EnvoyClient(&world)
    #expect(try third.commands(&world) == [])
  }

  @Test("an envoy that comes back in time keeps its actors")
  mutating func returning() throws {
    try run()
    let checkpoint = Envoy.V6.ActorCheckpoint(actorId: "a", generation: 1, index: 1)
    try envoy.send(&world, .ackCommands(.init(lastCommandCheckpoints: [checkpoint])))
    world.handle(.closed(envoy.connection))
    world.pass(milliseconds: 10_000)
    let again = EnvoyClient(&world)
    for _ in 0..<10 {
      world.pass(milliseconds: 10_000)
      try again.pong(&world)
    }
    #expect(try again.commands(&world) == [])
    guard case .assigned? = state else { throw Unexpected("lost") }
  }

  @Test("an actor that does not run in 30 s, or does not stop in 30 min, is given up")
  mutating func deadlines() throws {
    start()
    for _ in 0..<3 {
      world.pass(milliseconds: 10_000)
      try envoy.pong(&world)
    }
    #expect(state == .asleep)
    #expect(try commands() == [["start a g1 i1"], ["stop a g1 i2 lost"]])
    start()
    try event(2, 0, .running)
    try event(2, 1, .sleep)
    for _ in 0..<180 {
      world.pass(milliseconds: 10_000)
      try envoy.pong(&world)
    }
    #expect(state == .asleep)
    #expect(try commands().last == ["stop a g2 i3 lost"])
  }

  @Test("an actor waits where no envoy is, and goes to the one that comes")
  mutating func waiting() throws {
    var world = World()
    for actor in ["b", "a"] {
      world.handle(.control(.start(.init(namespace: "ns", actor: actor), envoyKey: nil)))
    }
    let envoy = EnvoyClient(&world)
    #expect(try envoy.commands(&world) == [["start a g1 i1"], ["start b g1 i1"]])
  }

  @Test("an alarm wakes an actor that sleeps, at its time and once")
  mutating func alarms() throws {
    try run()
    try event(1, 1, .alarm(world.now + 5000))
    try event(1, 2, .sleep)
    try event(1, 3, .stopped)
    _ = try commands()
    world.pass(milliseconds: 4999)
    #expect(try commands() == [])
    world.pass(milliseconds: 1)
    #expect(try commands() == [["start a g2 i1"]])
    try event(2, 0, .running)
    try event(2, 1, .sleep)
    try event(2, 2, .stopped)
    try envoy.pong(&world)
    world.pass(milliseconds: 10_000)
    #expect(state == .asleep)
  }

  @Test("an alarm that is cleared does not ring, one that is replaced rings at its new time")
  mutating func changedAlarms() throws {
    try run()
    try event(1, 1, .alarm(world.now + 1000))
    try event(1, 2, .alarm(nil))
    try event(1, 3, .sleep)
    try event(1, 4, .stopped)
    world.pass(milliseconds: 5000)
    #expect(state == .asleep)
    world.handle(.control(.setAlarm(Self.a, timeMilliseconds: world.now + 1000)))
    world.handle(.control(.setAlarm(Self.a, timeMilliseconds: world.now + 3000)))
    world.pass(milliseconds: 2999)
    #expect(state == .asleep)
    world.pass(milliseconds: 1)
    #expect(state != .asleep)
  }

  @Test("an alarm that is due when its actor falls asleep starts it at once")
  mutating func overdueAlarm() throws {
    try run()
    try event(1, 1, .alarm(world.now - 1))
    try event(1, 2, .sleep)
    try event(1, 3, .stopped)
    #expect(try commands() == [["stop a g1 i2 sleepIntent"], ["start a g2 i1"]])
  }

  @Test("what cannot be done is refused in the journal, and changes nothing")
  mutating func controlRefusals() throws {
    world.handle(.control(.stop(Self.a, .destroy)))
    world.handle(.control(.compact(Self.a)))
    start()
    start()
    let refusals = world.core.journal.entries.compactMap { entry in
      if case .controlRefused(_, let refusal) = entry.record { refusal } else { nil }
    }
    #expect(refusals == [.notStarted(Self.a), .noDatabase(Self.a), .started(Self.a)])
  }
}
