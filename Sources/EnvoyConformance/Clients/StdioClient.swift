import BareJSON

/// A client that is told what to do over its standard input.
final class StdioClient: ClientDriver {
  /// Who it says it is.
  let identity: TesteeIdentity

  private let session: TesteeSession
  private var waiting: Set<Int> = []

  /// Starts a command.
  ///
  /// - Throws: a command that does not start, or is no testee of the tier `client`.
  init(command: [String], timeoutMilliseconds: Int32) throws(TesteeSession.Fault) {
    session = try TesteeSession(command: command, timeoutMilliseconds: timeoutMilliseconds)
    do throws(TesteeSession.Fault) {
      identity = try session.hello(runner: "envoykit")
    } catch {
      throw TesteeSession.Fault(message: "\(error.message); it ended with \(session.finish())")
    }
    guard identity.tiers.contains("client") else {
      throw TesteeSession.Fault(
        message: "`\(identity.name)` does not offer the tier `client`, but "
          + identity.tiers.sorted().joined(separator: ", "))
    }
  }

  func call(_ operation: String, _ arguments: JSONValue) throws(TesteeSession.Fault) -> Int {
    let call = try session.post(["cmd": "client", "op": .string(operation), "args": arguments])
    waiting.insert(call)
    return call
  }

  func check() throws(TesteeSession.Fault) { try session.check() }

  func answer(
    to call: Int, timeoutMilliseconds: Int64
  ) throws(TesteeSession.Fault) -> ClientAnswer? {
    let reply = try session.reply(
      to: call, timeoutMilliseconds: Int32(clamping: timeoutMilliseconds))
    guard let reply else { return nil }
    waiting.remove(call)
    switch reply {
    case .ok(let json): return .ok(json)
    case .failed(let json): return .failed(json)
    case .skip(let reason): return .skip(reason)
    case .fault(let message): return .fault(message)
    case .hello, .value, .bytes, .reject, .unsupported:
      throw TesteeSession.Fault(
        message: "expected `ok`, `failed`, `skip` or `fault` of a client, got another reply")
    }
  }

  /// Has the client closed, so that the next scenario finds nothing of this one.
  ///
  /// - Throws: where it leaves a call unanswered.
  func reset(timeoutMilliseconds: Int64) throws(TesteeSession.Fault) {
    _ = try call("close", [:])
    for call in waiting.sorted() {
      guard try answer(to: call, timeoutMilliseconds: timeoutMilliseconds) != nil else {
        throw TesteeSession.Fault(
          message: "no answer to a call within \(timeoutMilliseconds) ms of `close`")
      }
    }
  }

  /// Ends it; says how.
  @discardableResult
  func finish() -> String { session.finish() }
}
