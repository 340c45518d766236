import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// Keys that an actor gets with its start.
@Suite struct PreloadTests {
  private func store(_ entries: [(Bytes, Int)]) throws -> KVStore {
    var store = KVStore()
    for (key, count) in entries {
      store.put(key, try Bytes([UInt8](repeating: 1, count: count)), atMilliseconds: 5)
    }
    return store
  }

  private func preload(_ metadata: String, _ store: KVStore) throws -> Envoy.V6.PreloadedKv {
    store.preloaded(try #require(PreloadPlan(metadata: metadata)), version: [0x76])
  }

  @Test(
    "a key that is there has an entry, one that is missing is listed, one that is too large is not")
  func keys() throws {
    let preloaded = try preload(
      #"{"preload": {"keys": [[1], [2], [3]]}}"#, try store([([1], 10), ([3], 1_048_567)]))
    #expect(preloaded.entries.map(\.key) == [[1]])
    #expect(preloaded.entries.first?.metadata == .init(version: [0x76], updateTs: 5))
    #expect(preloaded.requestedGetKeys == [[1], [2]])
  }

  @Test("an entry costs its key, its value, its version and 8 bytes, to the last byte of 1 MiB")
  func budget() throws {
    let metadata = #"{"preload": {"keys": [[1]]}}"#
    let fitting = 1_048_576 - 1 - 1 - 8
    #expect(try preload(metadata, try store([([1], fitting)])).entries.count == 1)
    #expect(try preload(metadata, try store([([1], fitting + 1)])).entries.isEmpty)
  }

  @Test("a prefix that does not fit is left out, or begun where that is wanted, and never listed")
  func prefixes() throws {
    let store = try store([([1, 1], 10), ([1, 2], 10), ([2, 1], 10), ([2, 2], 10), ([3], 1)])
    let preloaded = try preload(
      """
      {"preload": {"prefixes": [
        {"prefix": [1], "maxBytes": 41}, {"prefix": [2], "maxBytes": 41, "partial": true},
        {"prefix": [3], "maxBytes": 11}, {"prefix": [4]}]}}
      """, store)
    #expect(preloaded.entries.map(\.key) == [[2, 1], [3]])
    #expect(preloaded.requestedPrefixes == [[3], [4]])
  }

  @Test(
    "metadata that say nothing of it, or not so, are passed over",
    arguments: [
      "", "{", "{}", #"{"preload": {"keys": 1}}"#, #"{"preload": {"keys": [[256]]}}"#,
      #"{"preload": {"prefixes": [{}]}}"#, #"{"preload": {"keys": [["a"]]}}"#,
    ])
  func malformed(metadata: String) { #expect(PreloadPlan(metadata: metadata) == nil) }

  @Test("a start carries the keys that the actor's name asks for, where the server does so at all")
  func start() throws {
    for preloads in [true, false] {
      var world = World { $0.preloadsKV = preloads }
      let envoy = EnvoyClient(&world)
      let names: BareMap<String, Envoy.V6.ActorName> = [
        "counter": .init(metadata: #"{"preload": {"keys": [[1]]}}"#)
      ]
      try envoy.send(&world, .metadata(.init(prepopulateActorNames: names)))
      var declaration = ActorDeclaration()
      declaration.name = "counter"
      declaration.key = "k"
      declaration.input = [9]
      let place = ActorPlace(namespace: "ns", actor: "a")
      world.handle(.control(.declareActor(place, declaration)))
      _ = try envoy.ask(
        &world, "a", .putRequest(.init(keys: [[1]], values: [[2]])))
      world.handle(.control(.start(place, envoyKey: nil)))
      guard case .commands(let commands)? = try envoy.messages(&world).last,
        case .startActor(let start)? = commands.first?.inner
      else { throw Unexpected("no start") }
      #expect(start.config.name == "counter")
      #expect(start.config.key == "k")
      #expect(start.config.input == [9])
      #expect(start.preloadedKv?.entries.map(\.value) == (preloads ? [[2]] : nil))
    }
  }
}
