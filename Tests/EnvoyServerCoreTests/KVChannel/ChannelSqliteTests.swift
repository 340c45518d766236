import BareRuntime
import KVChannelProtocol
import Testing

@testable import EnvoyServerCore

/// A SQLite database in keys, as clients lay it out: chunks of 4096 bytes, and a size beside them.
@Suite struct ChannelSqliteTests {
  private static let mainMeta: Bytes = [8, 1, 0, 0]
  private static let journalMeta: Bytes = [8, 1, 0, 1]

  private static func chunk(_ tag: UInt8, _ index: UInt8) -> Bytes {
    [8, 1, 1, tag, 0, 0, 0, index]
  }

  private static func size(_ byteCount: UInt32) -> Bytes {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: byteCount >> (8 * $0)) }
    return [1, 0, bytes[0], bytes[1], bytes[2], bytes[3], 0, 0, 0, 0]
  }

  private static func fill(_ byte: UInt8) throws -> Bytes { try Bytes(page(byte)) }

  @Test("71: a transaction of 127 pages, its journal and the end of it leave main file and size")
  func trace() throws {
    var world = World()
    let channel = Channel(&world)
    var requests: [Channel.Request] = [
      .actorOpenRequest,
      .put((Self.chunk(0, 0), try Self.fill(0xe)), (Self.mainMeta, Self.size(4096))),
      .get(Self.mainMeta),
    ]
    let pages = try (0..<127 as Range<UInt8>).map { (Self.chunk(0, $0), try Self.fill($0)) }
    requests.append(
      .kvPutRequest(
        .init(
          keys: pages.map(\.0) + [Self.mainMeta], values: pages.map(\.1) + [Self.size(520_192)])))
    let journal = try (0..<3 as Range<UInt8>).map { (Self.chunk(1, $0), try Self.fill(0xaa)) }
    requests.append(
      .kvPutRequest(
        .init(
          keys: journal.map(\.0) + [Self.journalMeta],
          values: journal.map(\.1) + [Self.size(12_288)])))
    requests += [.range([8, 1, 1, 1], [8, 1, 1, 2]), .delete(Self.journalMeta)]
    let replies = try channel.burst(&world, requests.map { ("db", $0) })
    #expect(replies.count == 7 && replies.allSatisfy { $0.code == nil })
    #expect(replies[2].pairs == [[Self.mainMeta, Self.size(4096)]])
    let entries = world.core.namespaces["ns"]?.actors["db"]?.kv.entries ?? []
    #expect(entries.map(\.key) == [Self.mainMeta] + pages.map(\.0))
    #expect(entries.map(\.value) == [Self.size(520_192)] + pages.map(\.1))
  }
}
