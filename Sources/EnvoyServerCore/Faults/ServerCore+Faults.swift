import BareJSON
import BareRuntime

/// Where rules take hold of messages. Without a rule, nothing of this costs anything.
extension ServerCore {
  /// The rules that hold, and how often each has happened.
  public var faultRules: [(rule: FaultRule, firedCount: Int)] { faults.rules }

  /// Lets rules take hold of a request before it is done.
  ///
  /// - Parameter apply: does the request.
  mutating func applying(
    _ bytes: [UInt8], on connection: ConnectionID, in namespace: String,
    _ names: (types: [String], actor: String?), _ apply: (inout ServerCore) -> Void
  ) {
    let context = FaultContext(namespace: namespace, actor: names.actor, types: names.types)
    var applyCount = 1
    for rule in fire(at: .beforeApply, context, on: connection) {
      switch rule.act {
      case .drop: applyCount = 0
      case .duplicate: applyCount = 2
      case .delay(let time):
        applyCount = 0
        postpone(.request(connection, bytes), milliseconds: time)
      case .answer(let json):
        applyCount = 0
        answer(json, requestID: nil, on: connection)
      default: disturb(rule, context, connection)
      }
    }
    request = context
    for _ in 0..<applyCount { apply(&self) }
    request = nil
  }

  /// Lets rules take hold of a message that is to be sent.
  mutating func transmit(_ bytes: [UInt8], to connection: ConnectionID) {
    guard !faults.isEmpty, let schema = outgoing(on: connection)?.schema else {
      return deliver(bytes, to: connection)
    }
    let name = MessageNames.outgoing(bytes, schema: schema)
    let namespace = namespace(of: connection) ?? ""
    var rules: [FaultRule] = []
    if let request {
      rules += fire(at: .afterApply, request, on: connection)
      rules += fire(
        at: .reply,
        FaultContext(
          namespace: namespace, actor: request.actor, types: request.types + [name]),
        on: connection)
    }
    let context = FaultContext(namespace: namespace, actor: request?.actor, types: [name])
    rules += fire(at: .frame, context, on: connection)
    var messages = [bytes]
    for rule in rules {
      messages = changed(messages, by: rule, request ?? context, connection)
    }
    for message in messages { deliver(message, to: connection) }
  }

  /// Lets rules take hold of a connection that was just opened.
  mutating func disturbSocket(_ connection: ConnectionID, in namespace: String) {
    guard !faults.isEmpty else { return }
    let context = FaultContext(namespace: namespace, types: [])
    for rule in fire(at: .socket, context, on: connection) { disturb(rule, context, connection) }
  }

  /// What is left of messages, or comes in their place.
  private mutating func changed(
    _ messages: [[UInt8]], by rule: FaultRule, _ context: FaultContext, _ connection: ConnectionID
  ) -> [[UInt8]] {
    switch rule.act {
    case .drop: return []
    case .duplicate: return messages + messages
    case .truncate(let count): return messages.map { Array($0.prefix(count)) }
    case .corrupt(let bit):
      return messages.map { message in
        var message = message
        if bit / 8 < message.count { message[bit / 8] ^= 1 << UInt8(bit % 8) }
        return message
      }
    case .delay(let time):
      for message in messages { postpone(.message(connection, message), milliseconds: time) }
      return []
    case .reorder:
      heldBack[connection, default: []] += messages
      return []
    case .slice(let count):
      for message in messages { deliver(message, pieceByteCount: count, to: connection) }
      return []
    case .answer(let json):
      answer(
        json, requestID: messages.first.flatMap { requestID(of: $0, connection) }, on: connection)
      return []
    case .close, .reset, .bumpGeneration:
      let isLost = rule.act != .bumpGeneration
      disturb(rule, context, connection)
      return isLost ? [] : messages
    }
  }

  /// Does what has nothing to do with a message's bytes.
  private mutating func disturb(
    _ rule: FaultRule, _ context: FaultContext, _ connection: ConnectionID
  ) {
    switch rule.act {
    case .close(let code): end(connection, CloseReason(code: code, text: "fault.\(rule.name)"))
    case .reset: reset(connection)
    case .bumpGeneration:
      guard let actor = context.actor else { return }
      take(.bumpGeneration(ActorPlace(namespace: context.namespace, actor: actor)))
    default: break
    }
  }

  private mutating func fire(
    at point: FaultRule.Point, _ context: FaultContext, on connection: ConnectionID
  ) -> [FaultRule] {
    let fired = faults.fire(at: point, context, using: &random)
    for rule in fired { record(.fault(rule.name), on: connection) }
    return fired
  }

  /// Sends another message, by its JSON, with the id of the request that it is to answer.
  private mutating func answer(_ text: String, requestID: JSONValue?, on connection: ConnectionID) {
    guard let (schema, type) = outgoing(on: connection), let json = try? JSONValue(parsing: text)
    else { return }
    let value = requestID.map { ServerCore.with($0, json) } ?? json
    do {
      guard let codec = JournalMessage.codecs[schema]?[type] else { return }
      deliver(try codec.bytes(encoding: value), to: connection)
    } catch {
      record(.faultFailed(why: "\(error)"), on: connection)
    }
  }

  /// The id in a reply.
  private func requestID(of message: [UInt8], _ connection: ConnectionID) -> JSONValue? {
    guard let (schema, type) = outgoing(on: connection) else { return nil }
    return JournalMessage(schema: schema, type: type, bytes: message).json?
      .objectValue?.members.first?.value["requestId"]
  }

  /// The value of a union whose member has an id, with another id.
  private static func with(_ requestID: JSONValue, _ json: JSONValue) -> JSONValue {
    guard let (name, value) = json.objectValue?.members.first.map({ ($0.key, $0.value) }),
      let object = value.objectValue
    else { return json }
    let others = object.members.filter { $0.key != "requestId" }.map { ($0.key, $0.value) }
    return .object([(name, .object(JSONObject([("requestId", requestID)] + others)))])
  }

  private mutating func postpone(_ item: PostponedItem, milliseconds: Int64) {
    postponed[nextOrder] = item
    timers.schedule(.postponed(nextOrder), atMilliseconds: nowMilliseconds + milliseconds)
    nextOrder += 1
  }

  /// Does what a rule put off.
  mutating func resume(_ order: UInt64) {
    switch postponed.removeValue(forKey: order) {
    case nil: break
    case .message(let connection, let bytes)?: deliver(bytes, to: connection)
    case .request(let connection, let bytes)?:
      if channelSessions[connection] == nil {
        apply(bytes, on: connection)
      } else {
        apply(bytes, onChannel: connection)
      }
    }
  }
}

/// What a rule put off.
enum PostponedItem: Hashable, Sendable {
  case request(ConnectionID, [UInt8])
  case message(ConnectionID, [UInt8])
}
