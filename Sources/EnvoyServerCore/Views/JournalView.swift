public import BareJSON
import BareRuntime
import EnvoyProtocol
import KVChannelProtocol

extension JournalEntry {
  /// The entry for people and programs; 64-bit numbers are strings.
  public var json: JSONValue {
    var object: JSONObject = [
      "number": .string("\(number)"), "timeMilliseconds": .string("\(timeMilliseconds)"),
    ]
    if let connection { object.append("connection", .string("\(connection)")) }
    if let namespace { object.append("namespace", .string(namespace)) }
    for (name, value) in record.members { object.append(name, value) }
    return .object(object)
  }

  /// The actor that the entry is about; nil for none, or where the message does not name it.
  public var actor: String? {
    switch record {
    case .sqliteRefused(let actor, _), .kvRefused(let actor, _, _), .envoyKVRefused(let actor, _),
      .pagesRefused(let actor, _), .allocated(let actor, _, _), .settled(let actor, _),
      .lost(let actor), .takenOver(let actor, _, _), .tunnel(let actor, _, _),
      .sql(let actor, _):
      actor
    case .received(let message): message.actor
    case .sent(let message): message.json.flatMap(JournalMessage.actor)
    default: nil
    }
  }

  /// What the message is, as `ToRivetKvRequest`, or what the event is called where there is none.
  public var messageType: String? {
    switch record {
    case .received(let message), .sent(let message): message.name
    default: record.members.first?.1.stringValue
    }
  }
}

extension JournalMessage {
  /// Messages up to this size are shown decoded; larger ones by their size, since their pages or
  /// values would bury all else.
  static let shownByteCount = 65_536

  /// The message by its schema; nil where it is too large, or is none.
  var json: JSONValue? {
    guard bytes.count <= JournalMessage.shownByteCount else { return nil }
    return try? JournalMessage.codecs[schema]?[type]?.json(decoding: Bytes(bytes))
  }

  /// The actor that a message names, on any level.
  static func actor(_ json: JSONValue) -> String? {
    switch json {
    case .object(let object):
      if let actor = object["actorId"]?.stringValue { return actor }
      return object.members.lazy.compactMap { actor($0.value) }.first
    case .array(let values): return values.lazy.compactMap(actor).first
    default: return nil
    }
  }

  static let codecs: [String: [String: BareJSONCodec]] = [
    "envoy/v1": Envoy.V1.jsonCodecs, "envoy/v2": Envoy.V2.jsonCodecs,
    "envoy/v2-pr4673": Envoy.V2PR4673.jsonCodecs, "envoy/v3": Envoy.V3.jsonCodecs,
    "envoy/v4": Envoy.V4.jsonCodecs, "envoy/v5": Envoy.V5.jsonCodecs,
    "envoy/v6": Envoy.V6.jsonCodecs, "kv-channel/v1": KVChannel.V1.jsonCodecs,
  ]

  fileprivate var members: [(String, JSONValue)] {
    let hex: JSONValue? = bytes.count <= JournalMessage.shownByteCount ? .string(hexText) : nil
    return [
      ("schema", .string(schema)), ("type", .string(type)), ("name", .string(name)),
      ("byteCount", .number(JSONNumber(bytes.count))),
    ] + (json.map { [("message", $0)] } ?? []) + (hex.map { [("bytes", $0)] } ?? [])
  }

  var hexText: String { (try? Bytes(bytes))?.hex ?? "" }
}

extension JournalRecord {
  fileprivate var members: [(String, JSONValue)] {
    switch self {
    case .opened(let path): event("opened", ["path": .string(path)])
    case .accepted(let key, let schema):
      event("accepted", ["key": .string(key), "schema": .string(schema)])
    case .refused(let reason, let why):
      event("refused", ["reason": .string(reason.text), "why": .string(why)])
    case .ended(let reason): event("ended", ["reason": .string(reason.text)])
    case .closed: event("closed", [:])
    case .received(let message): event("received", JSONObject(message.members))
    case .sent(let message): event("sent", JSONObject(message.members))
    case .undecodable(let message, let why):
      event("undecodable", JSONObject(message.members + [("why", .string(why))]))
    case .text(let byteCount): event("text", ["byteCount": .number(JSONNumber(byteCount))])
    case .sqliteRefused(let actor, let refusal):
      event("sqlite-refused", ["actor": .string(actor), "why": .string("\(refusal)")])
    case .kvRefused(let actor, let code, let why):
      event(
        "kv-refused",
        ["actor": .string(actor), "code": .string(code.rawValue), "why": .string(why)])
    case .envoyKVRefused(let actor, let why):
      event("envoy-kv-refused", ["actor": .string(actor), "why": .string(why)])
    case .pagesRefused(let actor, let why):
      event("pages-refused", ["actor": .string(actor), "why": .string(why)])
    case .allocated(let actor, let generation, let key):
      event(
        "allocated",
        [
          "actor": .string(actor), "generation": .number(JSONNumber(generation)),
          "envoyKey": .string(key),
        ])
    case .settled(let actor, let rest):
      event("settled", ["actor": .string(actor), "state": .string(rest.rawValue)])
    case .lost(let actor): event("lost", ["actor": .string(actor)])
    case .takenOver(let actor, let generation, let takeover):
      event(
        "taken-over",
        [
          "actor": .string(actor), "generation": .string("\(generation)"),
          "orphanTxidCount": .number(JSONNumber(takeover.orphanTxidCount)),
          "orphanByteCount": .string("\(takeover.orphanByteCount)"),
        ])
    case .tunnel(let actor, let id, let event):
      self.event(
        "tunnel",
        JSONObject(
          [("actor", .string(actor)), ("tunnel", .string("\(id)"))] + event.members))
    case .sql(let actor, let event):
      self.event("sql", JSONObject([("actor", .string(actor))] + event.members))
    case .fault(let name): event("fault", ["name": .string(name)])
    case .faultFailed(let why): event("fault-failed", ["why": .string(why)])
    case .controlled(let control): event("controlled", ["control": .string(control.description)])
    case .controlRefused(let control, let refusal):
      event(
        "control-refused",
        ["control": .string(control.description), "why": .string("\(refusal)")])
    }
  }

  private func event(_ name: String, _ object: JSONObject) -> [(String, JSONValue)] {
    [("event", .string(name))] + object.members.map { ($0.key, $0.value) }
  }
}
