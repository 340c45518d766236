import BareJSON

@testable import EnvoyConformance

/// A client without a socket, and what it is told.
final class MemoryDriver: ClientDriver {
  /// What comes of operations, by their names; null for what is not here.
  var answers: [String: ClientAnswer] = [:]
  private(set) var calls: [(operation: String, arguments: JSONValue)] = []

  func call(_ operation: String, _ arguments: JSONValue) -> Int {
    calls.append((operation, arguments))
    return calls.count - 1
  }

  func check() {}

  func answer(to call: Int, timeoutMilliseconds: Int64) -> ClientAnswer? {
    answers[calls[call].operation] ?? .ok(.null)
  }
}

/// Where clients without sockets come to.
final class MemoryListener: ScenarioListener {
  var visitors: [MemoryVisitor]
  private(set) var nowMilliseconds: Int64 = 0
  let endpoint = "ws://127.0.0.1:1"

  init(_ visitors: [MemoryVisitor] = []) { self.visitors = visitors }

  func accept(timeoutMilliseconds: Int64) -> (any ScenarioVisitor)? {
    nowMilliseconds += 1
    return visitors.isEmpty ? nil : visitors.removeFirst()
  }
}

/// A client that comes.
final class MemoryVisitor: ScenarioVisitor {
  let target: String
  let subprotocols = ["rivet"]
  let connection: MemoryConnection
  private(set) var refusedStatus: UInt16?

  init(
    _ target: String = "/kv/connect?namespace=n&protocol_version=1",
    _ connection: MemoryConnection = MemoryConnection()
  ) {
    self.target = target
    self.connection = connection
  }

  func upgrade() -> any ScenarioConnection { connection }
  func refuse(status: UInt16) { refusedStatus = status }
}

/// A connection of bytes that are there already.
final class MemoryConnection: ScenarioConnection {
  var arrivals: [ScenarioArrival]
  private(set) var sent: [[UInt8]] = []
  private(set) var isDropped = false
  private(set) var closes: [String] = []

  init(_ arrivals: [ScenarioArrival] = []) { self.arrivals = arrivals }

  /// One on which a client has sent messages.
  convenience init(client messages: [JSONValue], _ schema: String = "kv-channel/v1") throws {
    let codec = BuiltInSchema.all[schema]?
      .generated[schema.hasPrefix("envoy/") ? "ToRivet" : "ToServer"]
    self.init(try messages.map { .message(try codec?.bytes(encoding: $0) ?? []) })
  }

  /// What was sent to a client of the KV channel.
  func told() throws -> [JSONValue] {
    try sent.compactMap {
      try BuiltInSchema.all["kv-channel/v1"]?.generated["ToClient"]?.json(decoding: .init($0))
    }
  }

  func send(_ message: [UInt8]) { sent.append(message) }
  func send(text: String) {}
  func close(code: UInt16, reason: String) { closes.append("\(code) \(reason)") }
  func drop() { isDropped = true }

  func next(timeoutMilliseconds: Int64) -> ScenarioArrival {
    arrivals.isEmpty ? .nothing : arrivals.removeFirst()
  }
}

/// Scenarios of the KV channel, by their ids, of which all have the same steps.
func scenarios(
  _ ids: [String], role: JSONValue, needs: JSONValue = [], steps: JSONValue
) throws -> [Scenario] {
  try ScenarioReader.scenarios(of: [
    "format": "envoykit-scenarios/1", "summary": "a test",
    "defaults": [
      "since": "1.0", "role": role, "level": "must", "needs": needs,
      "protocols": ["kv-channel/v1"],
    ],
    "scenarios": .array(
      ids.map {
        ["id": .string($0), "about": .string("about \($0)"), "rules": ["KV-A5"], "steps": steps]
      }),
  ])
}

extension JSONValue {
  /// A client's request to open an actor.
  static func openRequest(_ id: JSONValue, _ actor: JSONValue = "actor-1") -> JSONValue {
    ["ToServerRequest": ["requestId": id, "actorId": actor, "data": ["ActorOpenRequest": .null]]]
  }

  /// A server's answer to that.
  static func openResponse(_ id: JSONValue) -> JSONValue {
    ["ToClientResponse": ["requestId": id, "data": ["ActorOpenResponse": .null]]]
  }
}
