import EnvoyClient
import EnvoyServerCore

/// What is between a server and its clients, and the time of all of them.
struct SimulatedWire: Sendable {
  private struct Client {
    var session: ClientSession
    let request: ConnectionRequest
    var connection: ConnectionID?
    var results: [ClientSession.Call: Result<ClientReply, ClientFailure>] = [:]
  }

  /// When time starts, so that every run starts alike.
  private static let startMilliseconds: Int64 = 1_700_000_000_000

  private(set) var core: ServerCore
  private(set) var nowMilliseconds = startMilliseconds
  private var clients: [Client] = []
  private var clientNumbers: [ConnectionID: Int] = [:]
  private var nextConnection: UInt64 = 1

  init(core: ServerCore) { self.core = core }

  /// Adds a client, by its number from 0.
  mutating func add(_ session: ClientSession, _ request: ConnectionRequest) -> Int {
    clients.append(Client(session: session, request: request))
    settle()
    return clients.count - 1
  }

  func connectionCount(of number: Int) -> Int { clients[number].session.connectionCount }

  mutating func control(_ control: Control) -> ControlRefusal? {
    let refusal = handle(.control(control))
    settle()
    return refusal
  }

  mutating func restartFromSnapshot() throws(SnapshotError) {
    core = try ServerCore(options: core.options, snapshot: Array(core.snapshotText.utf8))
    for number in clients.indices where clients[number].connection != nil {
      lose(number, code: nil, reason: "")
    }
    settle()
  }

  mutating func close(_ number: Int) {
    clients[number].session.close()
    settle()
  }

  mutating func waitUntilOpen(_ number: Int, timeoutMilliseconds: Int64) -> Bool {
    let end = nowMilliseconds + timeoutMilliseconds
    while !clients[number].session.isOpen {
      guard !clients[number].session.isEnded, nowMilliseconds < end, passTime() else {
        return false
      }
    }
    return true
  }

  mutating func ask(
    _ requests: [ClientRequest], of number: Int, onConnection connection: Int?
  ) -> Result<ClientReply, ClientFailure> {
    guard connection == nil || connection == clients[number].session.connectionCount else {
      return .failure(
        ClientFailure(.closed, isDefinite: true, "the connection was lost; nothing was sent"))
    }
    let calls = requests.map { clients[number].session.call($0, at: nowMilliseconds) }
    settle()
    var result: Result<ClientReply, ClientFailure>?
    repeat {
      result = calls.last.flatMap { clients[number].results[$0] }
    } while result == nil && passTime()
    clients[number].results = [:]
    return result ?? .failure(ClientFailure(.closed, isDefinite: false, "nothing comes any more"))
  }

  mutating func advance(toMilliseconds end: Int64) {
    while let next = nextTimeMilliseconds, next <= end { pass(toMilliseconds: next) }
    pass(toMilliseconds: end)
  }

  private var nextTimeMilliseconds: Int64? {
    (clients.map(\.session.deadlineMilliseconds) + [core.nextTimeMilliseconds])
      .compactMap { $0 }.min()
  }

  /// Goes on to when something is due; false where nothing ever is.
  private mutating func passTime() -> Bool {
    guard let next = nextTimeMilliseconds else { return false }
    pass(toMilliseconds: next)
    return true
  }

  private mutating func pass(toMilliseconds time: Int64) {
    nowMilliseconds = max(nowMilliseconds, time)
    handle(.tick)
    for number in clients.indices { clients[number].session.advance(to: nowMilliseconds) }
    settle()
  }

  /// Carries messages until nobody has anything to send.
  private mutating func settle() {
    while let number = clients.indices.first(where: { clients[$0].session.hasEffects }) {
      for effect in clients[number].session.takeEffects() { carryOut(effect, of: number) }
    }
  }

  private mutating func carryOut(_ effect: ClientSession.Effect, of number: Int) {
    switch effect {
    case .connect:
      let id = ConnectionID(nextConnection)
      nextConnection += 1
      clients[number].connection = id
      clientNumbers[id] = number
      clients[number].session.connected(at: nowMilliseconds)
      handle(.opened(id, clients[number].request))
    case .send(let bytes):
      if let id = clients[number].connection { handle(.message(id, bytes)) }
    case .disconnect:
      if let id = clients[number].connection { handle(.closed(id)) }
      lose(number, code: nil, reason: "")
    case .finish(let call, let result): clients[number].results[call] = result
    case .ready: break
    }
  }

  @discardableResult
  private mutating func handle(_ event: ServerEvent) -> ControlRefusal? {
    var refusal: ControlRefusal?
    var tasks: [SQLTask] = []
    for effect in core.handle(event, now: nowMilliseconds) {
      switch effect {
      case .send(let id, let bytes), .sendSliced(let id, let bytes, _):
        if let number = clientNumbers[id] {
          clients[number].session.receive(bytes, at: nowMilliseconds)
        }
      case .reset(let id): lose(id, code: nil, reason: "")
      case .close(let id, let reason): lose(id, code: reason.code, reason: reason.text)
      case .refuseControl(let reason): refusal = reason
      case .runSQL(let task): tasks.append(task)
      case .tell, .endSQL: break
      }
    }
    for task in tasks {
      handle(.sqlDone(SQLResult(task: task.number, outcome: .failed("no SQL is run here"))))
    }
    return refusal
  }

  private mutating func lose(_ id: ConnectionID, code: UInt16?, reason: String) {
    if let number = clientNumbers[id] { lose(number, code: code, reason: reason) }
  }

  private mutating func lose(_ number: Int, code: UInt16?, reason: String) {
    guard let id = clients[number].connection else { return }
    clients[number].connection = nil
    clientNumbers[id] = nil
    clients[number].session.lost(code: code, reason: reason, at: nowMilliseconds, jitter: 0)
  }
}
