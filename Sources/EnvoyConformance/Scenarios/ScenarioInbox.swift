import BareJSON

/// What came on a connection and was not waited for yet.
///
/// Servers keep an order only within a group, such as the requests about one actor; so a message
/// that is waited for may have others before it, which stay.
final class ScenarioInbox {
  let connection: any ScenarioConnection
  private let speech: ScenarioProtocol
  private let answersPings: Bool
  private let trace: (String) -> Void
  private let now: () -> Int64
  private var waiting: [JSONValue] = []
  private(set) var end: ScenarioArrival?

  init(
    _ connection: any ScenarioConnection, _ speech: ScenarioProtocol, answersPings: Bool,
    now: @escaping () -> Int64, trace: @escaping (String) -> Void
  ) {
    self.now = now
    self.connection = connection
    self.speech = speech
    self.answersPings = answersPings
    self.trace = trace
  }

  /// How long one that fits is waited for once something came that is nearly it.
  private static let soonMilliseconds: Int64 = 500

  /// The first message that is meant; nil where none comes, or only one that is nearly it.
  func take(
    timeoutMilliseconds: Int64, where isMeant: (JSONValue) -> Bool,
    orNearly isNear: (JSONValue) -> Bool
  ) throws -> JSONValue? {
    if let index = waiting.firstIndex(where: isMeant) { return waiting.remove(at: index) }
    var end = now() + timeoutMilliseconds
    if waiting.contains(where: isNear) { end = min(end, now() + Self.soonMilliseconds) }
    while let message = try receive(byMilliseconds: end) {
      if isMeant(message) { return message }
      waiting.append(message)
      if isNear(message) { end = min(end, now() + Self.soonMilliseconds) }
    }
    return nil
  }

  /// The next message that is not harmless; nil where none comes.
  func next(timeoutMilliseconds: Int64) throws -> JSONValue? {
    let end = now() + timeoutMilliseconds
    while true {
      if !waiting.isEmpty {
        let message = waiting.removeFirst()
        if !speech.isHarmless(message) { return message }
        continue
      }
      guard let message = try receive(byMilliseconds: end) else { return nil }
      if !speech.isHarmless(message) { return message }
    }
  }

  /// What came and waits, of a kind and a request that are meant, so that it can be said how it
  /// differs.
  func waitingMessage(like expected: JSONValue) -> JSONValue? {
    waiting.firstIndex { Self.isMeant($0, by: expected) }.map { waiting.remove(at: $0) }
  }

  /// What came and nobody waited for, harmless messages aside.
  var unexpected: [JSONValue] { waiting.filter { !speech.isHarmless($0) } }

  /// Waits for the end of the connection.
  func waitForEnd(timeoutMilliseconds: Int64) throws -> ScenarioArrival? {
    let lastMilliseconds = now() + timeoutMilliseconds
    while let message = try receive(byMilliseconds: lastMilliseconds) { waiting.append(message) }
    return end
  }

  /// The next message; nil where none comes by a time, however many pings come until then.
  private func receive(byMilliseconds last: Int64) throws -> JSONValue? {
    guard end == nil else { return nil }
    switch try connection.next(timeoutMilliseconds: max(0, last - now())) {
    case .nothing: return nil
    case .message(let bytes):
      let message = try speech.decode(bytes)
      trace("-> \(message.compactText)")
      if answersPings, let pong = speech.pong(to: message) {
        try connection.send(try speech.encode(pong))
      }
      return message
    case .text(let text):
      trace("-> text \(text)")
      return ["text": .string(text)]
    case .closed(let code, let reason):
      trace("-> close \(code.map { "\($0)" } ?? "without a code") \(reason)")
      end = .closed(code: code, reason: reason)
      return nil
    case .reset:
      trace("-> reset")
      end = .reset
      return nil
    case .refused(let status):
      trace("-> status \(status)")
      end = .refused(status: status)
      return nil
    }
  }

  /// Whether a message is of the kind, and answers the request, that an expectation names.
  static func isMeant(_ message: JSONValue, by expected: JSONValue) -> Bool {
    guard let wanted = expected.objectValue?.first, let found = message.objectValue?.first else {
      return false
    }
    guard !wanted.key.hasPrefix("$") else { return true }
    guard wanted.key == found.key else { return false }
    guard let id = wanted.value["requestId"], let met = found.value["requestId"] else {
      return true
    }
    return id == met
  }
}
