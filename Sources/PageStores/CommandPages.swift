public import BareRuntime
public import EnvoyClient
import EnvoyProtocol
public import PageVFS

/// The pages of an actor's database, over the five SQLite commands of envoy version 2 (`SQL-8.3`).
///
/// Generation and head fence it: where somebody else wrote, or started the actor, this store is
/// dead, and opening it anew goes on from what is there (`SQL-8.5`).
public final class CommandPages: PageStore {
  /// As many pages as a read may ask for at once: 256 KiB.
  private static let readPageCount = 64

  /// How often an open follows a generation that rises meanwhile.
  private static let openAttemptCount = 3

  private let link: any ClientLink
  private var database: PageDatabase

  /// Opens the database of an actor in the generation that the server is in.
  ///
  /// - Parameters:
  ///   - link: an envoy of version 2.
  ///   - actorID: the actor.
  /// - Throws: `PageStoreFailure` where the server does not let it, as before the actor was
  ///   started for the first time.
  public init(_ link: any ClientLink, actorID: String) throws(PageStoreFailure) {
    self.link = link
    let meta = try Self.meta(link, actorID)
    database = PageDatabase(
      actorID: actorID,
      startup: .init(generation: meta.generation, meta: meta, preloadedPages: []))
  }

  public var pageCount: UInt32 { database.pageCount }

  /// The last transaction that was committed.
  public var headTransactionID: UInt64 { database.headTransactionID }

  public func read(_ pageNumbers: [UInt32]) throws(PageStoreFailure) -> [Bytes?] {
    var pages: [Bytes?] = []
    var start = 0
    while start < pageNumbers.count {
      let end = min(pageNumbers.count, start + Self.readPageCount)
      pages += try readAtOnce(Array(pageNumbers[start..<end]))
      start = end
    }
    return pages
  }

  public func commit(
    _ pages: [(number: UInt32, bytes: Bytes)], pageCount: UInt32
  ) throws(PageStoreFailure) {
    do throws(ClientFailure) {
      var step = try database.write(
        pages.map { PageDatabase.Page(number: $0.number, bytes: $0.bytes) },
        pageCount: pageCount, at: link.epochMilliseconds)
      while case .requests(let requests) = step {
        let result = link.ask(requests.map { .sqlite($0) })
        step = try database.take(result.flatMap(Self.sqlite))
      }
    } catch {
      throw PageStoreFailure(error)
    }
  }

  public func close() {
    database.die(of: ClientFailure(.closed, isDefinite: true, "the database is closed"))
  }

  private func readAtOnce(_ numbers: [UInt32]) throws(PageStoreFailure) -> [Bytes?] {
    do throws(ClientFailure) {
      let request = try database.read(numbers)
      guard case .sqlite(.pages(let ok)) = try link.ask(.sqlite(request)),
        ok.pages.map(\.pgno) == numbers
      else { throw ClientFailure(.protocol, isDefinite: true, "the reply has other pages") }
      return ok.pages.map(\.bytes)
    } catch {
      database.die(of: error)
      throw PageStoreFailure(error)
    }
  }

  /// A read of nothing says how the database stands, or in which generation the server is.
  private static func meta(
    _ link: any ClientLink, _ actorID: String
  ) throws(PageStoreFailure) -> Envoy.V2.SqliteMeta {
    var generation: UInt64 = 1
    var attemptCount = 0
    while true {
      do throws(ClientFailure) {
        let request = SqliteRequest.getPages(
          .init(actorId: actorID, generation: generation, pgnos: []))
        guard case .sqlite(.pages(let ok)) = try link.ask(.sqlite(request)) else {
          throw ClientFailure(.protocol, isDefinite: true, "the reply is of another kind")
        }
        return ok.meta
      } catch {
        attemptCount += 1
        guard let meta = error.actualMeta, attemptCount < openAttemptCount else {
          throw PageStoreFailure(error)
        }
        generation = meta.generation
      }
    }
  }

  private static func sqlite(_ reply: ClientReply) -> Result<SqliteReply, ClientFailure> {
    guard case .sqlite(let reply) = reply else {
      return .failure(ClientFailure(.protocol, isDefinite: false, "the reply is of another kind"))
    }
    return .success(reply)
  }
}
