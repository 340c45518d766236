import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// SQL of several envoys and actors in any order, with results that come when they like.
@Suite struct SQLRandomTests {
  private struct Play {
    var world = World {
      $0.remoteSQL.runningCount = 2
      $0.remoteSQL.waitingRequestCount = 4
    }
    var random: SplitMix64
    var clients: [SQLClient] = []
    var findings: [String] = []

    /// The ids of requests that are not answered, by connection.
    var open: [ConnectionID: Set<UInt32>] = [:]
    var lastID: UInt32 = 0
    var answerCount = 0

    init(seed: UInt64) {
      random = SplitMix64(seed: seed)
      for number in 0..<3 { clients.append(SQLClient(&world, key: "envoy-\(number)")) }
    }

    mutating func step() throws {
      let index = Int.random(in: 0..<clients.count, using: &random)
      let place = ActorPlace(namespace: "ns", actor: actor())
      switch Int.random(in: 0..<100, using: &random) {
      case ..<50: try send(index)
      case ..<85: try finish()
      case ..<90: try reconnect(index)
      case ..<93: world.handle(.control(.start(place, envoyKey: nil)))
      case ..<96: world.handle(.control(.stop(place, .lost)))
      case ..<98: world.handle(.control(.bumpGeneration(place)))
      default: world.pass(milliseconds: 1000)
      }
      try collect()
      check()
    }

    mutating func actor() -> String {
      ["a", "b", "c"][Int.random(in: 0..<3, using: &random)]
    }

    private mutating func send(_ index: Int) throws {
      clients[index].actor = actor()
      lastID += 1
      let generation = world.core.namespaces["ns"]?.actors[clients[index].actor]?.generation ?? 0
      open[clients[index].envoy.connection, default: []].insert(lastID)
      try clients[index].send(
        &world, "x", id: lastID, generation: UInt64(max(1, generation)))
    }

    private mutating func finish() throws {
      guard !world.tasks.isEmpty else { return }
      let index = Int.random(in: 0..<world.tasks.count, using: &random)
      let task = world.tasks.remove(at: index)
      let isWriting = Bool.random(using: &random)
      let before = head(task)
      world.finish(
        task, isWriting ? [(1, 1)] : nil, size: 1,
        isInTransaction: Int.random(in: 0..<4, using: &random) == 0)
      let isFenced = before != task.snapshot.headTxid || !isWriting
      if isFenced, head(task) != before { findings.append("a commit passed a fence") }
    }

    private func head(_ task: SQLTask) -> UInt64 {
      world.core.namespaces["ns"]?.actors[task.snapshot.place.actor]?.database?.headTxid ?? 0
    }

    private mutating func reconnect(_ index: Int) throws {
      let client = clients[index]
      world.handle(.closed(client.envoy.connection))
      open[client.envoy.connection] = nil
      clients[index] = SQLClient(&world, key: client.envoy.key)
    }

    /// Takes the replies that came: each answers something that was not answered.
    mutating func collect() throws {
      for client in clients {
        let connection = client.envoy.connection
        for reply in try client.replies(&world) {
          answerCount += 1
          let id = reply.split(separator: ":").first.flatMap { UInt32($0) } ?? 0
          if open[connection]?.remove(id) == nil { findings.append("answered twice: \(reply)") }
        }
      }
    }

    private mutating func check() {
      if world.tasks.count != world.core.sql.runningCount { findings.append("tasks were lost") }
      if world.tasks.count > 2 { findings.append("too much runs at once") }
      let actors = world.tasks.map(\.snapshot.place.actor)
      if Set(actors).count != actors.count { findings.append("an actor runs two at once") }
      let waiting = world.core.sql.lines.values.flatMap(\.waiting)
      for client in clients {
        let connection = client.envoy.connection
        let count = waiting.count { $0.connection == connection }
        if count > 4 { findings.append("too much waits") }
        if count != world.core.sql.waitingCount(of: connection) { findings.append("miscounted") }
      }
    }
  }

  @Test(
    "in 5000 random events each request is answered once, in turn, and no fence is passed",
    arguments: 1...4 as ClosedRange<UInt64>)
  func random(seed: UInt64) throws {
    var play = Play(seed: seed)
    for _ in 0..<5000 { try play.step() }
    while !play.world.tasks.isEmpty {
      play.world.finish(play.world.tasks.removeFirst())
      try play.collect()
    }
    #expect(play.findings == [])
    let unanswered = play.open.values.reduce(0) { $0 + $1.count }
    #expect(unanswered == 0)
    #expect(play.answerCount > 1000)
    for client in play.clients { play.world.handle(.closed(client.envoy.connection)) }
    #expect(play.world.core.sql.lines.isEmpty && play.world.core.sql.runningCount == 0)
  }
}
