import BareJSON

/// A connection with a mutant in between; what it cannot read it leaves alone.
final class MutantConnection: ScenarioConnection {
  private let connection: any ScenarioConnection
  private let speech: ScenarioProtocol
  private let mutant: Mutant
  private let memory: MutantMemory
  private var waiting: [ScenarioArrival] = []

  init(
    _ connection: any ScenarioConnection, _ speech: ScenarioProtocol, _ mutant: Mutant,
    _ memory: MutantMemory
  ) {
    self.connection = connection
    self.speech = speech
    self.mutant = mutant
    self.memory = memory
    waiting = mutant.opening(memory).compactMap {
      (try? speech.encodeJudged($0)).map { .message($0) }
    }
  }

  func send(_ message: [UInt8]) throws {
    guard let json = try? speech.decodeOwn(message) else {
      return try mutant.breaksOffAtNoise ? connection.drop() : connection.send(message)
    }
    let (told, said) = mutant.request(json, memory)
    for request in told { try connection.send(try speech.encode(request)) }
    waiting += try said.map { .message(try speech.encodeJudged($0)) }
  }

  func send(text: String) throws { try connection.send(text: text) }
  func close(code: UInt16, reason: String) throws {
    let changed = speech.judged == .client ? mutant.close(code, reason) : (code, reason)
    try connection.close(code: changed.0 ?? code, reason: changed.1)
  }
  func drop() { connection.drop() }

  func next(timeoutMilliseconds: Int64) throws -> ScenarioArrival {
    while waiting.isEmpty {
      let arrival = try connection.next(timeoutMilliseconds: timeoutMilliseconds)
      switch arrival {
      case .message(let bytes):
        guard let json = try? speech.decode(bytes) else { return arrival }
        waiting += try mutant.reply(json, memory).map { .message(try speech.encodeJudged($0)) }
      case .closed(let code, let reason) where speech.judged == .server:
        let changed = mutant.close(code, reason)
        return .closed(code: changed.code, reason: changed.reason)
      default: return arrival
      }
    }
    return waiting.removeFirst()
  }
}
