import BareJSON
import BareRuntime
import EnvoyProtocol
import KVChannelProtocol

/// What the suite knows of a protocol beside its schema: where it is spoken, what a client says
/// without being told, and how to see that nothing more comes.
struct ScenarioProtocol {
  /// The schema, as `envoy/v2`.
  let schema: String

  /// Who is judged; the suite speaks as the other.
  let judged: Scenario.Role

  private let ownCodec: BareJSONCodec
  private let judgedCodec: BareJSONCodec

  /// Nil for a schema that no server speaks.
  init?(schema: String, judged: Scenario.Role = .server) {
    let isChannel = schema.hasPrefix("kv-channel/")
    guard isChannel || schema.hasPrefix("envoy/v") else { return nil }
    guard let builtIn = BuiltInSchema.all[schema],
      let client = builtIn.generated[isChannel ? "ToServer" : "ToRivet"],
      let server = builtIn.generated[isChannel ? "ToClient" : "ToEnvoy"]
    else { return nil }
    self.schema = schema
    self.judged = judged
    ownCodec = judged == .server ? client : server
    judgedCodec = judged == .server ? server : client
  }

  var isChannel: Bool { schema.hasPrefix("kv-channel/") }

  /// A message of the suite.
  func encode(_ message: JSONValue) throws -> [UInt8] { try ownCodec.bytes(encoding: message) }

  /// A message of whoever is judged.
  func decode(_ message: [UInt8]) throws -> JSONValue {
    try judgedCodec.json(decoding: try Bytes(message))
  }

  /// A message of the suite, as whoever is judged reads it.
  func decodeOwn(_ message: [UInt8]) throws -> JSONValue {
    try ownCodec.json(decoding: try Bytes(message))
  }

  /// A message in place of one of whoever is judged.
  func encodeJudged(_ message: JSONValue) throws -> [UInt8] {
    try judgedCodec.bytes(encoding: message)
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

  /// The first message of a server to an envoy, with the times and sizes that are usual.
  var greeting: JSONValue {
    [
      "ToEnvoyInit": [
        "metadata": [
          "envoyLostThreshold": "15000", "actorStopThreshold": "1800000",
          "maxResponsePayloadSize": "20971520",
        ]
      ]
    ]
  }

  /// The answer that a ping asks for; nil for what is none.
  func pong(to message: JSONValue) -> JSONValue? {
    if let ping = message["ToEnvoyPing"] { return ["ToRivetPong": ping] }
    if let ping = message["ToClientPing"] { return ["ToServerPong": ping] }
    return nil
  }

  /// Whether a message may come at any time, and is passed over where nobody waits for it.
  func isHarmless(_ message: JSONValue) -> Bool {
    Self.harmlessKinds.contains { message[$0] != nil }
  }

  private static let harmlessKinds = [
    "ToEnvoyPing", "ToClientPing", "ToEnvoyAckEvents", "ToEnvoyInit", "ToRivetMetadata",
    "ToRivetPong", "ToRivetAckCommands", "ToServerPong",
  ]

  /// A message whose answer shows that what was sent before was answered too.
  func barrier(_ number: UInt32) -> (request: JSONValue, reply: JSONValue) {
    judged == .server ? request(number) : ping(number)
  }

  private func ping(_ number: UInt32) -> (request: JSONValue, reply: JSONValue) {
    let time: JSONValue = ["ts": .string("\(number)")]
    return isChannel
      ? (["ToClientPing": time], ["ToServerPong": time])
      : (["ToEnvoyPing": time], ["ToRivetPong": time])
  }

  private func request(_ requestID: UInt32) -> (request: JSONValue, reply: JSONValue) {
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
