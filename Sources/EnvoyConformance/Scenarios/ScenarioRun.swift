import BareJSON
import BareRuntime

/// One scenario in one protocol, played against a server or a client.
final class ScenarioRun {
  /// How long a message may take to come.
  static let usualTimeoutMilliseconds: Int64 = 5000

  /// What went wrong, and in which step.
  struct Failure: Error, CustomStringConvertible {
    let place: String
    let cause: any Error

    var description: String { "step \(place): \(cause)" }
  }

  /// What was sent and what came, each with its time since the start.
  private(set) var trace: [String] = []

  let speech: ScenarioProtocol
  let timeoutMilliseconds: Int64
  var matcher: ScenarioMatcher
  var inboxes: [String: ScenarioInbox] = [:]

  /// The calls of a client, by their names.
  var calls: [String: Int] = [:]

  private let scenario: Scenario
  private let party: ScenarioParty
  private let startMilliseconds: Int64
  private var nextBarrierID: UInt32 = 4_000_000_000

  /// - Parameter name: makes namespace and key the run's own.
  init(
    _ scenario: Scenario, _ speech: ScenarioProtocol, with party: ScenarioParty,
    name: String, timeoutMilliseconds: Int64 = usualTimeoutMilliseconds
  ) {
    self.scenario = scenario
    self.timeoutMilliseconds = timeoutMilliseconds
    self.speech = speech
    self.party = party
    startMilliseconds = party.nowMilliseconds
    matcher = ScenarioMatcher(
      values: Self.values(schema: speech.schema, endpoint: party.endpoint, name: name))
  }

  /// The names that every scenario has.
  static func values(schema: String, endpoint: String, name: String) -> ScenarioValues {
    ScenarioValues([
      "namespace": .string("n-\(name)"), "key": .string("k-\(name)"), "actor": "actor-1",
      "on": "a", "protocol": .string(schema), "endpoint": .string(endpoint),
    ])
  }

  /// Plays all steps; then nothing may be left that nobody waited for.
  func run() throws(Failure) {
    try run(scenario.steps)
    for (name, inbox) in inboxes.sorted(by: { $0.key < $1.key }) {
      if let message = inbox.unexpected.first {
        throw Failure(
          place: "end",
          cause: ScenarioValues.Refusal(
            "`\(name)` got what nobody waited for: \(message.compactText)"))
      }
      inbox.connection.drop()
    }
  }

  private func run(_ steps: [ScenarioStep]) throws(Failure) {
    for step in steps {
      do {
        try perform(step.action)
      } catch let failure as Failure {
        throw failure
      } catch {
        throw Failure(place: step.place, cause: error)
      }
    }
  }

  private func perform(_ action: ScenarioStep.Action) throws {
    switch action {
    case .connect(let name, let parameters): try connect(name, parameters)
    case .send(let name, let json):
      let message = try matcher.values.evaluate(json)
      note("\(matcher.values.text(name)) <- \(message.compactText)")
      try inbox(name).connection.send(try speech.encode(message))
    case .sendRaw(let name, let json):
      let bytes = try Bytes(json: try matcher.values.evaluate(json))
      note("\(matcher.values.text(name)) <- raw \(bytes.hex)")
      try inbox(name).connection.send(Array(bytes))
    case .sendText(let name, let text):
      note("\(matcher.values.text(name)) <- text \(text)")
      try inbox(name).connection.send(text: text)
    case .expect(let name, let expected): try expect(expected, on: name)
    case .expectInOrder(let name, let all):
      for expected in all { try expectNext(expected, on: name) }
    case .expectNone(let name): try expectNone(on: name)
    case .expectClosed(let name, let expected): try expectClosed(expected, on: name)
    case .close(let name, let code, let reason):
      note("\(matcher.values.text(name)) <- close \(code) \(reason)")
      try inbox(name).connection.close(code: code, reason: reason)
    case .drop(let name):
      note("\(matcher.values.text(name)) breaks off")
      try inbox(name).connection.drop()
      inboxes[matcher.values.text(name)] = nil
    case .admin(let method, let path, let body, let expected):
      try admin(method, path, body, expected)
    case .call(let name, let operation, let arguments):
      try call(name, operation, arguments, of: party.client())
    case .returns(let name, let outcome): try expect(outcome, of: name, by: party.client())
    case .accept(let name, let expected): try accept(name, expected, from: party.client())
    case .expectNoAccept:
      guard try party.client().accept(timeoutMilliseconds: 0) == nil else {
        throw ScenarioValues.Refusal("expected nobody to connect, and the client does")
      }
    case .set(let pairs):
      for (name, value) in pairs { matcher.values.set(name, try matcher.values.evaluate(value)) }
    case .use(let pairs, let steps):
      for (name, value) in pairs { matcher.values.set(name, try matcher.values.evaluate(value)) }
      try run(steps)
    }
  }

  private func connect(_ name: String, _ options: JSONValue) throws {
    let name = matcher.values.text(name)
    var parameters = speech.parameters(matcher.values)
    for member in options["parameters"]?.objectValue?.members ?? [] {
      parameters.removeAll { $0.name == member.key }
      guard !member.value.isNull else { continue }
      let value = try matcher.values.evaluate(member.value)
      parameters.append((member.key, value.stringValue ?? value.compactText))
    }
    let query = parameters.map { "\($0.name)=\(Self.escaped($0.value))" }.joined(separator: "&")
    let path = options["path"]?.stringValue ?? speech.path
    let more = options["query"]?.stringValue.map { "&\($0)" } ?? ""
    let subprotocols = options["subprotocols"]?.arrayValue?.compactMap(\.stringValue)
    let target = "\(path)?\(query)\(more)"
    note("\(name) connects: \(target)")
    let allowsStatus = options["orStatus"]?.boolValue ?? false
    let connection = try connection(
      to: target, subprotocols ?? speech.subprotocols, orStatus: allowsStatus)
    open(connection, as: name, answersPings: options["pongs"]?.boolValue ?? true)
    guard !speech.isChannel, options["init"]?.boolValue ?? true else { return }
    try expect(["ToEnvoyInit": ["$any": true]], on: name)
  }

  /// A connection, or, where a scenario allows it, a refusal by a status of 400 or more.
  private func connection(
    to target: String, _ subprotocols: [String], orStatus: Bool
  ) throws -> any ScenarioConnection {
    do {
      return try party.server().connect(target: target, subprotocols: subprotocols)
    } catch let refusal as ScenarioRefusal where orStatus && refusal.status >= 400 {
      return RefusedConnection(status: refusal.status)
    }
  }

  /// Gives a connection a name.
  func open(_ connection: any ScenarioConnection, as name: String, answersPings: Bool = false) {
    inboxes[name] = ScenarioInbox(
      connection, speech, answersPings: answersPings,
      now: { [party] in party.nowMilliseconds },
      trace: { [weak self] line in self?.note("\(name) \(line)") })
  }

  private func expect(_ expected: JSONValue, on name: String) throws {
    let inbox = try inbox(name)
    let like = try meant(expected)
    // A client says things in an order of its own, so what fits as a whole is looked for first.
    let message = try inbox.take(
      timeoutMilliseconds: timeoutMilliseconds,
      where: { [matcher, speech] in
        speech.judged == .server
          ? ScenarioInbox.isMeant($0, by: like) : Self.fits($0, expected, matcher)
      }, orNearly: { ScenarioInbox.isMeant($0, by: like) })
    try match(expected, message ?? inbox.waitingMessage(like: like), inbox, name)
  }

  private static func fits(
    _ message: JSONValue, _ expected: JSONValue, _ matcher: ScenarioMatcher
  ) -> Bool {
    var attempt = matcher
    return (try? attempt.match(expected, message, at: "")) != nil
  }

  private func expectNext(_ expected: JSONValue, on name: String) throws {
    let inbox = try inbox(name)
    let message = try inbox.next(timeoutMilliseconds: timeoutMilliseconds)
    try match(expected, message, inbox, name)
  }

  private func match(
    _ expected: JSONValue, _ message: JSONValue?, _ inbox: ScenarioInbox, _ name: String
  ) throws {
    guard let message else {
      let kind = expected.objectValue?.first?.key ?? "a message"
      throw Missing(what: kind, inbox: inbox, timeoutMilliseconds)
    }
    try matcher.match(expected, message, at: matcher.values.text(name))
  }

  /// What an expectation says of kind and request, with names done, as far as they are known.
  private func meant(_ expected: JSONValue) throws -> JSONValue {
    guard let first = expected.objectValue?.first, !first.key.hasPrefix("$") else {
      return expected
    }
    guard let id = first.value["requestId"], let value = try? matcher.values.evaluate(id) else {
      return .object(JSONObject([(first.key, .object([]))]))
    }
    return .object(JSONObject([(first.key, .object(JSONObject([("requestId", value)])))]))
  }

  private func expectNone(on name: String) throws {
    let inbox = try inbox(name)
    let (request, reply) = speech.barrier(nextBarrierID)
    nextBarrierID += 1
    try inbox.connection.send(try speech.encode(request))
    try expect(reply, on: name)
    if let message = inbox.unexpected.first {
      throw ScenarioValues.Refusal("expected nothing, got \(message.compactText)")
    }
  }

  private func expectClosed(_ expected: JSONValue, on name: String) throws {
    let inbox = try inbox(name)
    let allowsReset = expected["orReset"]?.boolValue ?? false
    switch try inbox.waitForEnd(timeoutMilliseconds: timeoutMilliseconds) {
    case .closed(let code, let reason)?:
      let met: JSONValue = .object(
        JSONObject([
          ("code", code.map { .number(JSONNumber($0)) } ?? .null), ("reason", .string(reason)),
        ]))
      let members = (expected.objectValue?.members ?? []).filter { $0.key != "orReset" }
      try matcher.match(
        .object(JSONObject(members.map { ($0.key, $0.value) })), met,
        at: "the close of \(matcher.values.text(name))")
    case .reset? where allowsReset: break
    case .refused?: break
    case .reset?: throw ScenarioValues.Refusal("expected a close, got a reset")
    default: throw ScenarioValues.Refusal("expected a close, and the connection stays open")
    }
    inboxes[matcher.values.text(name)] = nil
  }

  private func admin(
    _ method: String, _ path: String, _ body: JSONValue?, _ expected: JSONValue?
  ) throws {
    let path = matcher.values.text(path)
    let text = try body.map { try matcher.values.evaluate($0).compactText } ?? ""
    note("admin: \(method) \(path) \(text)")
    let (status, answer) = try party.server().admin(method, path, body: text)
    note("admin -> \(status) \(answer.compactText)")
    if let expected {
      try matcher.match(expected, answer, at: "the answer")
    } else if status != 200 {
      throw ScenarioValues.Refusal("the admin side says \(status): \(answer.compactText)")
    }
  }

  /// The connection of a name, or of the name that a name stands for.
  private func inbox(_ name: String) throws -> ScenarioInbox {
    guard let inbox = inboxes[matcher.values.text(name)] else {
      throw ScenarioValues.Refusal("no connection is called `\(name)`")
    }
    return inbox
  }

  func note(_ line: String) {
    let shownCharacterCount = 400
    let text =
      line.count > shownCharacterCount ? line.prefix(shownCharacterCount) + "…" : line[...]
    trace.append("+\(party.nowMilliseconds - startMilliseconds) ms \(text)")
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
