import BareRuntime

/// A client without socket or clock: it is told what is asked, what came and what time it is, and
/// says what to send, when to connect, and what became of each request.
public struct ClientSession: Sendable {
  /// How a client behaves.
  public struct Options: Hashable, Sendable {
    /// How long an answer may take (`KV-A12.6`, `SQL-8.2`).
    public var timeoutMilliseconds: Int64 = 30_000

    /// How long it waits until it connects again for the first time; twice as long each time
    /// after that (`KV-A12.9`, `ENVOY-1.8`).
    public var reconnectMilliseconds: Int64 = 1000

    /// The defaults.
    public init() {}
  }

  /// The number of a request of this session.
  public struct Call: Hashable, Comparable, Sendable {
    let number: Int

    public static func < (left: Call, right: Call) -> Bool { left.number < right.number }
  }

  /// What is to be done.
  public enum Effect: Hashable, Sendable {
    /// Connect; then say ``ClientSession/connected(at:)``, or that it is lost.
    case connect

    /// Send a binary message.
    case send([UInt8])

    /// Requests can be made, for the first time.
    case ready

    /// End the connection.
    case disconnect

    /// A request has come to an end.
    case finish(Call, Result<ClientReply, ClientFailure>)
  }

  /// How it stands with the connection; each says what is awaited.
  enum Link: Hashable, Sendable {
    case connecting

    /// Connected, but not accepted before the greeting.
    case greeting

    case open

    /// The server is going: answers may come, nothing is sent (`KV-A12.9`).
    case leaving(untilMilliseconds: Int64)

    /// The server was going and owes nothing more; the connection is to end.
    case left

    /// No connection until a time.
    case waiting(untilMilliseconds: Int64)

    /// No connection any more: closed, or evicted.
    case ended
  }

  /// A request that was sent.
  struct Pending: Hashable, Sendable {
    /// Nil for an open that the client sends by itself after it connected again.
    let call: Call?
    let request: ClientRequest
    let deadlineMilliseconds: Int64
  }

  /// How long a server that goes may still answer.
  static let leavingMilliseconds: Int64 = 1000

  /// The longest wait until it connects again, without what is added by chance.
  static let maximumReconnectMilliseconds: Int64 = 30_000

  let wire: ClientWire
  let options: Options
  var link = Link.connecting
  var pending: [ClientWire.ID: Pending] = [:]

  /// The actors whose open was answered and whose close was not (`KV-A12.8`).
  var openActors: Set<String> = []

  /// What waits for the actors that are opened again, in order.
  var reopening: [String: [Pending]] = [:]

  /// The next numbers of each family, unless they are in use.
  var nextNumbers: [ClientWire.Family: UInt32] = [:]

  /// How often requests could be made anew: whoever has state that another client may change while
  /// there is no connection looks whether this is still the same.
  public private(set) var connectionCount = 0

  private var effects: [Effect] = [.connect]
  private var failedAttemptCount = 0
  private var wasReady = false
  private var nextCallNumber = 0

  /// A client that wants to connect.
  public init(_ dialect: ClientDialect, options: Options = Options()) {
    wire = ClientWire(dialect: dialect)
    self.options = options
  }

  /// Whether requests can be made.
  public var isOpen: Bool { link == .open }

  /// Whether it stays without a connection for good.
  public var isEnded: Bool { link == .ended }

  /// Whether something is to be done.
  public var hasEffects: Bool { !effects.isEmpty }

  /// What is to be done since this was asked last, in order.
  public mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// When ``advance(to:)`` has something to do; nil for never.
  public var deadlineMilliseconds: Int64? {
    var deadlines = pending.values.map(\.deadlineMilliseconds)
    deadlines += reopening.values.joined().map(\.deadlineMilliseconds)
    switch link {
    case .waiting(let until), .leaving(let until): deadlines.append(until)
    default: break
    }
    return deadlines.min()
  }

  /// Makes a request.
  public mutating func call(_ request: ClientRequest, at nowMilliseconds: Int64) -> Call {
    let call = Call(number: nextCallNumber)
    nextCallNumber += 1
    let pending = Pending(
      call: call, request: request, deadlineMilliseconds: requestDeadline(at: nowMilliseconds))
    if link != .open {
      finish(pending, .failure(.noConnection))
    } else if reopening[request.actorID] != nil {
      reopening[request.actorID]?.append(pending)
    } else {
      send(pending)
    }
    return call
  }

  /// The connection is there.
  public mutating func connected(at nowMilliseconds: Int64) {
    assert(link == .connecting, "nobody asked to connect")
    if wire.dialect == .channel { open(at: nowMilliseconds) } else { link = .greeting }
  }

  /// A binary message came; what cannot be read, or answers nothing, is ignored (`KV-A12.3`).
  public mutating func receive(_ message: [UInt8], at nowMilliseconds: Int64) {
    switch wire.decode(message) {
    case .greeting? where link == .greeting: open(at: nowMilliseconds)
    case .ping(let time)? where link == .open || link == .greeting:
      effects.append(.send(wire.pong(time)))
    case .leaving? where link == .open:
      link = .leaving(untilMilliseconds: nowMilliseconds + Self.leavingMilliseconds)
      leaveIfDone(at: nowMilliseconds)
    case .reply(let id, let data)?:
      if let pending = pending.removeValue(forKey: id) { take(data, for: pending) }
      leaveIfDone(at: nowMilliseconds)
    case .greeting?, .ping?, .leaving?, .other?, nil: break
    }
  }

  /// The connection ended, or could not be made.
  ///
  /// - Parameters:
  ///   - code: that of the close; nil where there was none.
  ///   - reason: that of the close; empty where there was none.
  ///   - nowMilliseconds: the time, on any clock that does not run backwards.
  ///   - jitter: by how many per cent the wait is longer, 0 to 25, by chance.
  public mutating func lost(
    code: UInt16?, reason: String, at nowMilliseconds: Int64, jitter: Int64
  ) {
    precondition((0...25).contains(jitter), "chance adds 25 per cent at most")
    guard link != .ended else { return }
    let isEvicted =
      wire.dialect != .channel && code == 1000 && reason.prefix { $0 != "#" } == "ws.eviction"
    let wait = reconnectMilliseconds(jitter: jitter)
    failedAttemptCount += 1
    link = isEvicted ? .ended : .waiting(untilMilliseconds: nowMilliseconds + wait)
    failAll()
  }

  /// Ends it for good.
  public mutating func close() {
    effects.append(.disconnect)
    link = .ended
    failAll()
  }

  /// Lets time pass.
  public mutating func advance(to nowMilliseconds: Int64) {
    if case .waiting(let until) = link, until <= nowMilliseconds {
      link = .connecting
      effects.append(.connect)
    }
    let late = pending.filter { $0.value.deadlineMilliseconds <= nowMilliseconds }
    for (id, pending) in late.sorted(by: { $0.key.number < $1.key.number }) {
      self.pending[id] = nil
      expire(pending)
    }
    for (actorID, waiting) in reopening {
      reopening[actorID] = waiting.filter { $0.deadlineMilliseconds > nowMilliseconds }
      for pending in waiting where pending.deadlineMilliseconds <= nowMilliseconds {
        finish(pending, .failure(.timeout(options.timeoutMilliseconds)))
      }
    }
    leaveIfDone(at: nowMilliseconds)
  }

  private mutating func open(at nowMilliseconds: Int64) {
    link = .open
    connectionCount += 1
    failedAttemptCount = 0
    if !wasReady { effects.append(.ready) }
    wasReady = true
    reopen(at: nowMilliseconds)
  }

  /// Sends a request under the next number of its kind that is not in use.
  mutating func send(_ pending: Pending) {
    guard link == .open else { return finish(pending, .failure(.noConnection)) }
    let family = ClientWire.Family(of: pending.request)
    var number = nextNumbers[family, default: 0]
    while self.pending[ClientWire.ID(family: family, number: number)] != nil { number &+= 1 }
    nextNumbers[family] = number &+ 1
    do throws(ClientFailure) {
      effects.append(.send(try wire.encode(pending.request, number)))
      self.pending[ClientWire.ID(family: family, number: number)] = pending
    } catch {
      finish(pending, .failure(error))
    }
  }

  /// When a request of this moment is late; never, for a limit past the largest number.
  func requestDeadline(at nowMilliseconds: Int64) -> Int64 {
    let (deadline, isOverflow) = nowMilliseconds.addingReportingOverflow(
      options.timeoutMilliseconds)
    return isOverflow ? .max : deadline
  }

  mutating func finish(_ pending: Pending, _ result: Result<ClientReply, ClientFailure>) {
    if let call = pending.call { effects.append(.finish(call, result)) }
  }

  private mutating func expire(_ pending: Pending) {
    let failure = ClientFailure.timeout(options.timeoutMilliseconds)
    if pending.call == nil { giveUp(pending.request.actorID, failure) }
    finish(pending, .failure(.unanswered(pending.request, failure)))
  }

  /// What was sent may have been done; what was not, was not (`KV-A12.7`).
  private mutating func failAll() {
    for (_, pending) in pending.sorted(by: { $0.key.number < $1.key.number }) {
      finish(pending, .failure(.unanswered(pending.request, .connectionLost)))
    }
    for pending in reopening.values.joined() { finish(pending, .failure(.noConnection)) }
    pending = [:]
    reopening = [:]
  }

  private mutating func leaveIfDone(at nowMilliseconds: Int64) {
    guard case .leaving(let until) = link, pending.isEmpty || until <= nowMilliseconds else {
      return
    }
    link = .left
    effects.append(.disconnect)
  }

  private func reconnectMilliseconds(jitter: Int64) -> Int64 {
    // The limit comes first, so that no first wait is doubled past the largest number.
    let first = min(options.reconnectMilliseconds, Self.maximumReconnectMilliseconds)
    let wait = min(
      first << Int64(min(failedAttemptCount, 16)), Self.maximumReconnectMilliseconds)
    return wait + wait * jitter / 100
  }
}
