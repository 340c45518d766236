public import BareRuntime
public import EnvoyProtocol

/// What a client can ask of a server.
public enum ClientRequest: Hashable, Sendable {
  /// Opens an actor; of the KV channel alone.
  case openActor(id: String)

  /// Closes an actor; of the KV channel alone.
  case closeActor(id: String)

  /// Reads the values of keys.
  case get(actorID: String, keys: [Bytes])

  /// Writes pairs, all or none.
  case put(actorID: String, keys: [Bytes], values: [Bytes])

  /// Removes keys.
  case delete(actorID: String, keys: [Bytes])

  /// Removes the keys from `start` up to but without `end`.
  case deleteRange(actorID: String, start: Bytes, end: Bytes)

  /// One of the five commands; of version 2 of the envoy protocol alone.
  case sqlite(SqliteRequest)

  /// SQL for the server to run; of version 4 of the envoy protocol and later.
  case sql(RemoteSQLRequest)

  /// The actor that it is about.
  var actorID: String {
    switch self {
    case .openActor(let id), .closeActor(let id): id
    case .get(let id, _), .put(let id, _, _), .delete(let id, _), .deleteRange(let id, _, _): id
    case .sqlite(let request): request.actorID
    case .sql(let request): request.actorID
    }
  }
}

/// One of the five SQLite commands (`SQL-1.3`).
public enum SqliteRequest: Hashable, Sendable {
  /// Pages by their numbers.
  case getPages(Envoy.V2.SqliteGetPagesRequest)

  /// A whole transaction in one message.
  case commit(Envoy.V2.SqliteCommitRequest)

  /// The start of a transaction that comes in stages.
  case stageBegin(Envoy.V2.SqliteCommitStageBeginRequest)

  /// A piece of it.
  case stage(Envoy.V2.SqliteCommitStageRequest)

  /// Its end, which makes its pages current.
  case finalize(Envoy.V2.SqliteCommitFinalizeRequest)

  var actorID: String {
    switch self {
    case .getPages(let data): data.actorId
    case .commit(let data): data.actorId
    case .stageBegin(let data): data.actorId
    case .stage(let data): data.actorId
    case .finalize(let data): data.actorId
    }
  }
}

/// What a request brought.
public enum ClientReply: Hashable, Sendable {
  /// It was done.
  case done

  /// The value of each key that was asked for, in their order; nil for one that is missing.
  case values([Bytes?])

  /// One of the five commands was done.
  case sqlite(SqliteReply)

  /// The server ran SQL.
  case sql(RemoteSQLReply)
}

/// What one of the five SQLite commands brought.
public enum SqliteReply: Hashable, Sendable {
  /// The pages, and the head that they are of.
  case pages(Envoy.V2.SqliteGetPagesOk)

  /// The head after a commit.
  case committed(Envoy.V2.SqliteCommitOk)

  /// The id by which the stages go on.
  case begun(Envoy.V2.SqliteCommitStageBeginOk)

  /// A piece was taken.
  case staged(Envoy.V2.SqliteCommitStageOk)

  /// The head after the last stage.
  case finalized(Envoy.V2.SqliteCommitFinalizeOk)
}
