public import EnvoyClient
import SocketIO
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A client with a socket and a clock: each call waits for its answer, from any thread. A thread of
/// its own answers pings and connects again.
public final class ClientConnection: Sendable {
  private struct State {
    var session: ClientSession
    var results: [ClientSession.Call: Result<ClientReply, ClientFailure>] = [:]

    /// Calls whose results nobody waits for.
    var ignored: Set<ClientSession.Call> = []
    var isClosed = false
  }

  private let state: Mutex<State>
  private let wake: WakePipe
  private let monitor = Monitor()
  private let thread: Mutex<LoopThread?>

  /// Begins to connect; calls fail until it is connected.
  ///
  /// - Throws: a system without pipes or threads left.
  public init(
    _ address: ClientAddress, _ dialect: ClientDialect,
    options: ClientSession.Options = ClientSession.Options()
  ) throws(SystemError) {
    state = Mutex(State(session: ClientSession(dialect, options: options)))
    wake = try WakePipe()
    thread = Mutex(nil)
    let socket = ClientSocket(address)
    let started = try LoopThread { [self] in run(socket) }
    thread.withLock { $0 = started }
  }

  /// Waits until it is connected.
  ///
  /// - Returns: whether it is, within so long.
  public func waitUntilOpen(timeoutMilliseconds: Int64) -> Bool {
    monitor.wait(timeoutMilliseconds: timeoutMilliseconds) {
      state.withLock { $0.session.isOpen || $0.isClosed }
    }
    return state.withLock { $0.session.isOpen }
  }

  /// Waits until it was connected so often, or is closed.
  ///
  /// - Returns: whether it was, within so long.
  func waitUntil(connectionCount: Int, timeoutMilliseconds: Int64) -> Bool {
    monitor.wait(timeoutMilliseconds: timeoutMilliseconds) {
      state.withLock { $0.session.connectionCount >= connectionCount || $0.isClosed }
    }
    return state.withLock { $0.session.connectionCount >= connectionCount }
  }

  /// How often it was connected; 0 before it is.
  public var connectionCount: Int { state.withLock { $0.session.connectionCount } }

  /// Makes a request, and waits for what comes of it.
  ///
  /// - Parameter connection: the ``connectionCount`` on which alone it may be made; nil for any.
  /// - Throws: why it was not done, as far as one can know.
  public func ask(
    _ request: ClientRequest, onConnection connection: Int? = nil
  ) throws(ClientFailure) -> ClientReply {
    try ask([request], onConnection: connection).get()
  }

  /// Makes requests in order, and waits for what comes of the last alone.
  public func ask(
    _ requests: [ClientRequest], onConnection connection: Int? = nil
  ) -> Result<ClientReply, ClientFailure> {
    precondition(!requests.isEmpty, "there is something to ask for")
    let call: ClientSession.Call? = state.withLock { state in
      let isMeant = connection == nil || connection == state.session.connectionCount
      guard isMeant, !state.isClosed else { return nil }
      let now = Self.nowMilliseconds
      let calls = requests.map { state.session.call($0, at: now) }
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
    var result: Result<ClientReply, ClientFailure>?
    monitor.wait(timeoutMilliseconds: nil) {
      result = state.withLock { $0.results.removeValue(forKey: call) }
      return result != nil
    }
    return result ?? .failure(ClientFailure(.closed, isDefinite: false, "the client is closed"))
  }

  /// Ends it; what waits fails. A second close does nothing.
  public func close() {
    state.withLock { state in
      state.isClosed = true
      state.session.close()
    }
    wake.signal()
    thread.withLock { thread in
      thread?.join()
      thread = nil
    }
  }

  private func run(_ socket: ClientSocket) {
    var isClosed = false
    while !isClosed {
      isClosed = state.withLock { state in
        Self.advance(&state, socket)
        return state.isClosed
      }
      monitor.signal()
      guard !isClosed else { break }
      let deadline = state.withLock { state in
        state.session.hasEffects ? 0 : state.session.deadlineMilliseconds
      }
      wake.wait(with: socket.file, timeoutMilliseconds: deadline.map { $0 - Self.nowMilliseconds })
    }
  }

  private static func advance(_ state: inout State, _ socket: ClientSocket) {
    let now = nowMilliseconds
    carryOut(&state, socket, now)
    while let arrival = socket.next() {
      switch arrival {
      case .connected: state.session.connected(at: now)
      case .message(let message): state.session.receive(message, at: now)
      case .lost(let code, let reason): lose(&state, code, reason, now)
      }
      carryOut(&state, socket, now)
    }
    state.session.advance(to: now)
    carryOut(&state, socket, now)
  }

  private static func carryOut(_ state: inout State, _ socket: ClientSocket, _ now: Int64) {
    while state.session.hasEffects {
      for effect in state.session.takeEffects() {
        switch effect {
        case .connect:
          do {
            try socket.connect()
          } catch {
            lose(&state, nil, "\(error)", now)
          }
        case .send(let message): socket.send(message)
        case .ready: break
        case .disconnect:
          socket.disconnect()
          lose(&state, nil, "", now)
        case .finish(let call, let result):
          if state.ignored.remove(call) == nil { state.results[call] = result }
        }
      }
    }
  }

  private static func lose(_ state: inout State, _ code: UInt16?, _ reason: String, _ now: Int64) {
    state.session.lost(
      code: code, reason: reason, at: now, jitter: Int64.random(in: 0...25))
  }

  private static var nowMilliseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
