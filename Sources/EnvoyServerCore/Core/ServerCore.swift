/// The server without sockets and without a clock: a value that is told what happens and when, and
/// says what to do.
///
/// The same options and events give the same effects and the same journal.
public struct ServerCore: Sendable {
  /// How the server behaves.
  public let options: ServerOptions

  /// What happened.
  public internal(set) var journal = Journal()

  var namespaces: [String: Namespace] = [:]
  var sessions: [ConnectionID: EnvoySession] = [:]
  var channelSessions: [ConnectionID: KVChannelSession] = [:]

  /// The number of the next request that waits for an actor.
  var nextOrder: UInt64 = 1
  var timers = TimerQueue()

  /// The SQL that runs and waits.
  var sql = SQLBook()

  /// What goes wrong on purpose; the request that is being done; what is late or out of order.
  var faults = FaultBook()
  var request: FaultContext?
  var postponed: [UInt64: PostponedItem] = [:]
  var heldBack: [ConnectionID: [[UInt8]]] = [:]
  var random: SplitMix64
  var nowMilliseconds: Int64 = 0
  private var effects: [ServerEffect] = []

  /// A server that nobody has used yet.
  public init(options: ServerOptions) {
    self.options = options
    random = SplitMix64(seed: options.seed)
    for name in options.namespaces { namespaces[name] = Namespace() }
  }

  /// When a ``ServerEvent/tick`` is due; nil for never.
  public var nextTimeMilliseconds: Int64? { timers.nextTimeMilliseconds }

  /// Takes an event.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - now: milliseconds since the epoch, never less than before.
  public mutating func handle(_ event: ServerEvent, now: Int64) -> [ServerEffect] {
    precondition(now >= nowMilliseconds, "time does not run backwards")
    nowMilliseconds = now
    assert(effects.isEmpty, "what was to be done was handed out")
    switch event {
    case .opened(let connection, let request): open(connection, request)
    case .message(let connection, let bytes):
      if channelSessions[connection] == nil {
        receive(bytes, on: connection)
      } else {
        receive(bytes, onChannel: connection)
      }
    case .text(let connection, let text):
      record(.text(byteCount: text.utf8.count), on: connection)
    case .closed(let connection): forget(connection, .closed)
    case .tick: fireTimers()
    case .sqlDone(let result): finishSQL(result)
    case .control(let control): take(control)
    }
    defer { effects = [] }
    return effects
  }

  /// Asks for something to be done.
  mutating func perform(_ effect: ServerEffect) { effects.append(effect) }

  /// Adds to the journal.
  mutating func record(
    _ record: JournalRecord, on connection: ConnectionID? = nil, in namespace: String? = nil
  ) {
    let namespace = namespace ?? connection.flatMap(self.namespace)
    journal.append(
      record, connection: connection, namespace: namespace, atMilliseconds: nowMilliseconds)
  }

  func namespace(of connection: ConnectionID) -> String? {
    sessions[connection]?.hello.namespace ?? channelSessions[connection]?.namespace
  }

  private mutating func open(_ connection: ConnectionID, _ request: ConnectionRequest) {
    let target = RequestTarget(request.target)
    record(.opened(path: target.path), on: connection)
    if EnvoyHello.isMeant(by: request, target: target) {
      openEnvoy(connection, request, target)
    } else if target.path == KVChannelHello.path {
      openChannel(connection, target)
    } else {
      refuse(connection, .noRoute, why: "no protocol on `\(target.path)`")
    }
  }

  /// Ends a connection that was not accepted.
  mutating func refuse(_ connection: ConnectionID, _ reason: CloseReason, why: String) {
    assert(namespace(of: connection) == nil, "only who was not accepted is refused")
    record(.refused(reason, why: why), on: connection)
    perform(.close(connection, reason.on(connection)))
  }

  /// The schema and type of what is sent on a connection; nil for one that is not there.
  func outgoing(on connection: ConnectionID) -> (schema: String, type: String)? {
    if channelSessions[connection] != nil { return (ServerCore.channelSchema, "ToClient") }
    return sessions[connection].map { ($0.hello.dialect.schemaName, "ToEnvoy") }
  }

  /// Sends a message, and after it what was held back until the next.
  mutating func deliver(_ bytes: [UInt8], to connection: ConnectionID) {
    guard let (schema, type) = outgoing(on: connection) else { return }
    let late = heldBack.removeValue(forKey: connection) ?? []
    for message in [bytes] + late {
      record(.sent(JournalMessage(schema: schema, type: type, bytes: message)), on: connection)
      perform(.send(connection, message))
    }
  }

  /// Sends a message in frames of so many bytes.
  mutating func deliver(_ bytes: [UInt8], pieceByteCount: Int, to connection: ConnectionID) {
    guard let (schema, type) = outgoing(on: connection) else { return }
    record(.sent(JournalMessage(schema: schema, type: type, bytes: bytes)), on: connection)
    perform(.sendSliced(connection, bytes, pieceByteCount: pieceByteCount))
  }

  /// Breaks a connection that was accepted.
  mutating func reset(_ connection: ConnectionID) {
    guard namespace(of: connection) != nil else { return }
    forget(connection, .closed)
    perform(.reset(connection))
  }

  /// Ends a connection that was accepted.
  mutating func end(_ connection: ConnectionID, _ reason: CloseReason) {
    guard namespace(of: connection) != nil else { return }
    forget(connection, .ended(reason))
    let isBare = reason == .normal || reason == .pongTimeout
    perform(.close(connection, isBare ? reason : reason.on(connection)))
  }

  private mutating func forget(_ connection: ConnectionID, _ why: JournalRecord) {
    record(why, on: connection)
    heldBack[connection] = nil
    if let session = channelSessions.removeValue(forKey: connection) {
      leaveAll(connection, session)
    }
    guard let session = sessions.removeValue(forKey: connection) else { return }
    endSQL(of: connection)
    deactivate(session.activeActors, in: session.hello.namespace)
    disconnect(session.hello, connection)
  }

  private mutating func fireTimers() {
    while let timer = timers.next(byMilliseconds: nowMilliseconds) {
      switch timer {
      case .envoyPing(let connection): pingEnvoy(connection)
      case .channelPing(let connection): pingChannel(connection)
      case .actorStart(let place, let generation): checkStart(of: place, generation: generation)
      case .actorStop(let place, let generation): checkStop(of: place, generation: generation)
      case .alarm(let place): ringAlarm(place)
      case .envoyLoss(let namespace, let key): loseEnvoy(key, in: namespace)
      case .tunnel(let id, let namespace): checkTunnel(id, in: namespace)
      case .postponed(let order): resume(order)
      case .storage(let place): finishCurrent(at: place)
      }
    }
  }
}
