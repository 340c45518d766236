import EnvoyServerCore
import SocketIO
import WebSocketWire

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One thread that carries bytes between sockets and the server's core.
final class ServerLoop {
  /// Engines give a peer 5 ms to answer a close; slow machines need more.
  private static let lingerMilliseconds: Int64 = 1000

  /// How much is read of a connection before the next has its turn.
  private static let readByteCount = 65_536

  /// How many connections are accepted before others have their turn.
  private static let acceptCount = 64

  private let listener: Listener
  private let adminListener: Listener
  private let wakeFile: Int32
  private var poller: Poller
  var clock: WallClock

  /// Told of each entry of the journal.
  private let trace: ((JournalEntry) -> Void)?
  private var tracedNumber: UInt64 = 0

  /// What answers messages in the core's place.
  private let echo: (([UInt8]) -> [UInt8])?

  /// What runs SQL.
  private let workers: SQLWorkers

  /// What to do when the admin side asks for the end; nil for stopping right away.
  let whenAskedToEnd: (() -> Void)?

  var core: ServerCore

  /// Who waits for entries of the journal, by file, and until when.
  var waits: [Int32: (filter: JournalFilter, endMilliseconds: Int64)] = [:]

  /// Who waits for the outcome of a user's request or WebSocket, by file.
  var tickets: [UInt64: Int32] = [:]
  var nextTicket: UInt64 = 1

  private let limits: WebSocketLimits
  private(set) var connections: [Int32: Connection] = [:]
  private var filesByID: [ConnectionID: Int32] = [:]
  private var lingering: Set<Int32> = []
  private var stalled: Set<Int32> = []
  var touched: Set<Int32> = []
  private var nextID: UInt64 = 1
  private var isAccepting = true
  private var scratch = [UInt8](repeating: 0, count: readByteCount)
  private var stopEndMilliseconds: Int64?

  /// A loop that stops once something can be read from a file.
  init(
    listener: Listener, adminListener: Listener, wakeFile: Int32, core: ServerCore,
    clock: WallClock, limits: WebSocketLimits, trace: ((JournalEntry) -> Void)?,
    echo: (([UInt8]) -> [UInt8])?, workers: SQLWorkers, whenAskedToEnd: (() -> Void)?
  ) throws(SystemError) {
    self.listener = listener
    self.adminListener = adminListener
    self.clock = clock
    self.trace = trace
    self.echo = echo
    self.workers = workers
    self.whenAskedToEnd = whenAskedToEnd
    self.wakeFile = wakeFile
    self.core = core
    self.limits = limits
    poller = try Poller()
    poller.watch(listener.file, reads: true, writes: false, isNew: true)
    poller.watch(adminListener.file, reads: true, writes: false, isNew: true)
    poller.watch(wakeFile, reads: true, writes: false, isNew: true)
    poller.watch(workers.file, reads: true, writes: false, isNew: true)
  }

  /// Serves until it is told to stop; then tells all peers, and waits for them for a second.
  func run() {
    while !isDone {
      for ready in poller.wait(milliseconds: waitMilliseconds) {
        switch ready.file {
        case listener.file: accept(from: listener, isAdmin: false)
        case adminListener.file: accept(from: adminListener, isAdmin: true)
        case wakeFile: beginStop()
        case workers.file:
          for result in workers.takeResults() { handle(.sqlDone(result)) }
        default: serve(ready)
        }
      }
      if let due = core.nextTimeMilliseconds, due <= clock.nowMilliseconds { handle(.tick) }
      answerWaits()
      endStalls()
      tellTrace()
      flushTouched()
      let now = clock.realMilliseconds
      for file in lingering {
        if let connection = connections[file], (connection.lingerEndMilliseconds ?? 0) <= now {
          drop(connection)
        }
      }
    }
    workers.stop()
    tellTrace()
    for connection in connections.values { close(connection.file) }
    close(listener.file)
    close(adminListener.file)
    poller.close()
  }

  private func tellTrace() {
    guard let trace, core.journal.lastNumber > tracedNumber else { return }
    for entry in core.journal.entries(after: tracedNumber) { trace(entry) }
    tracedNumber = core.journal.lastNumber
  }

  private var isDone: Bool {
    guard let stopEndMilliseconds else { return false }
    return connections.isEmpty || clock.realMilliseconds >= stopEndMilliseconds
  }

  private var waitMilliseconds: Int32 {
    let ends = lingering.compactMap { connections[$0]?.lingerEndMilliseconds }
    let coreTime = clock.isManual ? nil : core.nextTimeMilliseconds
    let stalls = stalled.compactMap { connections[$0]?.stallEndMilliseconds }
    let times =
      ends + stalls + waits.values.map(\.endMilliseconds)
      + [coreTime, stopEndMilliseconds].compactMap { $0 }
    guard let next = times.min() else { return -1 }
    return Int32(clamping: max(0, next - clock.realMilliseconds))
  }

  /// Begins to stop: peers are told, and have a second.
  func beginStop() {
    guard stopEndMilliseconds == nil else { return }
    stopEndMilliseconds = clock.realMilliseconds + ServerLoop.lingerMilliseconds
    poller.watch(wakeFile, reads: false, writes: false, isNew: false)
    handle(.control(.drain))
    for connection in connections.values
    where connection.socket == nil && connection.lingerEndMilliseconds == nil {
      drop(connection)
    }
  }

  /// Takes new connections. Where the process has no file left for one, they wait until another
  /// connection ends.
  private func accept(from listener: Listener, isAdmin: Bool) {
    for _ in 0..<ServerLoop.acceptCount {
      let accepted: Int32?
      do throws(SystemError) {
        accepted = try listener.accept()
      } catch {
        isAccepting = false
        return watchListeners()
      }
      guard let file = accepted else { return }
      let connection = Connection(
        file: file, id: ConnectionID(isAdmin ? 0 : nextID), isAdmin: isAdmin)
      if !isAdmin { nextID += 1 }
      connections[file] = connection
      poller.watch(file, reads: true, writes: false, isNew: true)
    }
  }

  private func watchListeners() {
    for listener in [listener, adminListener] {
      poller.watch(listener.file, reads: isAccepting, writes: false, isNew: false)
    }
  }

  private func serve(_ ready: Readiness) {
    guard let connection = connections[ready.file] else { return }
    touched.insert(ready.file)
    if ready.isWritable, !connection.unread.isEmpty {
      guard connection.flush() else { return drop(connection) }
      var input = connection.unread[...]
      connection.unread = []
      take(&input, of: connection)
    }
    if ready.isReadable { read(connection) }
  }

  private func read(_ connection: Connection) {
    switch Stream.read(connection.file, into: &scratch) {
    case .later: return
    case .gone, .count(0): drop(connection)
    case .count(let count):
      var input = scratch[..<count]
      take(&input, of: connection)
    }
  }

  /// Looks at what came, until too much waits to be written.
  private func take(_ input: inout ArraySlice<UInt8>, of connection: Connection) {
    if connection.isAdmin { return takeAdmin(&input, of: connection) }
    if connection.head != nil { takeHead(&input, of: connection) }
    while connection.socket != nil, !connection.isClogged {
      guard let event = connection.socket?.receive(&input, into: &connection.output) else { break }
      switch event {
      case .message(.binary(let bytes)) where echo != nil:
        connection.socket?.send(.binary(echo?(bytes) ?? []), into: &connection.output)
      case .message(.binary(let bytes)): handle(.message(connection.id, bytes))
      case .message(.text(let text)): handle(.text(connection.id, text))
      case .ping, .pong: break
      case .closed, .failed: finish(connection)
      }
    }
    if connection.head != nil || connection.socket != nil { connection.unread += input }
  }

  private func takeHead(_ input: inout ArraySlice<UInt8>, of connection: Connection) {
    do throws(HTTPHeadError) {
      guard let request = try connection.head?.next(&input) else { return }
      connection.head = nil
      guard ServerHandshake.isUpgrade(request) else {
        return answer(connection, HTTPAnswer.answer(to: request))
      }
      upgrade(connection, request)
    } catch {
      connection.head = nil
      answer(connection, HTTPAnswer.answer(to: error))
    }
  }

  private func upgrade(_ connection: Connection, _ request: HTTPHead) {
    do throws(HandshakeRefusal) {
      let answer = try ServerHandshake.answer(to: request, subprotocols: ["rivet"])
      connection.output += answer.encoded()
      connection.socket = WebSocketConnection(role: .server, limits: limits)
      connection.isOpen = true
      filesByID[connection.id] = connection.file
      let target = HTTPRequestLine(request.startLine)?.target ?? "/"
      let subprotocols = request.list("Sec-WebSocket-Protocol")
      handle(.opened(connection.id, .init(target: target, subprotocols: subprotocols)))
    } catch {
      answer(connection, HTTPText.answer(to: error))
    }
  }

  func answer(_ connection: Connection, _ bytes: [UInt8]) {
    connection.output += bytes
    linger(connection)
  }

  /// Tells the core, and does what it asks for.
  ///
  /// - Returns: why it cannot be done, if someone steered the server in vain.
  @discardableResult
  func handle(_ event: ServerEvent) -> ControlRefusal? {
    var refusal: ControlRefusal?
    for effect in core.handle(event, now: clock.nowMilliseconds) {
      switch effect {
      case .refuseControl(let reason): refusal = reason
      case .tell(let ticket, let outcome): tell(ticket: ticket, outcome)
      case .runSQL(let task): workers.run(task)
      case .endSQL(let session): workers.end(session)
      case .reset(let id):
        guard let connection = connection(of: id) else { continue }
        connection.isOpen = false
        Stream.breakOff(connection.file)
        drop(connection)
      case .send(let id, let bytes):
        guard let connection = connection(of: id) else { continue }
        connection.socket?.send(.binary(bytes), into: &connection.output)
      case .sendSliced(let id, let bytes, let count):
        guard let connection = connection(of: id) else { continue }
        connection.socket?.send(binary: bytes, pieceByteCount: count, into: &connection.output)
      case .close(let id, let reason):
        guard let connection = connection(of: id) else { continue }
        let frame = CloseFrame(CloseCode(rawValue: reason.code), reason.text)
        connection.socket?.close(frame, into: &connection.output)
        connection.isOpen = false
        linger(connection)
      }
    }
    return refusal
  }

  func connection(of id: ConnectionID) -> Connection? {
    guard let file = filesByID[id] else { return nil }
    touched.insert(file)
    return connections[file]
  }

  /// Both sides have closed, or the peer broke a rule and was told.
  func finish(_ connection: Connection) {
    if connection.isOpen {
      connection.isOpen = false
      handle(.closed(connection.id))
    }
    linger(connection)
  }

  private func linger(_ connection: Connection) {
    if connection.lingerEndMilliseconds == nil {
      connection.lingerEndMilliseconds = clock.realMilliseconds + ServerLoop.lingerMilliseconds
    }
    lingering.insert(connection.file)
  }

  /// Writes what is due, and watches what has to be watched now.
  private func flushTouched() {
    while let file = touched.popFirst() {
      guard let connection = connections[file] else { continue }
      guard connection.stallEndMilliseconds == nil else {
        watch(connection, reads: false, writes: false)
        continue
      }
      guard connection.flush() else {
        drop(connection)
        continue
      }
      let isEnded = connection.lingerEndMilliseconds != nil && connection.waitingByteCount == 0
      if isEnded, connection.socket?.isEnded ?? true, !connection.isShut {
        connection.isShut = true
        shutdown(file, Int32(SHUT_WR))
      }
      let reads = !connection.isClogged && connection.unread.isEmpty
      let writes = connection.waitingByteCount > 0 || !connection.unread.isEmpty
      watch(connection, reads: reads, writes: writes)
    }
  }

  private func watch(_ connection: Connection, reads: Bool, writes: Bool) {
    guard reads != connection.watchesReads || writes != connection.watchesWrites else { return }
    connection.watchesReads = reads
    connection.watchesWrites = writes
    poller.watch(connection.file, reads: reads, writes: writes, isNew: false)
  }

  /// Has nothing read or written for a time, or, with nil, to the end of the connection.
  func stall(_ connection: Connection, milliseconds: Int64?) {
    let end = milliseconds.map { clock.realMilliseconds.addingReportingOverflow(max(0, $0)) }
    connection.stallEndMilliseconds = end.map { $0.overflow ? .max : $0.partialValue } ?? .max
    stalled.insert(connection.file)
    touched.insert(connection.file)
  }

  private func endStalls() {
    let now = clock.realMilliseconds
    for file in stalled {
      guard let end = connections[file]?.stallEndMilliseconds else {
        stalled.remove(file)
        continue
      }
      guard end <= now else { continue }
      connections[file]?.stallEndMilliseconds = nil
      stalled.remove(file)
      touched.insert(file)
    }
  }

  func drop(_ connection: Connection) {
    guard connections.removeValue(forKey: connection.file) != nil else { return }
    filesByID[connection.id] = nil
    lingering.remove(connection.file)
    // The system gives the number to the next connection, which waits for nothing.
    waits[connection.file] = nil
    if connection.isAdmin { tickets = tickets.filter { $0.value != connection.file } }
    close(connection.file)
    if !isAccepting {
      isAccepting = true
      watchListeners()
    }
    if connection.isOpen {
      connection.isOpen = false
      handle(.closed(connection.id))
    }
  }
}
