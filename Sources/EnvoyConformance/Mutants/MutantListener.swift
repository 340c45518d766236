import BareJSON

/// Clients that come, with a mutant in between: what they want, say and hear is changed.
final class MutantListener: ScenarioListener {
  private let listener: any ScenarioListener
  private let mutant: Mutant
  private let speech: ScenarioProtocol
  private let memory = MutantMemory()

  init(listener: any ScenarioListener, mutant: Mutant, speech: ScenarioProtocol) {
    self.listener = listener
    self.mutant = mutant
    self.speech = speech
  }

  var endpoint: String { listener.endpoint }
  var nowMilliseconds: Int64 { listener.nowMilliseconds }

  func accept(timeoutMilliseconds: Int64) throws -> (any ScenarioVisitor)? {
    guard let visitor = try listener.accept(timeoutMilliseconds: timeoutMilliseconds) else {
      return nil
    }
    memory.connectionCount += 1
    return MutantVisitor(visitor: visitor, mutant: mutant, speech: speech, memory: memory)
  }
}

private struct MutantVisitor: ScenarioVisitor {
  let visitor: any ScenarioVisitor
  let mutant: Mutant
  let speech: ScenarioProtocol
  let memory: MutantMemory

  var target: String { mutant.target(visitor.target, memory) }
  var subprotocols: [String] { mutant.isWithoutSubprotocol ? [] : visitor.subprotocols }

  func upgrade() throws -> any ScenarioConnection {
    MutantConnection(try visitor.upgrade(), speech, mutant, memory)
  }

  func refuse(status: UInt16) throws { try visitor.refuse(status: status) }
}

/// A client that is told, and tells, something else.
final class MutantDriver: ClientDriver {
  private let driver: any ClientDriver
  private let mutant: Mutant

  init(driver: any ClientDriver, mutant: Mutant) {
    self.driver = driver
    self.mutant = mutant
  }

  func call(_ operation: String, _ arguments: JSONValue) throws(TesteeSession.Fault) -> Int {
    try driver.call(operation, mutant.arguments(operation, arguments))
  }

  func check() throws(TesteeSession.Fault) { try driver.check() }

  func answer(
    to call: Int, timeoutMilliseconds: Int64
  ) throws(TesteeSession.Fault) -> ClientAnswer? {
    switch try driver.answer(to: call, timeoutMilliseconds: timeoutMilliseconds) {
    case .ok(let json)?: .ok(mutant.outcome(["ok": json])["ok"] ?? .null)
    case .failed(let json)?:
      mutant.outcome(["failed": json])["failed"].map { .failed($0) } ?? .ok(.null)
    case let other: other
    }
  }
}
