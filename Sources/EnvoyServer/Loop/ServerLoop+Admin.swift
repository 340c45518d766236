import BareJSON
import EnvoyServerCore
import SocketIO
import WebSocketWire

/// The admin side: plain HTTP, one request a connection.
extension ServerLoop {
  /// Takes bytes of an admin connection, and answers once the request is whole.
  func takeAdmin(_ input: inout ArraySlice<UInt8>, of connection: Connection) {
    do throws(AdminRefusal) {
      if connection.head != nil {
        guard let head = try head(&input, of: connection) else { return }
        connection.body = try HTTPBodyReader(head)
      }
      connection.body?.take(&input)
      guard let body = connection.body, body.isComplete else { return }
      connection.body = nil
      try perform(
        try AdminAction(try AdminRequest(body.line, body: body.bytes)), for: connection)
    } catch {
      connection.body = nil
      answer(connection, HTTPAnswer.json(error.json, status: error.status))
    }
  }

  private func head(
    _ input: inout ArraySlice<UInt8>, of connection: Connection
  ) throws(AdminRefusal) -> HTTPHead? {
    do throws(HTTPHeadError) {
      guard let head = try connection.head?.next(&input) else { return nil }
      connection.head = nil
      return head
    } catch {
      connection.head = nil
      throw .badRequest("\(error)")
    }
  }

  private func perform(_ action: AdminAction, for connection: Connection) throws(AdminRefusal) {
    switch action {
    case .page: answer(connection, HTTPAnswer.page)
    case .health: answer(connection, health)
    case .namespaces:
      answer(connection, ["namespaces": .array(core.namespaceNames.map { .string($0) })])
    case .namespace(let name):
      guard let view = core.namespaceView(name) else {
        throw .notFound("no namespace `\(name)`")
      }
      answer(connection, view)
    case .actors(let namespace):
      guard let view = core.actorViews(in: namespace) else {
        throw .notFound("no namespace `\(namespace)`")
      }
      answer(connection, view)
    case .actor(let place, let hasDigests):
      guard let view = core.actorView(place, pages: hasDigests ? .digests : .writers) else {
        throw .notFound("no actor `\(place.actor)` in `\(place.namespace)`")
      }
      answer(connection, view)
    case .faults:
      let faults = core.faultRules.map { rule, count -> JSONValue in
        guard var object = rule.json.objectValue else { return rule.json }
        object.append("firedCount", .number(JSONNumber(count)))
        return .object(object)
      }
      answer(connection, ["faults": .array(faults)])
    case .connections: answer(connection, ["connections": core.connectionViews])
    case .journal(let filter):
      guard filter.entries(of: core.journal).isEmpty, filter.waitMilliseconds > 0 else {
        return answer(connection, filter.answer(core.journal))
      }
      waits[connection.file] = (filter, clock.realMilliseconds + filter.waitMilliseconds)
    case .control(let control):
      if let refusal = handle(.control(control)) { throw .conflict("\(refusal)") }
      answer(connection, [:])
    case .use(let place, let control): try use(place, control, for: connection)
    case .close(let id, let code, let reason):
      guard CloseCode(rawValue: code).isSendable else {
        throw .badRequest("close code \(code) may not be sent")
      }
      let peer = try accepted(id)
      peer.socket?.close(CloseFrame(CloseCode(rawValue: code), reason), into: &peer.output)
      finish(peer)
      answer(connection, [:])
    case .reset(let id):
      let peer = try accepted(id)
      Stream.breakOff(peer.file)
      drop(peer)
      answer(connection, [:])
    case .stall(let id, let milliseconds):
      stall(try accepted(id), milliseconds: milliseconds)
      answer(connection, [:])
    case .advanceClock(let milliseconds):
      try setClock(to: clock.nowMilliseconds &+ milliseconds)
      answer(connection, health)
    case .setClock(let milliseconds):
      try setClock(to: milliseconds)
      answer(connection, health)
    case .shutdown:
      answer(connection, [:])
      whenAskedToEnd.map { $0() } ?? beginStop()
    }
  }

  /// Does what a user of an actor does; what has an outcome is answered once it is there.
  private func use(
    _ place: ActorPlace, _ control: TunnelControl, for connection: Connection
  ) throws(AdminRefusal) {
    let ticket = nextTicket
    nextTicket += 1
    tickets[ticket] = connection.file
    if let refusal = handle(.control(.use(place, control, ticket: ticket))) {
      tickets[ticket] = nil
      throw .conflict("\(refusal)")
    }
    switch control {
    case .request, .open: break
    case .send, .close:
      tickets[ticket] = nil
      answer(connection, [:])
    }
  }

  /// Answers whoever asked for what turned out now, if it is still there.
  func tell(ticket: UInt64, _ outcome: TunnelOutcome) {
    guard let file = tickets.removeValue(forKey: ticket), let connection = connections[file] else {
      return
    }
    touched.insert(file)
    answer(connection, outcome.json)
  }

  /// How the server is, as of now.
  private var health: JSONValue {
    handle(.tick)
    guard var object = core.health.objectValue else { return core.health }
    object.append("clock", clock.isManual ? "manual" : "real")
    return .object(object)
  }

  private func accepted(_ id: ConnectionID) throws(AdminRefusal) -> Connection {
    guard let peer = self.connection(of: id), peer.isOpen else {
      throw .notFound("no connection `\(id)`")
    }
    return peer
  }

  /// Moves a manual clock forward, with everything that is due on the way at its own time.
  private func setClock(to time: Int64) throws(AdminRefusal) {
    guard clock.isManual else {
      throw .conflict("the clock is the real one; `--clock manual` gives one that can be set")
    }
    guard time >= clock.nowMilliseconds else {
      throw .badRequest("it is \(clock.nowMilliseconds) already, and time does not run backwards")
    }
    while let due = core.nextTimeMilliseconds, due <= time {
      clock.set(to: max(due, clock.nowMilliseconds))
      handle(.tick)
    }
    clock.set(to: time)
    handle(.tick)
  }

  private func answer(_ connection: Connection, _ json: JSONValue) {
    answer(connection, HTTPAnswer.json(json, status: "200 OK"))
  }

  /// Answers those who wait for entries of the journal and have some now, or waited enough.
  func answerWaits() {
    for (file, wait) in waits {
      guard let connection = connections[file] else {
        waits[file] = nil
        continue
      }
      let isOver = wait.endMilliseconds <= clock.realMilliseconds
      guard isOver || !wait.filter.entries(of: core.journal).isEmpty else { continue }
      waits[file] = nil
      touched.insert(file)
      answer(connection, wait.filter.answer(core.journal))
    }
  }
}
