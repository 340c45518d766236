public import EnvoyClient
import SocketIO

/// A client with a socket and a clock: each call waits for its answer, from any thread. A thread of
/// its own answers pings and connects again.
public final class ClientConnection: ClientLink {
  private struct State {
    let driver: SocketSession
    var results: [ClientSession.Call: Result<ClientReply, ClientFailure>] = [:]

    /// Calls whose results nobody waits for.
    var ignored: Set<ClientSession.Call> = []
    var isClosed = false
    var thread: LoopThread?

    mutating func advance(to nowMilliseconds: Int64) {
      driver.advance(to: nowMilliseconds) { event in
        if case .finish(let call, let result) = event, ignored.remove(call) == nil {
          results[call] = result
        }
      }
    }
  }

  private let state: Monitor<State>
  private let wake: WakePipe
  private let clock = Stopwatch()

  /// Begins to connect; calls fail until it is connected.
  ///
  /// - Throws: a system without pipes or threads left.
  public init(
    _ address: ClientAddress, _ dialect: ClientDialect,
    options: ClientSession.Options = ClientSession.Options()
  ) throws(SystemError) {
    let session = ClientSession(dialect, options: options)
    state = Monitor(State(driver: SocketSession(session, address)))
    wake = try WakePipe()
    let thread = try LoopThread { [self] in run() }
    state.change { $0.thread = thread }
  }

  /// Waits until it is connected.
  ///
  /// - Returns: whether it is, within so long.
  public func waitUntilOpen(timeoutMilliseconds: Int64) -> Bool {
    state.wait(timeoutMilliseconds: timeoutMilliseconds) { state in
      state.driver.session.isOpen ? true : state.isClosed ? false : nil
    } ?? false
  }

  /// Waits until it was connected so often, or is closed.
  ///
  /// - Returns: whether it was, within so long.
  func waitUntil(connectionCount: Int, timeoutMilliseconds: Int64) -> Bool {
    state.wait(timeoutMilliseconds: timeoutMilliseconds) { state in
      state.driver.session.connectionCount >= connectionCount ? true : state.isClosed ? false : nil
    } ?? false
  }

  public var connectionCount: Int { state.change { $0.driver.session.connectionCount } }

  public var epochMilliseconds: Int64 { EpochTime.nowMilliseconds }

  public func ask(
    _ requests: [ClientRequest], onConnection connection: Int?
  ) -> Result<ClientReply, ClientFailure> {
    precondition(!requests.isEmpty, "there is something to ask for")
    let call: ClientSession.Call? = state.change { state in
      let isMeant = connection == nil || connection == state.driver.session.connectionCount
      guard isMeant, !state.isClosed else { return nil }
      let now = clock.nowMilliseconds
      let calls = requests.map { state.driver.session.call($0, at: now) }
      state.ignored.formUnion(calls.dropLast())
      return calls.last
    }
    guard let call else {
      return .failure(
        ClientFailure(
          .closed, isDefinite: true,
          "the connection was lost or closed since; nothing was sent"))
    }
    wake.signal()
    let result = state.wait(timeoutMilliseconds: nil) { $0.results.removeValue(forKey: call) }
    return result ?? .failure(ClientFailure(.closed, isDefinite: false, "the client is closed"))
  }

  /// Ends it; what waits fails. A second close does nothing.
  public func close() {
    let thread = state.change { state in
      state.isClosed = true
      state.driver.session.close()
      defer { state.thread = nil }
      return state.thread
    }
    wake.signal()
    thread?.join()
  }

  private func run() {
    var wait: (file: Int32, deadlineMilliseconds: Int64)?
    repeat {
      wait = state.change { state in
        state.advance(to: clock.nowMilliseconds)
        let deadline = state.driver.session.deadlineMilliseconds ?? Int64.max
        return state.isClosed ? nil : (state.driver.file, deadline)
      }
      guard let wait else { break }
      wake.wait(
        with: wait.file, timeoutMilliseconds: wait.deadlineMilliseconds - clock.nowMilliseconds)
    } while wait != nil
  }
}
