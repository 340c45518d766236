/// A connection that a server refused by a status of HTTP, where a scenario allows that.
final class RefusedConnection: ScenarioConnection {
  private let status: Int

  init(status: Int) { self.status = status }

  func send(_ message: [UInt8]) {}
  func send(text: String) {}
  func close(code: UInt16, reason: String) {}
  func drop() {}

  func next(timeoutMilliseconds: Int64) -> ScenarioArrival { .refused(status: status) }
}
