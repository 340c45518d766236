import BareJSON

/// A server with a mutant in between.
struct MutantTransport: ScenarioTransport {
  let transport: any ScenarioTransport
  let mutant: Mutant

  var isReachable: Bool { transport.isReachable }
  var hasAdmin: Bool { transport.hasAdmin }
  var nowMilliseconds: Int64 { transport.nowMilliseconds }

  func admin(
    _ method: String, _ path: String, body: String
  ) throws -> (status: Int, body: JSONValue) {
    try transport.admin(method, path, body: body)
  }

  func connect(target: String, subprotocols: [String]) throws -> any ScenarioConnection {
    let connection = try transport.connect(target: target, subprotocols: subprotocols)
    guard let speech = MutantTransport.speech(of: target) else { return connection }
    return MutantConnection(connection, speech, mutant, MutantMemory())
  }

  /// The protocol that a target asks for; nil for none that there is.
  private static func speech(of target: String) -> ScenarioProtocol? {
    if target.hasPrefix("/kv") { return ScenarioProtocol(schema: "kv-channel/v1") }
    guard let start = target.firstRange(of: "protocol_version=")?.upperBound else { return nil }
    let version = target[start...].prefix { $0 != "&" }
    return ScenarioProtocol(schema: "envoy/\(version.hasPrefix("v") ? "" : "v")\(version)")
  }
}
