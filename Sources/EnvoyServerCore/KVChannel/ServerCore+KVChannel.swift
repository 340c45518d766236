import BareRuntime
import KVChannelProtocol

extension ServerCore {
  /// Takes a client of the KV channel on, or refuses it (`KV-A4`).
  mutating func openChannel(_ connection: ConnectionID, _ target: RequestTarget) {
    do throws(KVChannelHello.Refusal) {
      let hello = try KVChannelHello(target, token: options.token)
      guard options.existence == .onDemand || namespaces[hello.namespace] != nil else {
        return refuse(
          connection, .namespaceNotFound, why: "no namespace `\(hello.namespace)`")
      }
      declareNamespace(hello.namespace)
      channelSessions[connection] = KVChannelSession(
        namespace: hello.namespace, lastPongMilliseconds: nowMilliseconds)
      record(.accepted(key: "", schema: ServerCore.channelSchema), on: connection)
      scheduleChannelPing(connection)
      disturbSocket(connection, in: hello.namespace)
    } catch {
      refuse(connection, error.reason, why: error.why)
    }
  }

  static let channelSchema = "kv-channel/v1"

  /// Closes a connection that is silent for too long, or pings it (`KV-A10`).
  mutating func pingChannel(_ connection: ConnectionID) {
    guard let session = channelSessions[connection] else { return }
    let silence = nowMilliseconds - session.lastPongMilliseconds
    guard silence <= options.kvChannel.pongTimeoutMilliseconds else {
      releaseAll(connection)
      return end(connection, .pongTimeout)
    }
    send(.ping(.init(ts: nowMilliseconds)), toChannel: connection)
    scheduleChannelPing(connection)
  }

  private mutating func scheduleChannelPing(_ connection: ConnectionID) {
    timers.schedule(
      .channelPing(connection),
      atMilliseconds: nowMilliseconds + options.kvChannel.pingIntervalMilliseconds)
  }

  /// Takes a message; what cannot be read is dropped without a word (`KV-A2`).
  mutating func receive(_ bytes: [UInt8], onChannel connection: ConnectionID) {
    guard let session = channelSessions[connection], !session.isDraining else { return }
    var message = JournalMessage(
      schema: ServerCore.channelSchema, type: "ToServer", bytes: bytes)
    do throws(BareError) {
      let decoded = try KVChannel.V1.ToServer(decoding: bytes)
      let names = decoded.faultNames
      message.actor = names.actor
      record(.received(message), on: connection)
      guard !faults.isEmpty else { return answer(decoded, on: connection) }
      applying(bytes, on: connection, in: session.namespace, names) {
        $0.answer(decoded, on: connection)
      }
    } catch {
      record(.undecodable(message, why: "\(error)"), on: connection)
      if options.isStrict { end(connection, .invalidPacket) }
    }
  }

  /// Does a request that was read before.
  mutating func apply(_ bytes: [UInt8], onChannel connection: ConnectionID) {
    guard let message = try? KVChannel.V1.ToServer(decoding: bytes) else { return }
    answer(message, on: connection)
  }

  private mutating func answer(_ message: KVChannel.V1.ToServer, on connection: ConnectionID) {
    guard let session = channelSessions[connection] else { return }
    switch message {
    case .pong: channelSessions[connection]?.lastPongMilliseconds = nowMilliseconds
    case .request(let request): take(request, of: connection, session)
    }
  }

  /// Lets a request wait for its turn. An open takes the actor from another connection at once, so
  /// that what that one still has waiting comes too late (`KV-A6`).
  private mutating func take(
    _ request: KVChannel.V1.ToServerRequest, of connection: ConnectionID,
    _ session: KVChannelSession
  ) {
    let place = ActorPlace(namespace: session.namespace, actor: request.actorId)
    let line = line(at: place)
    guard line.waitingCount(of: connection) < options.kvChannel.waitingRequestCount else {
      return reply(request.requestId, .failure(.backpressure), on: connection, place.actor)
    }
    let order = nextOrder
    nextOrder += 1
    let work: ActorLine.Work
    switch request.data {
    case .actorCloseRequest: work = .close(requestID: request.requestId)
    case .actorOpenRequest:
      let isTooMany =
        session.openActors.count >= options.kvChannel.openActorCount
        && !session.openActors.contains(place.actor)
      work = .open(requestID: request.requestId, isTooMany: isTooMany)
      let isHeldByOther = line.holder.map { $0.connection != connection } ?? false
      if options.kvChannel.lockProfile == .evict, isHeldByOther, !isTooMany {
        hold(place, by: connection, order: order)
      }
    default: work = .storage(requestID: request.requestId, request.data)
    }
    channelSessions[connection]?.pendingCount += 1
    enqueue(.init(connection: connection, order: order, work: work), at: place)
  }

  /// Answers a request, if there is anyone to answer.
  mutating func reply(
    _ requestID: UInt32,
    _ result: Result<KVChannel.V1.ResponseData, KVChannelRefusal>,
    on connection: ConnectionID, _ actor: String
  ) {
    let data: KVChannel.V1.ResponseData
    switch result {
    case .success(let response): data = response
    case .failure(let refusal):
      record(.kvRefused(actor: actor, refusal.code, why: refusal.message), on: connection)
      data = .errorResponse(.init(code: refusal.code.rawValue, message: refusal.message))
    }
    send(.response(.init(requestId: requestID, data: data)), toChannel: connection)
  }

  mutating func send(_ message: KVChannel.V1.ToClient, toChannel connection: ConnectionID) {
    guard channelSessions[connection] != nil else { return }
    do throws(BareError) {
      let bytes = try message.encoded()
      transmit(bytes, to: connection)
    } catch {
      end(connection, .internalError)
    }
  }

  /// Tells a client that the server goes, reads nothing more of it, and closes once all that it
  /// asked for is answered (`KV-A11`).
  mutating func drainChannel(_ connection: ConnectionID) {
    send(.close, toChannel: connection)
    channelSessions[connection]?.isDraining = true
    closeIfDrained(connection)
  }

  mutating func closeIfDrained(_ connection: ConnectionID) {
    guard let session = channelSessions[connection], session.isDraining,
      session.pendingCount == 0
    else { return }
    end(connection, .normal)
  }
}
