import BareRuntime
import EnvoyProtocol
import LTX

@testable import EnvoyServerCore

/// A server and some envoys that fight over two actors, through a network that loses, doubles and
/// breaks, step by step out of one seed. What the server says is held against a ``PageModel``.
struct Simulation {
  /// What is wrong with the store on purpose, to see whether it is found.
  enum Bug: CaseIterable {
    case lostWrite, unstableShrink, visibleStage, forgottenFence, movedHead
  }

  enum Operation {
    case read(actor: String, numbers: [UInt32], generation: UInt64)
    case commit(actor: String, generation: UInt64, head: UInt64, PageModel.Commit)
    case begin(actor: String, generation: UInt64)
    case stage(actor: String, txid: UInt64)
    case finalize(actor: String, generation: UInt64, head: UInt64, PageModel.Commit)
  }

  /// What a client believes of an actor.
  struct View {
    var generation: UInt64 = 1
    var head: UInt64 = 0
    var staged: (txid: UInt64, commit: PageModel.Commit, chunks: [[UInt8]], sentCount: Int)?
  }

  struct Envoy2 {
    let key: String
    var connection: ConnectionID?

    /// Sent, and not yet at the server.
    var outbox: [[UInt8]] = []

    /// Sent by the server, and not yet here.
    var inbox: [[UInt8]] = []

    var views: [String: View] = [:]
  }

  static let actors = ["a", "b"]
  private static let pageCount: UInt32 = 9

  var world: World
  var random: SplitMix64
  var envoys = ["one", "two", "three"].map { Envoy2(key: $0) }
  var models: [String: PageModel] = ["a": PageModel(), "b": PageModel()]
  var operations: [UInt32: Operation] = [:]
  var answered: Set<UInt32> = []
  var nextRequestID: UInt32 = 1
  var nextStamp: UInt64 = 1
  var committedCount = 0
  let bug: Bug?

  init(seed: UInt64, bug: Bug? = nil) {
    world = World { $0.seed = seed }
    random = SplitMix64(seed: seed)
    self.bug = bug
  }

  /// Takes steps until something is wrong; tells what, or nil.
  mutating func run(steps: Int) throws -> String? {
    for index in envoys.indices { deliverToServer(index) }
    for actor in Self.actors { try start(actor) }
    try collect()
    for step in 0..<steps {
      do {
        try takeStep()
        try collect()
        try compare()
      } catch let wrong as Unexpected {
        return "step \(step): \(wrong.what)"
      }
    }
    for (actor, model) in models where model.replayed().pages != model.pages {
      return "the list of commits of \(actor) does not give its pages"
    }
    return nil
  }

  private mutating func takeStep() throws {
    let index = Int.random(in: envoys.indices, using: &random)
    let actor = Self.actors.randomElement(using: &random) ?? "a"
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<42: try ask(index, actor)
    case 42..<67:
      for _ in 0..<Int.random(in: 1...4, using: &random) { deliverToServer(index) }
    case 67..<89: while !envoys[index].inbox.isEmpty { try deliverToEnvoy(index) }
    case 89..<90: breakOff(index)
    case 90..<92: if let last = envoys[index].outbox.last { envoys[index].outbox.append(last) }
    case 92..<94: try start(actor)
    case 94..<96: world.handle(.control(.compact(place(actor))))
    case 96..<97:
      world.handle(.control(.bumpGeneration(place(actor))))
      bumped(actor)
    case 97 where Bool.random(using: &random):
      world.handle(.control(.restart))
      for index in envoys.indices { forget(index) }
    default: world.pass(milliseconds: Int64.random(in: 0..<2000, using: &random))
    }
  }

  func place(_ actor: String) -> ActorPlace { ActorPlace(namespace: "ns", actor: actor) }

  private mutating func bumped(_ actor: String) {
    if models[actor]?.generation ?? 0 > 0 { models[actor]?.generation += 1 }
  }

  /// Has an actor started by whoever is there, and stopped before, in whatever state it is.
  private mutating func start(_ actor: String) throws {
    world.core.withActor(place(actor)) { $0.state = .asleep }
    world.handle(.control(.start(place(actor), envoyKey: nil)))
  }

  private mutating func breakOff(_ index: Int) {
    guard let connection = envoys[index].connection else { return }
    world.handle(.closed(connection))
    forget(index)
  }

  private mutating func forget(_ index: Int) {
    envoys[index].connection = nil
    envoys[index].outbox = []
    envoys[index].inbox = []
  }

  private mutating func deliverToServer(_ index: Int) {
    guard let connection = envoys[index].connection else {
      envoys[index].connection = world.connect(key: envoys[index].key)
      return
    }
    guard !envoys[index].outbox.isEmpty else { return }
    world.handle(.message(connection, envoys[index].outbox.removeFirst()))
  }

  /// Takes what the server sent, first for the model, then on its way to the envoys.
  private mutating func collect() throws {
    for index in envoys.indices {
      guard let connection = envoys[index].connection else { continue }
      let sent = world.take(connection)
      for message in sent { try judge(try Envoy.V2.ToEnvoy(decoding: message)) }
      envoys[index].inbox += sent
      if world.closes[connection] != nil { forget(index) }
    }
  }

  /// The store is what the model says, page by page.
  private func compare() throws {
    for (actor, model) in models {
      guard let database = world.core.namespaces["ns"]?.actors[actor]?.database else { continue }
      guard database.headTxid == model.head, database.pageCount == model.size else {
        throw Unexpected("\(actor): head \(database.headTxid), size \(database.pageCount)")
      }
      let stored = database.storedPages.map { ($0.number, Simulation.stamp(of: $0.page.bytes)) }
      guard Dictionary(uniqueKeysWithValues: stored) == model.pages else {
        throw Unexpected("\(actor): pages are not those of the commits")
      }
    }
  }

  static func page(_ stamp: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: stamp >> (8 * UInt64($0))) }
      + [UInt8](repeating: 0, count: 4088)
  }

  static func stamp(of page: some Collection<UInt8>) -> UInt64 {
    page.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func someCommit(_ txid: UInt64) -> PageModel.Commit {
    let count = Int.random(in: 0...3, using: &random)
    let numbers = (1...Self.pageCount).shuffled(using: &random).prefix(count)
    let pages = numbers.map { number in
      defer { nextStamp += 1 }
      return (number: number, stamp: nextStamp)
    }
    let size = UInt32.random(in: 1...Self.pageCount, using: &random)
    return PageModel.Commit(txid: txid, pages: pages, size: size)
  }
}
