import EnvoyProtocol
import KVChannelProtocol

/// What messages are called, by their tags: without decoding them, and however large they are.
enum MessageNames {
  private static let toRivet = [
    "ToRivetMetadata", "ToRivetEvents", "ToRivetAckCommands", "ToRivetStopping", "ToRivetPong",
    "ToRivetKvRequest", "ToRivetTunnelMessage", "ToRivetSqliteGetPagesRequest",
    "ToRivetSqliteCommitRequest",
  ]

  private static let stagedToRivet = [
    "ToRivetSqliteCommitStageBeginRequest", "ToRivetSqliteCommitStageRequest",
    "ToRivetSqliteCommitFinalizeRequest",
  ]

  private static let remoteToRivet = [
    "ToRivetSqliteExecRequest", "ToRivetSqliteExecuteRequest",
    "ToRivetSqliteExecuteBatchRequest",
  ]

  private static let toServer = ["ToServerRequest", "ToServerPong"]

  /// The member that an incoming message is, by its tag, which is its first byte; empty for none.
  static func incoming(_ message: [UInt8], schema: String) -> String {
    name(of: message, schema: schema, channel: toServer, toRivet, stagedToRivet, remoteToRivet)
  }

  /// The members of `ToEnvoy` that all versions have, and then those of one, by their tags.
  private static let common = [
    "ToEnvoyInit", "ToEnvoyCommands", "ToEnvoyAckEvents", "ToEnvoyKvResponse",
    "ToEnvoyTunnelMessage", "ToEnvoyPing", "ToEnvoySqliteGetPagesResponse",
    "ToEnvoySqliteCommitResponse",
  ]

  private static let staged = [
    "ToEnvoySqliteCommitStageBeginResponse", "ToEnvoySqliteCommitStageResponse",
    "ToEnvoySqliteCommitFinalizeResponse",
  ]

  private static let remote = [
    "ToEnvoySqliteExecResponse", "ToEnvoySqliteExecuteResponse",
    "ToEnvoySqliteExecuteBatchResponse",
  ]

  private static let toClient = ["ToClientResponse", "ToClientPing", "ToClientClose"]

  /// The member that an outgoing message is, in the same way.
  static func outgoing(_ message: [UInt8], schema: String) -> String {
    name(of: message, schema: schema, channel: toClient, common, staged, remote)
  }

  private static func name(
    of message: [UInt8], schema: String, channel: [String], _ common: [String],
    _ staged: [String], _ remote: [String]
  ) -> String {
    guard let tag = message.first.map({ Int($0) }) else { return "" }
    if schema == ServerCore.channelSchema { return tag < channel.count ? channel[tag] : "" }
    if tag < common.count { return common[tag] }
    let others = EnvoyDialect.hasStagedCommits(schema: schema) ? staged : remote
    return tag - common.count < others.count ? others[tag - common.count] : ""
  }
}

extension EnvoySession.Request {
  /// What rules call the message, and the actor that it is about.
  var faultNames: (types: [String], actor: String?) {
    switch self {
    case .getPages(let request): (["ToRivetSqliteGetPagesRequest"], request.data.actorId)
    case .commit(let request): (["ToRivetSqliteCommitRequest"], request.data.actorId)
    case .stageBegin(let request):
      (["ToRivetSqliteCommitStageBeginRequest"], request.data.actorId)
    case .stage(let request): (["ToRivetSqliteCommitStageRequest"], request.data.actorId)
    case .finalize(let request): (["ToRivetSqliteCommitFinalizeRequest"], request.data.actorId)
    case .common(let message):
      switch message {
      case .metadata: (["ToRivetMetadata"], nil)
      case .events(let events): (["ToRivetEvents"], events.first?.checkpoint.actorId)
      case .ackCommands: (["ToRivetAckCommands"], nil)
      case .stopping: (["ToRivetStopping"], nil)
      case .pong: (["ToRivetPong"], nil)
      case .kvRequest(let request): (["ToRivetKvRequest", request.data.faultName], request.actorId)
      case .tunnelMessage(let message):
        (["ToRivetTunnelMessage", message.messageKind.faultName], nil)
      case .sqliteGetPagesRequest(let request):
        (["ToRivetSqliteGetPagesRequest"], request.data.actorId)
      case .sqliteCommitRequest(let request):
        (["ToRivetSqliteCommitRequest"], request.data.actorId)
      case .sqliteExecRequest(let request): (["ToRivetSqliteExecRequest"], request.data.actorId)
      case .sqliteExecuteRequest(let request):
        (["ToRivetSqliteExecuteRequest"], request.data.actorId)
      case .sqliteExecuteBatchRequest(let request):
        (["ToRivetSqliteExecuteBatchRequest"], request.data.actorId)
      }
    }
  }
}

extension Envoy.V6.ToRivetTunnelMessageKind {
  fileprivate var faultName: String {
    switch self {
    case .responseStart: "ToRivetResponseStart"
    case .responseChunk: "ToRivetResponseChunk"
    case .responseAbort: "ToRivetResponseAbort"
    case .webSocketOpen: "ToRivetWebSocketOpen"
    case .webSocketMessage: "ToRivetWebSocketMessage"
    case .webSocketMessageAck: "ToRivetWebSocketMessageAck"
    case .webSocketClose: "ToRivetWebSocketClose"
    }
  }
}

extension Envoy.V6.KvRequestData {
  fileprivate var faultName: String {
    switch self {
    case .getRequest: "KvGetRequest"
    case .listRequest: "KvListRequest"
    case .putRequest: "KvPutRequest"
    case .deleteRequest: "KvDeleteRequest"
    case .deleteRangeRequest: "KvDeleteRangeRequest"
    case .dropRequest: "KvDropRequest"
    }
  }
}

extension KVChannel.V1.ToServer {
  /// What rules call the message, and the actor that it is about.
  var faultNames: (types: [String], actor: String?) {
    switch self {
    case .pong: (["ToServerPong"], nil)
    case .request(let request): (["ToServerRequest", request.data.faultName], request.actorId)
    }
  }
}

extension KVChannel.V1.RequestData {
  fileprivate var faultName: String {
    switch self {
    case .actorOpenRequest: "ActorOpenRequest"
    case .actorCloseRequest: "ActorCloseRequest"
    case .kvGetRequest: "KvGetRequest"
    case .kvPutRequest: "KvPutRequest"
    case .kvDeleteRequest: "KvDeleteRequest"
    case .kvDeleteRangeRequest: "KvDeleteRangeRequest"
    }
  }
}
