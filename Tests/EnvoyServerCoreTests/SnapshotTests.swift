import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyServerCore

/// What a server stores, written and read.
@Suite struct SnapshotTests {
  /// A server with a bit of everything.
  private func filledWorld() throws -> World {
    var world = World()
    let database = Database(connection: world.connect())
    let data = try database.start(&world)
    for head: UInt64 in 0..<3 {
      _ = try database.commit(
        &world, data.generation, head, [(1, page(UInt8(head))), (7, page(9))], size: 9)
    }
    _ = try database.begin(&world, data.generation)
    let envoy = EnvoyClient(&world, key: "envoy-2")
    _ = try envoy.ask(
      &world, "k", .putRequest(.init(keys: [[1], [2, 0xff]], values: [[], [3, 4]])))
    try envoy.send(
      &world, .metadata(.init(prepopulateActorNames: ["n": .init(metadata: "{}")])))
    var declaration = ActorDeclaration()
    declaration.name = "n"
    declaration.key = "k"
    declaration.input = [0xab]
    let place = ActorPlace(namespace: "other", actor: #"d \""#)
    world.handle(.control(.declareActor(place, declaration)))
    world.handle(.control(.setQuota(place, byteCount: 77)))
    world.handle(.control(.setAlarm(place, timeMilliseconds: -5)))
    world.handle(.control(.declareNamespace("empty")))
    return world
  }

  private func restored(_ text: String) throws -> ServerCore {
    try ServerCore(options: ServerOptions(), snapshot: Array(text.utf8))
  }

  @Test("a server that is restored has the same snapshot, keys, pages, head and generations")
  func roundTrip() throws {
    let world = try filledWorld()
    let text = world.core.snapshotText
    let core = try restored(text)
    #expect(core.snapshotText == text)
    let (old, new) = (
      world.core.namespaces["ns"]?.actors["a1"]?.database,
      core.namespaces["ns"]?.actors["a1"]?.database
    )
    #expect(new?.storedPages.map(\.page) == old?.storedPages.map(\.page))
    #expect(new?.headTxid == 3)
    #expect(new?.nextTxid == 5)
    #expect(new?.stageTxids == [])
    #expect(core.namespaces["ns"]?.actors["a1"]?.state == .asleep)
    #expect(core.namespaces["ns"]?.actors["k"]?.kv.entries.count == 2)
    #expect(core.namespaces["other"]?.actors.values.first?.declaration.input == [0xab])
    #expect(core.namespaces["other"]?.actors.values.first?.quotaByteCount == 77)
    #expect(core.namespaces["empty"] != nil)
  }

  @Test("an actor that is started after that has a new generation, and fences who was there before")
  func startAgain() throws {
    var world = World()
    world.core = try restored(try filledWorld().core.snapshotText)
    let database = Database(connection: world.connect())
    world.handle(.control(.start(.init(namespace: "ns", actor: "a1"), envoyKey: nil)))
    guard case .commands(let commands)? = try world.messages(database.connection).last,
      case .startActor(let start)? = commands.last?.inner
    else { throw Unexpected("no start") }
    #expect(commands.last?.checkpoint.generation == 2)
    #expect(start.sqliteStartupData?.generation == 2)
    #expect(start.sqliteStartupData?.meta.headTxid == 3)
    #expect(try database.fills(&world, 2, [1, 2, 7]) == [2, 0, 9])
    guard case .fenceMismatch = try database.getPages(&world, 1, [1]) else {
      throw Unexpected("no fence")
    }
  }

  @Test("every line that is left out, cut or changed is an error that names a line, or harmless")
  func damage() throws {
    let lines = try filledWorld().core.snapshotText.split(separator: "\n")
    for index in lines.indices {
      for change in 0..<3 {
        var lines = lines
        switch change {
        case 0: lines.remove(at: index)
        case 1: lines[index] = lines[index].dropLast(3)
        default:
          lines[index] = Substring(lines[index].replacing("\"", with: "", maxReplacements: 1))
        }
        do throws(SnapshotError) {
          let text = lines.joined(separator: "\n") + "\n"
          let core = try ServerCore(options: ServerOptions(), snapshot: Array(text.utf8))
          #expect(change == 0, "line \(index + 1)")
          #expect(core.snapshotText.split(separator: "\n").count == lines.count)
        } catch {
          #expect(1...lines.count + 1 ~= error.lineNumber)
        }
      }
    }
  }

  @Test(
    "a page or a head that a database cannot have is refused",
    arguments: [
      ("\"pgno\":7", "\"pgno\":0"), ("\"pgno\":7", "\"pgno\":10"),
      ("\"headTxid\":\"3\"", "\"headTxid\":\"5\""), ("\"txid\":\"3\"", "\"txid\":\"4\""),
      ("\"materializedTxid\":\"0\"", "\"materializedTxid\":\"4\""),
      ("\"pageGeneration\":\"1\"", "\"pageGeneration\":\"2\""),
      ("\"snapshot\":1", "\"snapshot\":2"),
      ("\"state\":\"idle\"", "\"state\":\"ill\""), ("\"bytes\":\"", "\"bytes\":\"00"),
    ])
  func impossible(met: String, change: String) throws {
    let text = try filledWorld().core.snapshotText
    let changed = text.replacing(met, with: change, maxReplacements: 1)
    #expect(changed != text)
    #expect((try? restored(changed)) == nil)
  }
}
