import BareRuntime
import EnvoyProtocol
import KVChannelProtocol

@testable import EnvoyClient

/// A session with a clock that is set, and a server that says what a test has it say.
struct ClientWorld {
  var session: ClientSession
  var now: Int64 = 1_000_000

  /// What was sent and not looked at yet.
  private(set) var outbox: [[UInt8]] = []

  /// How calls ended, in order, those that were not looked at yet.
  private(set) var finished: [(call: ClientSession.Call, result: Outcome)] = []

  /// Every other thing that the session wanted and nobody looked at yet.
  private(set) var wishes: [ClientSession.Effect] = []

  typealias Outcome = Result<ClientReply, ClientFailure>

  init(_ dialect: ClientDialect = .channel, timeout: Int64 = 30_000, reconnect: Int64 = 1000) {
    var options = ClientSession.Options()
    options.timeoutMilliseconds = timeout
    options.reconnectMilliseconds = reconnect
    session = ClientSession(dialect, options: options)
  }

  /// A session that is connected, and of whose connecting nothing is left to look at.
  static func connected(
    _ dialect: ClientDialect = .channel, timeout: Int64 = 30_000, reconnect: Int64 = 1000
  ) throws -> ClientWorld {
    var world = ClientWorld(dialect, timeout: timeout, reconnect: reconnect)
    try world.connect()
    _ = world.takeWishes()
    return world
  }

  /// Takes what the session wants by now.
  mutating func settle() {
    for effect in session.takeEffects() {
      switch effect {
      case .send(let message): outbox.append(message)
      case .finish(let call, let result): finished.append((call, result))
      case .connect, .ready, .disconnect: wishes.append(effect)
      }
    }
  }

  /// Connects, and greets an envoy.
  mutating func connect() throws {
    session.connected(at: now)
    if session.wire.dialect != .channel { receive(Self.greeting) }
    settle()
  }

  mutating func lose(_ code: UInt16? = nil, _ reason: String = "", jitter: Int64 = 0) {
    session.lost(code: code, reason: reason, at: now, jitter: jitter)
    settle()
  }

  /// Loses the connection, and connects again at the next time that the session wants to.
  mutating func reconnect() throws {
    lose()
    advance(by: 1000)
    try connect()
  }

  mutating func advance(by milliseconds: Int64) {
    now += milliseconds
    session.advance(to: now)
    settle()
  }

  mutating func close() {
    session.close()
    settle()
  }

  mutating func call(_ request: ClientRequest) -> ClientSession.Call {
    defer { settle() }
    return session.call(request, at: now)
  }

  mutating func receive(_ message: [UInt8]) {
    session.receive(message, at: now)
    settle()
  }

  mutating func takeSent() -> [[UInt8]] {
    defer { outbox = [] }
    return outbox
  }

  mutating func takeWishes() -> [ClientSession.Effect] {
    defer { wishes = [] }
    return wishes
  }

  /// How calls ended by now, each once.
  mutating func takeFinished() -> [ClientSession.Call: Outcome] {
    defer { finished = [] }
    return Dictionary(finished.map { ($0.call, $0.result) }) { _, _ in
      .failure(ClientFailure(.error, isDefinite: true, "finished twice"))
    }
  }

  static let greeting = (try? greetingMessage.encoded()) ?? []

  private static let greetingMessage = Envoy.V1.ToEnvoy.toEnvoyInit(
    Envoy.V1.ToEnvoyInit(
      metadata: Envoy.V1.ProtocolMetadata(
        envoyLostThreshold: 1, actorStopThreshold: 2, maxResponsePayloadSize: 3)))
}

/// The side of a KV channel's server.
extension ClientWorld {
  /// The requests that were sent since one looked last; a pong ends the test that meets one.
  mutating func takeRequests() throws -> [KVChannel.V1.ToServerRequest] {
    try takeSent().map { message in
      switch try KVChannel.V1.ToServer(decoding: Bytes(message)) {
      case .request(let request): request
      case .pong: throw Unexpected("a pong")
      }
    }
  }

  /// The only request that was sent since one looked last.
  mutating func takeRequest() throws -> KVChannel.V1.ToServerRequest {
    let requests = try takeRequests()
    guard requests.count == 1 else { throw Unexpected("\(requests.count) requests") }
    return requests[0]
  }

  mutating func reply(_ id: UInt32, _ data: KVChannel.V1.ResponseData) throws {
    receive(try KVChannel.V1.ToClient.response(.init(requestId: id, data: data)).encoded())
  }

  mutating func sayClose() throws { receive(try KVChannel.V1.ToClient.close.encoded()) }

  mutating func ping(_ time: Int64) throws {
    receive(try KVChannel.V1.ToClient.ping(.init(ts: time)).encoded())
  }

  /// Opens an actor, and leaves nothing of that to look at.
  mutating func open(_ actorID: String) throws {
    _ = call(.openActor(id: actorID))
    try reply(try takeRequest().requestId, .actorOpenResponse)
    _ = takeFinished()
  }

  /// Something of a server that a test did not expect.
  struct Unexpected: Error {
    let what: String
    init(_ what: String) { self.what = what }
  }
}

extension Result where Failure == ClientFailure {
  /// The failure; nil for a success.
  var failure: ClientFailure? {
    switch self {
    case .success: nil
    case .failure(let failure): failure
    }
  }
}

extension ClientRequest {
  /// A put of one pair.
  static func put(_ actorID: String, _ key: Bytes = [1], _ value: Bytes = [2]) -> ClientRequest {
    .put(actorID: actorID, keys: [key], values: [value])
  }

  /// A get of one key.
  static func get(_ actorID: String, _ key: Bytes = [1]) -> ClientRequest {
    .get(actorID: actorID, keys: [key])
  }
}
