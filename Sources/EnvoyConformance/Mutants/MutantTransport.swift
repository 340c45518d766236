import BareJSON

/// A server with a mutant in between.
struct MutantTransport: ScenarioTransport {
  let transport: any ScenarioTransport
  let mutant: Mutant

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
    return MutantConnection(connection, speech, mutant)
  }

  /// The protocol that a target asks for; nil for none that there is.
  private static func speech(of target: String) -> ScenarioProtocol? {
    if target.hasPrefix("/kv") { return ScenarioProtocol(schema: "kv-channel/v1") }
    guard let start = target.firstRange(of: "protocol_version=")?.upperBound else { return nil }
    let version = target[start...].prefix { $0 != "&" }
    return ScenarioProtocol(schema: "envoy/\(version.hasPrefix("v") ? "" : "v")\(version)")
  }
}

/// A connection with a mutant in between; what it cannot read it leaves alone.
private final class MutantConnection: ScenarioConnection {
  private let connection: any ScenarioConnection
  private let speech: ScenarioProtocol
  private let mutant: Mutant
  private let memory = MutantMemory()
  private var waiting: [ScenarioArrival] = []

  init(_ connection: any ScenarioConnection, _ speech: ScenarioProtocol, _ mutant: Mutant) {
    self.connection = connection
    self.speech = speech
    self.mutant = mutant
  }

  func send(_ message: [UInt8]) throws {
    guard let json = try? speech.decodeOwn(message) else { return try connection.send(message) }
    let (told, said) = mutant.request(json, memory)
    for request in told { try connection.send(try speech.encode(request)) }
    waiting += try said.map { .message(try speech.encodeJudged($0)) }
  }

  func send(text: String) throws { try connection.send(text: text) }
  func close(code: UInt16, reason: String) throws {
    try connection.close(code: code, reason: reason)
  }
  func drop() { connection.drop() }

  func next(timeoutMilliseconds: Int64) throws -> ScenarioArrival {
    while waiting.isEmpty {
      let arrival = try connection.next(timeoutMilliseconds: timeoutMilliseconds)
      switch arrival {
      case .message(let bytes):
        guard let json = try? speech.decode(bytes) else { return arrival }
        waiting += try mutant.reply(json, memory).map { .message(try speech.encodeJudged($0)) }
      case .closed(let code, let reason):
        let changed = mutant.close(code, reason)
        return .closed(code: changed.code, reason: changed.reason)
      default: return arrival
      }
    }
    return waiting.removeFirst()
  }
}
