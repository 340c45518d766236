import EnvoyProtocol
import KVChannelProtocol

/// What messages are called, for rules.
enum MessageNames {
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

  /// The member that an outgoing message is, by its tag, which is its first byte.
  static func outgoing(_ message: [UInt8], schema: String) -> String {
    let names: [String]
    switch schema {
    case "kv-channel/v1": names = toClient
    case "envoy/v2", "envoy/v2-pr4673": names = common + staged
    default: names = common + remote
    }
    let tag = Int(message.first ?? 0)
    return tag < names.count ? names[tag] : ""
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
