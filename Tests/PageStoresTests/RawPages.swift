import BareRuntime
import EnvoyClient
import EnvoyProtocol
import PageLayout
import Testing

/// The file that the pages of actor `a` make, by requests that name pages and keys alone.
enum RawPages {
  static func read(_ server: Server) throws -> [UInt8] {
    switch server.backEnd {
    case .commands: try readCommands(server)
    case .channel: try readChannel(server)
    }
  }

  private static func readCommands(_ server: Server) throws -> [UInt8] {
    let link = try server.link("reader", starting: [])
    let meta = try meta(link)
    return try (0..<meta.dbSizePages).flatMap { index -> [UInt8] in
      let page = try pages(link, generation: meta.generation, [index + 1]).pages[0]
      return page.bytes.map { [UInt8]($0) } ?? [UInt8](repeating: 0, count: 4096)
    }
  }

  private static func meta(_ link: any ClientLink) throws -> Envoy.V2.SqliteMeta {
    do {
      return try pages(link, generation: 1, []).meta
    } catch let failure as ClientFailure {
      return try #require(failure.actualMeta)
    }
  }

  private static func pages(
    _ link: any ClientLink, generation: UInt64, _ numbers: [UInt32]
  ) throws -> Envoy.V2.SqliteGetPagesOk {
    let request = Envoy.V2.SqliteGetPagesRequest(
      actorId: "a", generation: generation, pgnos: numbers)
    guard case .sqlite(.pages(let ok)) = try link.ask(.sqlite(.getPages(request))) else {
      throw ClientFailure(.protocol, isDefinite: true, "no pages")
    }
    return ok
  }

  private static func readChannel(_ server: Server) throws -> [UInt8] {
    let link = try server.link("reader")
    _ = try link.ask(.openActor(id: "a"))
    let meta = try #require(try values(link, [FileTag.main.metaKey])[0])
    let count = try FileMeta(decoding: Array(meta)).byteCount / 4096
    return try (0..<UInt32(count)).flatMap { index -> [UInt8] in
      let chunk = try #require(try values(link, [FileTag.main.chunkKey(index)])[0])
      #expect(chunk.count == 4096)
      return Array(chunk)
    }
  }

  private static func values(
    _ link: any ClientLink, _ keys: [[UInt8]]
  ) throws -> [Bytes?] {
    let keys = try keys.map { try Bytes($0) }
    guard case .values(let values) = try link.ask(.get(actorID: "a", keys: keys)) else {
      throw ClientFailure(.protocol, isDefinite: true, "no values")
    }
    return values
  }
}
