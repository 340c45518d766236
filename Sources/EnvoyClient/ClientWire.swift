import BareRuntime
import EnvoyProtocol
import KVChannelProtocol

/// The messages of a client in what it speaks.
struct ClientWire {
  let dialect: ClientDialect

  /// What counts its requests for itself (`ENVOY-1.9`).
  enum Family: Hashable, Sendable {
    case keys
    case pages
    case sql

    init(of request: ClientRequest) {
      switch request {
      case .sqlite: self = .pages
      case .sql: self = .sql
      case .openActor, .closeActor, .get, .put, .delete, .deleteRange: self = .keys
      }
    }
  }

  /// By what a reply is known.
  struct ID: Hashable, Sendable {
    let family: Family
    let number: UInt32
  }

  /// A message of the server.
  enum Arrival {
    /// An envoy is accepted.
    case greeting

    case ping(Int64)
    case reply(ID, ReplyData)

    /// The server is going.
    case leaving

    /// Something that is not for this client.
    case other
  }

  /// What a reply holds, whatever was asked for.
  enum ReplyData {
    case failure(ClientFailure)
    case opened, closed, written, deleted
    case pairs(keys: [Bytes], values: [Bytes])
    case sqlite(SqliteReply)
    case sql(RemoteSQLReply)
  }

  /// The bytes of a request.
  ///
  /// - Throws: a request that the dialect has no message for.
  func encode(_ request: ClientRequest, _ number: UInt32) throws(ClientFailure) -> [UInt8] {
    do {
      switch dialect {
      case .channel:
        if let data = Self.channelData(request) {
          let message = KVChannel.V1.ToServerRequest(
            requestId: number, actorId: request.actorID, data: data)
          return try KVChannel.V1.ToServer.request(message).encoded()
        }
      case .envoy(let version):
        if case .sqlite(let sqlite) = request, version == .v2 {
          return try Self.message(sqlite, number).encoded()
        }
        if case .sql(let sql) = request {
          let newest = Envoy.Versioned.ToRivet.v6(sql.message(number))
          return try newest.converted(to: version).encoded()
        }
        if let data = Self.envoyData(request) {
          let message = Envoy.V1.ToRivetKvRequest(
            actorId: request.actorID, requestId: number, data: data)
          // One layout in all versions (`ENVOY-3.2`).
          return try Envoy.V1.ToRivet.kvRequest(message).encoded()
        }
      }
    } catch is IncompatibleVersion {
      // An older version, which is said below.
    } catch {
      throw ClientFailure(.error, isDefinite: true, "cannot be encoded: \(error)")
    }
    throw ClientFailure(
      .error, isDefinite: true, "what this client speaks has no message for it; nothing was sent")
  }

  /// The bytes of the answer to a ping.
  func pong(_ time: Int64) -> [UInt8] {
    let bytes =
      switch dialect {
      case .channel: try? KVChannel.V1.ToServer.pong(.init(ts: time)).encoded()
      case .envoy: try? Envoy.V1.ToRivet.pong(.init(ts: time)).encoded()
      }
    return bytes ?? []
  }

  /// What a message says; nil for what cannot be read.
  func decode(_ message: [UInt8]) -> Arrival? {
    guard let bytes = try? Bytes(message) else { return nil }
    switch dialect {
    case .channel:
      return (try? KVChannel.V1.ToClient(decoding: bytes)).map(Self.arrival)
    case .envoy(.v2):
      return (try? Envoy.V2.ToEnvoy(decoding: bytes)).map(Self.arrival)
    case .envoy(let version):
      let message = try? Envoy.Versioned.ToEnvoy(decoding: bytes, version: version)
      guard let message else { return nil }
      // Neither pings nor replies about keys differ, so what does not convert is not for a client.
      guard case .v6(let newest)? = try? message.converted(to: .v6) else { return .other }
      return Self.arrival(newest)
    }
  }

  private static func channelData(_ request: ClientRequest) -> KVChannel.V1.RequestData? {
    switch request {
    case .openActor: .actorOpenRequest
    case .closeActor: .actorCloseRequest
    case .get(_, let keys): .kvGetRequest(.init(keys: keys))
    case .put(_, let keys, let values): .kvPutRequest(.init(keys: keys, values: values))
    case .delete(_, let keys): .kvDeleteRequest(.init(keys: keys))
    case .deleteRange(_, let start, let end): .kvDeleteRangeRequest(.init(start: start, end: end))
    case .sqlite, .sql: nil
    }
  }

  private static func envoyData(_ request: ClientRequest) -> Envoy.V1.KvRequestData? {
    switch request {
    case .get(_, let keys): .getRequest(.init(keys: keys))
    case .put(_, let keys, let values): .putRequest(.init(keys: keys, values: values))
    case .delete(_, let keys): .deleteRequest(.init(keys: keys))
    case .deleteRange(_, let start, let end): .deleteRangeRequest(.init(start: start, end: end))
    case .openActor, .closeActor, .sqlite, .sql: nil
    }
  }

  private static func message(_ request: SqliteRequest, _ number: UInt32) -> Envoy.V2.ToRivet {
    switch request {
    case .getPages(let data): .sqliteGetPagesRequest(.init(requestId: number, data: data))
    case .commit(let data): .sqliteCommitRequest(.init(requestId: number, data: data))
    case .stageBegin(let data):
      .sqliteCommitStageBeginRequest(.init(requestId: number, data: data))
    case .stage(let data): .sqliteCommitStageRequest(.init(requestId: number, data: data))
    case .finalize(let data): .sqliteCommitFinalizeRequest(.init(requestId: number, data: data))
    }
  }

  private static func arrival(_ message: KVChannel.V1.ToClient) -> Arrival {
    switch message {
    case .ping(let ping): return .ping(ping.ts)
    case .close: return .leaving
    case .response(let response):
      let data: ReplyData =
        switch response.data {
        case .errorResponse(let error):
          .failure(ClientFailure(.error, code: error.code, isDefinite: true, error.message))
        case .actorOpenResponse: .opened
        case .actorCloseResponse: .closed
        case .kvGetResponse(let pairs): .pairs(keys: pairs.keys, values: pairs.values)
        case .kvPutResponse: .written
        case .kvDeleteResponse: .deleted
        }
      return .reply(ID(family: .keys, number: response.requestId), data)
    }
  }

  private static func arrival(_ message: Envoy.V6.ToEnvoy) -> Arrival {
    switch message {
    case .toEnvoyInit: .greeting
    case .ping(let ping): .ping(ping.ts)
    case .kvResponse(let response): arrival(response)
    default: sql(message) ?? .other
    }
  }

  private static func arrival(_ response: Envoy.V1.ToEnvoyKvResponse) -> Arrival {
    let data: ReplyData =
      switch response.data {
      case .errorResponse(let error):
        .failure(ClientFailure(.error, isDefinite: true, error.message))
      case .getResponse(let pairs): .pairs(keys: pairs.keys, values: pairs.values)
      case .putResponse: .written
      case .deleteResponse: .deleted
      case .listResponse, .dropResponse: .failure(.otherKind)
      }
    return .reply(ID(family: .keys, number: response.requestId), data)
  }

  private static func arrival(_ message: Envoy.V2.ToEnvoy) -> Arrival {
    switch message {
    case .toEnvoyInit: .greeting
    case .ping(let ping): .ping(ping.ts)
    case .kvResponse(let response): arrival(response)
    case .sqliteGetPagesResponse(let response): sqlite(response.requestId, response.data.reply)
    case .sqliteCommitResponse(let response): sqlite(response.requestId, response.data.reply)
    case .sqliteCommitStageBeginResponse(let response):
      sqlite(response.requestId, response.data.reply)
    case .sqliteCommitStageResponse(let response): sqlite(response.requestId, response.data.reply)
    case .sqliteCommitFinalizeResponse(let response):
      sqlite(response.requestId, response.data.reply)
    case .commands, .ackEvents, .tunnelMessage: .other
    }
  }

  private static func sqlite(_ number: UInt32, _ data: ReplyData) -> Arrival {
    .reply(ID(family: .pages, number: number), data)
  }
}
