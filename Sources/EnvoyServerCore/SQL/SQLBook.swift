/// The SQL of all actors: who has a session, what runs, and what waits for its turn.
///
/// The statements of one actor run one after another, whosever they are; those of different actors
/// beside one another, as many as are allowed (`ENVOY-6.3`).
struct SQLBook: Sendable {
  /// Whose a session is.
  struct Key: Hashable, Sendable {
    let connection: ConnectionID
    let generation: UInt64
  }

  /// What is known of a session.
  struct Session: Hashable, Sendable {
    let id: SQLSessionID

    /// The pages as it left them; nil before its first task. In a transaction, those it sees.
    var snapshot: SQLSnapshot?
    var isInTransaction = false
  }

  /// A task that was handed out.
  struct Run: Hashable, Sendable {
    let task: UInt64
    let session: SQLSessionID
    let request: SQLRequest
  }

  /// What there is of one actor.
  struct Line: Sendable {
    var sessions: [Key: Session] = [:]
    var run: Run?
    var waiting: [SQLRequest] = []
  }

  private(set) var lines: [ActorPlace: Line] = [:]

  /// Actors that may have something to run, the one that waits longest first.
  private var ready: [ActorPlace] = []

  /// Where each task that was handed out belongs.
  private var places: [UInt64: ActorPlace] = [:]

  /// How many requests of a connection wait, and about which actors it ever asked.
  private var waitingCounts: [ConnectionID: Int] = [:]
  private var askedAbout: [ConnectionID: Set<ActorPlace>] = [:]

  private var lastTask: UInt64 = 0
  private var lastSession: UInt64 = 0

  /// How many tasks were handed out and did not come back.
  var runningCount: Int { places.count }

  func waitingCount(of connection: ConnectionID) -> Int { waitingCounts[connection] ?? 0 }

  /// Whether a request would have its turn at once.
  func isFree(_ place: ActorPlace, runningCount limit: Int) -> Bool {
    let line = lines[place]
    return ready.isEmpty && runningCount < limit && line?.run == nil
      && line?.waiting.isEmpty ?? true
  }

  /// Lets a request wait for its turn.
  mutating func enqueue(_ request: SQLRequest) {
    askedAbout[request.connection, default: []].insert(request.place)
    waitingCounts[request.connection, default: 0] += 1
    lines[request.place, default: Line()].waiting.append(request)
    if lines[request.place]?.run == nil, lines[request.place]?.waiting.count == 1 {
      ready.append(request.place)
    }
  }

  /// The next request whose turn it is; nil for none.
  mutating func next() -> SQLRequest? {
    while !ready.isEmpty {
      let place = ready.removeFirst()
      guard lines[place]?.run == nil, let request = lines[place]?.waiting.first else { continue }
      lines[place]?.waiting.removeFirst()
      discount(request)
      return request
    }
    return nil
  }

  /// Hands out a task for a request.
  mutating func begin(_ request: SQLRequest) -> (task: UInt64, session: Session) {
    lastTask += 1
    let key = Key(connection: request.connection, generation: request.generation)
    var session = lines[request.place]?.sessions[key]
    if session == nil {
      lastSession += 1
      session = Session(id: SQLSessionID(lastSession))
    }
    let begun = session ?? Session(id: SQLSessionID(lastSession))
    places[lastTask] = request.place
    lines[request.place, default: Line()].sessions[key] = begun
    lines[request.place]?.run = Run(task: lastTask, session: begun.id, request: request)
    return (lastTask, begun)
  }

  /// Takes a task back; nil for one that was not handed out.
  mutating func end(_ task: UInt64) -> (run: Run, place: ActorPlace)? {
    guard let place = places.removeValue(forKey: task), let run = lines[place]?.run else {
      return nil
    }
    assert(run.task == task, "an actor has one task at a time")
    lines[place]?.run = nil
    if lines[place]?.waiting.isEmpty == false { ready.append(place) }
    dropIdleLine(place)
    return (run, place)
  }

  /// The session of a task, if it is still there.
  func session(of run: Run) -> Session? {
    let key = Key(connection: run.request.connection, generation: run.request.generation)
    guard let session = lines[run.request.place]?.sessions[key], session.id == run.session else {
      return nil
    }
    return session
  }

  /// Keeps what is known of a task's session.
  mutating func set(_ session: Session, of run: Run) {
    let key = Key(connection: run.request.connection, generation: run.request.generation)
    lines[run.request.place, default: Line()].sessions[key] = session
  }

  /// Forgets the session of a task.
  mutating func removeSession(of run: Run) {
    let key = Key(connection: run.request.connection, generation: run.request.generation)
    lines[run.request.place]?.sessions[key] = nil
    dropIdleLine(run.request.place)
  }

  /// Forgets the sessions of a connection and what it waits for.
  ///
  /// - Returns: the sessions, and where they were.
  mutating func remove(_ connection: ConnectionID) -> [(id: SQLSessionID, place: ActorPlace)] {
    var removed: [(id: SQLSessionID, place: ActorPlace)] = []
    for place in askedAbout.removeValue(forKey: connection) ?? [] {
      lines[place]?.waiting.removeAll { $0.connection == connection }
      for key in (lines[place]?.sessions ?? [:]).keys where key.connection == connection {
        guard let session = lines[place]?.sessions.removeValue(forKey: key) else { continue }
        removed.append((session.id, place))
      }
      dropIdleLine(place)
    }
    waitingCounts[connection] = nil
    return removed.sorted { $0.id < $1.id }
  }

  /// Forgets the sessions of an actor and what waits for it.
  ///
  /// - Returns: the sessions, and the requests that now get no answer but one: that which runs
  ///   first, unless its session was gone already.
  mutating func remove(
    _ place: ActorPlace
  ) -> (sessions: [SQLSessionID], requests: [SQLRequest]) {
    guard let line = lines[place] else { return ([], []) }
    let running = line.run.flatMap { session(of: $0) == nil ? nil : $0.request }
    for request in line.waiting { discount(request) }
    lines[place]?.waiting = []
    lines[place]?.sessions = [:]
    dropIdleLine(place)
    return (line.sessions.values.map(\.id).sorted(), (running.map { [$0] } ?? []) + line.waiting)
  }

  private mutating func discount(_ request: SQLRequest) {
    let count = waitingCount(of: request.connection) - 1
    assert(count >= 0, "each was counted")
    waitingCounts[request.connection] = count > 0 ? count : nil
  }

  /// An actor about which there is nothing to say is forgotten, so that ids made up by clients do
  /// not pile up.
  private mutating func dropIdleLine(_ place: ActorPlace) {
    guard let line = lines[place] else { return }
    if line.run == nil, line.waiting.isEmpty, line.sessions.isEmpty { lines[place] = nil }
  }
}
