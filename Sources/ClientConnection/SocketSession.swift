package import EnvoyClient

/// A session with its socket: carries out what the one wants by the other, and tells the rest. It
/// belongs to one thread at a time.
package final class SocketSession {
  /// What whoever uses it has to know.
  package enum Event {
    /// Requests can be made, for the first time.
    case ready

    /// A request has come to an end.
    case finish(ClientSession.Call, Result<ClientReply, ClientFailure>)

    /// The server ended it for good, and why.
    case ended(String)
  }

  /// The session, to make requests of.
  package var session: ClientSession

  private let socket: ClientSocket

  package init(_ session: ClientSession, _ address: ClientAddress) {
    self.session = session
    socket = ClientSocket(address)
  }

  /// The file to wait on; -1 for none.
  package var file: Int32 { socket.file }

  /// Takes what came, and lets time pass.
  package func advance(to nowMilliseconds: Int64, _ tell: (Event) -> Void) {
    carryOut(at: nowMilliseconds, tell)
    while let arrival = socket.next() {
      switch arrival {
      case .connected: session.connected(at: nowMilliseconds)
      case .message(let message): session.receive(message, at: nowMilliseconds)
      case .lost(let code, let reason): lose(code, reason, at: nowMilliseconds, tell)
      }
      carryOut(at: nowMilliseconds, tell)
    }
    session.advance(to: nowMilliseconds)
    carryOut(at: nowMilliseconds, tell)
  }

  /// Carries out what the session wants; requests that are made meanwhile are among it.
  package func carryOut(at nowMilliseconds: Int64, _ tell: (Event) -> Void) {
    while session.hasEffects {
      for effect in session.takeEffects() { carryOut(effect, at: nowMilliseconds, tell) }
    }
  }

  private func carryOut(
    _ effect: ClientSession.Effect, at nowMilliseconds: Int64, _ tell: (Event) -> Void
  ) {
    switch effect {
    case .connect:
      do {
        try socket.connect()
      } catch {
        lose(nil, "\(error)", at: nowMilliseconds, tell)
      }
    case .send(let message): socket.send(message)
    case .ready: tell(.ready)
    case .disconnect:
      socket.disconnect()
      lose(nil, "", at: nowMilliseconds, tell)
    case .finish(let call, let result): tell(.finish(call, result))
    }
  }

  private func lose(
    _ code: UInt16?, _ reason: String, at nowMilliseconds: Int64, _ tell: (Event) -> Void
  ) {
    session.lost(
      code: code, reason: reason, at: nowMilliseconds, jitter: Int64.random(in: 0...25))
    if session.isEnded { tell(.ended(reason)) }
  }
}
