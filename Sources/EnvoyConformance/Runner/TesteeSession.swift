import BareJSON

/// A conversation with one testee.
final class TesteeSession {
  /// The most requests that wait for replies at a time; replies may come in any order.
  static let maximumRequestsInFlight = 32

  /// Why a testee is no longer worth talking to.
  struct Fault: Error {
    let message: String
  }

  private let child: ChildProcess
  private let timeoutMilliseconds: Int32
  private var nextSequence = 1
  private var indexBySequence: [Int: Int] = [:]
  private var early: [Int: TesteeReply] = [:]
  private var isHanging = false

  /// Starts a testee that has so long for each reply.
  ///
  /// - Throws: ``Fault`` where the command cannot be started.
  init(command: [String], timeoutMilliseconds: Int32) throws(Fault) {
    self.timeoutMilliseconds = timeoutMilliseconds
    do {
      child = try ChildProcess(command: command)
    } catch {
      throw Fault(message: "`\(command.joined(separator: " "))` does not start: \(error)")
    }
  }

  /// Asks who it is.
  ///
  /// - Throws: ``Fault`` where it does not say.
  func hello(runner: String) throws(Fault) -> TesteeIdentity {
    var identity: TesteeIdentity?
    let request: JSONObject = [
      "cmd": "hello", "protocol": 1, "runner": .string(runner), "suite": "1.0",
    ]
    try exchange([request]) { _, reply in
      if case .hello(let met) = reply { identity = met }
    }
    guard let identity else { throw Fault(message: "the reply to `hello` is something else") }
    return identity
  }

  /// Sends requests and hands out each reply with the index of its request.
  ///
  /// - Throws: ``Fault`` where the testee dies, is silent for too long, or breaks the protocol.
  func exchange(
    _ requests: [JSONObject], onReply: (Int, TesteeReply) -> Void
  ) throws(Fault) {
    var sentCount = 0
    while sentCount < requests.count || !indexBySequence.isEmpty {
      while sentCount < requests.count, indexBySequence.count < Self.maximumRequestsInFlight {
        send(requests[sentCount], index: sentCount)
        sentCount += 1
      }
      for line in try nextLines(timeoutMilliseconds) { try take(line, onReply) }
    }
  }

  /// Sends a request without waiting for its reply; says by which number that is known.
  ///
  /// - Throws: ``Fault`` where the testee does not read it.
  func post(_ request: JSONObject) throws(Fault) -> Int {
    let sequence = nextSequence
    send(request, index: sequence)
    while !child.lines.isFlushed {
      switch child.lines.step(timeoutMilliseconds: timeoutMilliseconds) {
      case .progress: continue
      case .lines(let lines): try takeEarly(lines)
      case .end: throw Self.ended
      case .silence, .lineTooLong:
        isHanging = true
        throw Fault(message: "it does not read a request within \(timeoutMilliseconds) ms")
      }
    }
    return sequence
  }

  /// The reply to a request that was posted; nil where none comes for so long.
  ///
  /// - Throws: ``Fault`` where the testee dies or breaks the protocol.
  func reply(to sequence: Int, timeoutMilliseconds: Int32) throws(Fault) -> TesteeReply? {
    while early[sequence] == nil {
      guard let lines = try someLines(timeoutMilliseconds) else { return nil }
      try takeEarly(lines)
    }
    return early.removeValue(forKey: sequence)
  }

  /// Takes replies that came early.
  ///
  /// - Throws: ``Fault`` where the testee has died, or breaks the protocol.
  func check() throws(Fault) {
    guard let lines = try someLines(0) else { return }
    try takeEarly(lines)
  }

  /// Ends the conversation; says how the process ended.
  @discardableResult
  func finish() -> String {
    child.finish(withinMilliseconds: isHanging ? 0 : timeoutMilliseconds)
  }

  private func send(_ request: JSONObject, index: Int) {
    var object = JSONObject([("seq", .number(JSONNumber(nextSequence)))])
    for member in request { object.append(member.key, member.value) }
    child.lines.queue(JSONValue.object(object).compactBytes())
    indexBySequence[nextSequence] = index
    nextSequence += 1
  }

  private func nextLines(_ timeoutMilliseconds: Int32) throws(Fault) -> [[UInt8]] {
    if let lines = try someLines(timeoutMilliseconds) { return lines }
    isHanging = true
    throw Fault(message: "no reply for \(timeoutMilliseconds) ms")
  }

  private static var ended: Fault {
    Fault(message: "it closed its output with requests unanswered")
  }

  /// Silence is measured from the last byte either way, so a long line may take its time.
  private func someLines(_ timeoutMilliseconds: Int32) throws(Fault) -> [[UInt8]]? {
    while true {
      switch child.lines.step(timeoutMilliseconds: timeoutMilliseconds) {
      case .progress: continue
      case .lines(let lines): return lines
      case .silence: return nil
      case .end: throw Self.ended
      case .lineTooLong:
        isHanging = true
        throw Fault(message: "a line is longer than \(DuplexLines.maximumLineByteCount) bytes")
      }
    }
  }

  private func takeEarly(_ lines: [[UInt8]]) throws(Fault) {
    for line in lines { try take(line) { early[$0] = $1 } }
  }

  private func take(_ line: [UInt8], _ onReply: (Int, TesteeReply) -> Void) throws(Fault) {
    do {
      let (sequence, reply) = try TesteeReply.read(try JSONValue(parsing: line))
      guard let index = indexBySequence.removeValue(forKey: sequence) else {
        throw Fault(message: "a reply with `seq` \(sequence), which nobody asked for")
      }
      onReply(index, reply)
    } catch let fault as Fault {
      isHanging = true
      throw fault
    } catch {
      isHanging = true
      throw Fault(
        message: "a line that is no reply: \(Self.shortened(line)): \(error); "
          + "an example of one: {\"seq\":2,\"bytes\":\"00\"}")
    }
  }

  private static func shortened(_ line: [UInt8]) -> String {
    let shownByteCount = 120
    let text = String(decoding: line.prefix(shownByteCount), as: UTF8.self)
    return line.count > shownByteCount ? text + "…" : text
  }
}
