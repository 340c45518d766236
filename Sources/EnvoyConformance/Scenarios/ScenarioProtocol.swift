import BareJSON
import BareRuntime
import EnvoyProtocol
import KVChannelProtocol

/// What the suite knows of a protocol beside its schema: where it is spoken, what a client says
/// without being told, and how to see that nothing more comes.
struct ScenarioProtocol {
  /// The schema, as `envoy/v2`.
  let schema: String

  let clientType: String
  let serverType: String
  private let clientCodec: BareJSONCodec
  private let serverCodec: BareJSONCodec

  /// Nil for a schema that no server speaks.
  init?(schema: String) {
    let isChannel = schema.hasPrefix("kv-channel/")
    guard isChannel || schema.hasPrefix("envoy/v") else { return nil }
    clientType = isChannel ? "ToServer" : "ToRivet"
    serverType = isChannel ? "ToClient" : "ToEnvoy"
    guard let builtIn = BuiltInSchema.all[schema],
      let clientCodec = builtIn.generated[clientType],
      let serverCodec = builtIn.generated[serverType]
    else { return nil }
    self.schema = schema
    self.clientCodec = clientCodec
    self.serverCodec = serverCodec
  }

  var isChannel: Bool { clientType == "ToServer" }

  func encode(_ message: JSONValue) throws -> [UInt8] { try clientCodec.bytes(encoding: message) }

  func decode(_ message: [UInt8]) throws -> JSONValue {
    try serverCodec.json(decoding: try Bytes(message))
  }

  /// A message of the client, read as a server does.
  func decodeRequest(_ message: [UInt8]) throws -> JSONValue {
    try clientCodec.json(decoding: try Bytes(message))
  }

  func encodeReply(_ message: JSONValue) throws -> [UInt8] {
    try serverCodec.bytes(encoding: message)
  }

  /// The parameters that a client connects with, in order.
  func parameters(_ values: ScenarioValues) -> [(name: String, value: String)] {
    let version = String(schema.split(separator: "/").last ?? "")
    let number = version == "v2-pr4673" ? version : String(version.dropFirst())
    let namespace = values.text("$namespace")
    if isChannel { return [("namespace", namespace), ("protocol_version", number)] }
    return [
      ("protocol_version", number), ("namespace", namespace), ("envoy_key", values.text("$key")),
      ("version", "1"), ("pool_name", "default"),
    ]
  }

  var path: String { isChannel ? "/kv/connect" : "/envoys/connect" }
  var subprotocols: [String] { isChannel ? [] : ["rivet"] }

  /// The answer that a ping asks for; nil for what is none.
  func pong(to message: JSONValue) -> JSONValue? {
    if let ping = message["ToEnvoyPing"] { return ["ToRivetPong": ping] }
    if let ping = message["ToClientPing"] { return ["ToServerPong": ping] }
    return nil
  }

  /// Whether a message may come at any time, and is passed over where nobody waits for it.
  func isHarmless(_ message: JSONValue) -> Bool {
    ["ToEnvoyPing", "ToClientPing", "ToEnvoyAckEvents", "ToEnvoyInit"].contains {
      message[$0] != nil
    }
  }

  /// A request whose answer shows that what was asked before is answered too.
  func barrier(_ requestID: UInt32) -> (request: JSONValue, reply: JSONValue) {
    let id = JSONValue.number(JSONNumber(requestID))
    if isChannel {
      return (
        [
          "ToServerRequest": [
            "requestId": id, "actorId": "barrier", "data": ["KvGetRequest": ["keys": []]],
          ]
        ],
        ["ToClientResponse": ["requestId": id]]
      )
    }
    return (
      [
        "ToRivetKvRequest": [
          "actorId": "barrier", "requestId": id, "data": ["KvGetRequest": ["keys": []]],
        ]
      ],
      ["ToEnvoyKvResponse": ["requestId": id]]
    )
  }
}
