import BareRuntime
import EnvoyClient
import PageLayout
import PageVFS

/// The keys of one actor that was opened on a KV channel, asked for and changed as plans say.
///
/// A failure is the last thing that it does: the channel has one writer, so whoever lost the actor
/// or the connection does not know what others wrote since.
final class ChannelKeys {
  private let link: any ClientLink
  private let connectionCount: Int
  private let actorID: String
  private var failure: PageStoreFailure?

  init(_ link: any ClientLink, actorID: String) throws(PageStoreFailure) {
    self.link = link
    self.actorID = actorID
    connectionCount = link.connectionCount
    _ = try ask(.openActor(id: actorID))
  }

  /// What gets bring.
  func fetch(_ requests: [KVRequest]) throws(PageStoreFailure) -> StoredValues {
    var stored: StoredValues = [:]
    for request in requests {
      guard case .get(let keys) = request, case .values(let values) = try send(request) else {
        preconditionFailure("only gets bring something")
      }
      for (key, value) in zip(keys, values) { stored[key] = value.map { Array($0) } }
    }
    return stored
  }

  /// Makes a request.
  @discardableResult
  func send(_ request: KVRequest) throws(PageStoreFailure) -> ClientReply {
    do {
      return try ask(clientRequest(request))
    } catch let failure as PageStoreFailure {
      throw failure
    } catch {
      throw PageStoreFailure(
        .tooLarge, isDefinite: true, isFatal: true, "a key or value is too large: \(error)")
    }
  }

  /// Gives the actor up; again does nothing.
  func close() {
    guard failure == nil else { return }
    _ = try? ask(.closeActor(id: actorID))
    failure = PageStoreFailure(
      ClientFailure(.closed, isDefinite: true, "the database is closed"))
  }

  private func ask(_ request: ClientRequest) throws(PageStoreFailure) -> ClientReply {
    // Whatever became of the request that failed, this one is not sent.
    if let failure { throw failure.claiming(isDefinite: true) }
    do throws(ClientFailure) {
      return try link.ask(request, onConnection: connectionCount)
    } catch {
      let failure = PageStoreFailure(error)
      self.failure = failure
      throw failure
    }
  }

  private func clientRequest(_ request: KVRequest) throws(BareError) -> ClientRequest {
    switch request {
    case .get(let keys): .get(actorID: actorID, keys: try keys.map(Self.bytes))
    case .put(let pairs):
      .put(
        actorID: actorID, keys: try pairs.map { pair throws(BareError) in try Bytes(pair.key) },
        values: try pairs.map { pair throws(BareError) in try Bytes(pair.value) })
    case .delete(let keys): .delete(actorID: actorID, keys: try keys.map(Self.bytes))
    case .deleteRange(let range):
      .deleteRange(actorID: actorID, start: try Bytes(range.start), end: try Bytes(range.end))
    }
  }

  private static func bytes(_ array: [UInt8]) throws(BareError) -> Bytes { try Bytes(array) }
}
