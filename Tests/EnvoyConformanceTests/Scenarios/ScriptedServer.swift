import BareJSON

@testable import EnvoyConformance

/// A server without a socket: what it sends for each message that it gets.
final class ScriptedServer: ScenarioTransport, ScenarioConnection {
  /// What comes in answer to a message, in order.
  var answers: (JSONValue) -> [ScenarioArrival]
  var hasAdmin = true
  var isReachable = true
  private(set) var adminRequests: [String] = []
  private(set) var targets: [String] = []
  private(set) var received: [JSONValue] = []
  private var waiting: [ScenarioArrival] = []
  private let schema: String

  init(_ schema: String = "kv-channel/v1", answers: @escaping (JSONValue) -> [ScenarioArrival]) {
    self.schema = schema
    self.answers = answers
  }

  /// A message of the server.
  func message(_ json: JSONValue) throws -> ScenarioArrival {
    let type = schema.hasPrefix("envoy/") ? "ToEnvoy" : "ToClient"
    let codec = BuiltInSchema.all[schema]?.generated[type]
    return .message(try codec?.bytes(encoding: json) ?? [])
  }

  /// A clock that goes on with each message.
  private(set) var nowMilliseconds: Int64 = 0

  func connect(target: String, subprotocols: [String]) -> any ScenarioConnection {
    targets.append(target)
    return self
  }

  func admin(
    _ method: String, _ path: String, body: String
  ) -> (status: Int, body: JSONValue) {
    adminRequests.append("\(method) \(path) \(body)")
    return (200, ["state": "fine"])
  }

  func send(_ message: [UInt8]) throws {
    let type = schema.hasPrefix("envoy/") ? "ToRivet" : "ToServer"
    let json = try BuiltInSchema.all[schema]?.generated[type]?.json(decoding: .init(message))
    received.append(json ?? .null)
    waiting += answers(json ?? .null)
  }

  func send(text: String) { waiting += answers(.string(text)) }
  func close(code: UInt16, reason: String) {
    waiting.append(.closed(code: code, reason: reason))
  }
  func drop() {}

  func next(timeoutMilliseconds: Int64) -> ScenarioArrival {
    guard timeoutMilliseconds > 0, !waiting.isEmpty else { return .nothing }
    nowMilliseconds += 1
    return waiting.removeFirst()
  }
}

/// A file with one scenario of these steps.
func scenario(_ steps: JSONValue, define: JSONValue = [:]) throws -> Scenario {
  let file: JSONValue = [
    "format": "envoykit-scenarios/1", "summary": "a test",
    "defaults": [
      "since": "1.0", "role": "server", "level": "must", "needs": [],
      "protocols": ["kv-channel/v1"],
    ],
    "define": define,
    "scenarios": [
      ["id": "kv/test", "about": "a test", "rules": ["KV-A5"], "steps": steps]
    ],
  ]
  return try ScenarioReader.scenarios(of: file)[0]
}
