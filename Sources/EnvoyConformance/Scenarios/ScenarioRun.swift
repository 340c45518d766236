import BareJSON

/// One scenario in one protocol, played against a server.
final class ScenarioRun {
  /// How long a message may take to come.
  static let usualTimeoutMilliseconds: Int64 = 5000

  /// What went wrong, and in which step.
  struct Failure: Error, CustomStringConvertible {
    let place: String
    let message: String

    var description: String { "step \(place): \(message)" }
  }

  /// What was sent and what came, each with its time since the start.
  private(set) var trace: [String] = []

  private let scenario: Scenario
  private let speech: ScenarioProtocol
  private let transport: any ScenarioTransport
  private let startMilliseconds: Int64
  private let timeoutMilliseconds: Int64
  private var matcher: ScenarioMatcher
  private var inboxes: [String: ScenarioInbox] = [:]
  private var nextBarrierID: UInt32 = 4_000_000_000

  /// - Parameter name: makes namespace and key the run's own.
  init(
    _ scenario: Scenario, _ speech: ScenarioProtocol, over transport: any ScenarioTransport,
    name: String, timeoutMilliseconds: Int64 = usualTimeoutMilliseconds
  ) {
    self.scenario = scenario
    self.timeoutMilliseconds = timeoutMilliseconds
    self.speech = speech
    self.transport = transport
    startMilliseconds = transport.nowMilliseconds
    matcher = ScenarioMatcher(
      values: ScenarioValues([
        "namespace": .string("n-\(name)"), "key": .string("k-\(name)"), "actor": "actor-1",
        "on": "a",
      ]))
  }

  /// Plays all steps; then nothing may be left that nobody waited for.
  func run() throws(Failure) {
    try run(scenario.steps)
    for (name, inbox) in inboxes.sorted(by: { $0.key < $1.key }) {
      if let message = inbox.unexpected.first {
        throw Failure(
          place: "end", message: "`\(name)` got what nobody waited for: \(message.compactText)")
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
        throw Failure(place: step.place, message: "\(error)")
      }
    }
  }

  private func perform(_ action: ScenarioStep.Action) throws {
    switch action {
    case .connect(let name, let parameters): try connect(name, parameters)
    case .send(let name, let json):
      let message = try matcher.values.evaluate(json)
      note("\(name) <- \(message.compactText)")
      try inbox(name).connection.send(try speech.encode(message))
    case .sendRaw(let name, let json):
      let hex = try matcher.values.evaluate(json).stringValue ?? ""
      note("\(name) <- raw \(hex)")
      try inbox(name).connection.send(Self.bytes(hex))
    case .sendText(let name, let text):
      note("\(name) <- text \(text)")
      try inbox(name).connection.send(text: text)
    case .expect(let name, let expected): try expect(expected, on: name)
    case .expectInOrder(let name, let all):
      for expected in all { try expectNext(expected, on: name) }
    case .expectNone(let name): try expectNone(on: name)
    case .expectClosed(let name, let expected): try expectClosed(expected, on: name)
    case .close(let name, let code):
      note("\(name) <- close \(code)")
      try inbox(name).connection.close(code: code)
    case .drop(let name):
      note("\(name) breaks off")
      try inbox(name).connection.drop()
      inboxes[matcher.values.text(name)] = nil
    case .admin(let method, let path, let body, let expected):
      try admin(method, path, body, expected)
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
    let connection = try transport.connect(
      target: target, subprotocols: subprotocols ?? speech.subprotocols)
    inboxes[name] = ScenarioInbox(
      connection, speech, answersPings: options["pongs"]?.boolValue ?? true,
      now: { [transport] in transport.nowMilliseconds },
      trace: { [weak self] line in self?.note("\(name) \(line)") })
    guard !speech.isChannel, options["init"]?.boolValue ?? true else { return }
    try expect(["ToEnvoyInit": ["$any": true]], on: name)
  }

  private func expect(_ expected: JSONValue, on name: String) throws {
    let inbox = try inbox(name)
    let message = try inbox.take(
      like: try meant(expected), timeoutMilliseconds: timeoutMilliseconds)
    try match(expected, message, inbox, name)
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
    let (status, answer) = try transport.admin(method, path, body: text)
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

  private func note(_ line: String) {
    let shownCharacterCount = 400
    let text =
      line.count > shownCharacterCount ? line.prefix(shownCharacterCount) + "…" : line[...]
    trace.append("+\(transport.nowMilliseconds - startMilliseconds) ms \(text)")
  }

  private static func bytes(_ hex: String) -> [UInt8] {
    var digits = hex.utf8[...]
    var bytes: [UInt8] = []
    while digits.count >= 2 {
      bytes.append(UInt8(String(digits.prefix(2)) ?? "", radix: 16) ?? 0)
      digits = digits.dropFirst(2)
    }
    return bytes
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

/// What was waited for did not come.
private struct Missing: Error, CustomStringConvertible {
  let description: String

  init(what: String, inbox: ScenarioInbox, _ timeoutMilliseconds: Int64) {
    switch inbox.end {
    case .closed(let code, let reason)?:
      description =
        "expected \(what), and the connection was closed: \(code.map { "\($0)" } ?? "") \(reason)"
    case .reset?: description = "expected \(what), and the connection broke"
    default:
      let others = inbox.unexpected.map(\.compactText).joined(separator: "; ")
      description =
        "expected \(what), and it did not come within \(timeoutMilliseconds) ms"
        + (others.isEmpty ? "" : "; what came instead: \(others)")
    }
  }
}
