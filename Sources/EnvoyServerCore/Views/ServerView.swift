public import BareJSON
import Digest

/// What the admin side shows of a server; 64-bit numbers are strings.
extension ServerCore {
  /// How much there is of everything.
  public var health: JSONValue {
    [
      "status": "ok", "seed": .string("\(options.seed)"),
      "profile": .string(options.profile.rawValue),
      "timeMilliseconds": .string("\(nowMilliseconds)"),
      "namespaceCount": .number(JSONNumber(namespaces.count)),
      "connectionCount": .number(JSONNumber(sessions.count + channelSessions.count)),
      "journalNumber": .string("\(journal.lastNumber)"),
    ]
  }

  /// The names of all namespaces.
  public var namespaceNames: [String] { namespaces.keys.sorted() }

  /// A namespace's actors and envoys; nil for none.
  public func namespaceView(_ name: String) -> JSONValue? {
    guard let namespace = namespaces[name] else { return nil }
    let envoys = namespace.envoys.sorted { $0.key < $1.key }.map { key, envoy -> JSONValue in
      [
        "key": .string(key), "connection": envoy.connection.map { .string("\($0)") } ?? .null,
        "isStopping": .bool(envoy.isStopping),
        "unacknowledgedCommandCount": .number(JSONNumber(envoy.commands.count)),
      ]
    }
    return [
      "name": .string(name),
      "actors": .array(namespace.actors.keys.sorted().map { .string($0) }),
      "envoys": .array(envoys),
    ]
  }

  /// The actors of a namespace, without their pages; nil for no namespace.
  public func actorViews(in namespace: String) -> JSONValue? {
    guard let actors = namespaces[namespace]?.actors else { return nil }
    let views = actors.keys.sorted().compactMap {
      actorView(ActorPlace(namespace: namespace, actor: $0), pages: .hidden)
    }
    return ["actors": .array(views)]
  }

  /// How much is shown of an actor's pages.
  public enum PageDetail: Hashable, Sendable {
    /// Nothing.
    case hidden

    /// Who wrote each.
    case writers

    /// Who wrote each, and the SHA-256 digest of its bytes.
    case digests
  }

  /// An actor; nil for none.
  public func actorView(_ place: ActorPlace, pages: PageDetail) -> JSONValue? {
    guard let actor = namespaces[place.namespace]?.actors[place.actor] else { return nil }
    let line = namespaces[place.namespace]?.lines[place.actor]
    return [
      "id": .string(place.actor), "state": .string(actor.state.name),
      "envoyKey": actor.assignment.map { .string($0.envoyKey) } ?? .null,
      "actorGeneration": .number(JSONNumber(actor.generation)),
      "alarmMilliseconds": actor.alarmMilliseconds.map { .string("\($0)") } ?? .null,
      "keyCount": .number(JSONNumber(actor.kv.entries.count)),
      "lock": line?.holder.map { .string("\($0.connection)") } ?? .null,
      "tunnels": .array(
        tunnels(in: place.namespace).filter { $0.actor == place.actor }.map(\.view)),
      "database": actor.database.map { $0.view(pages) } ?? .null,
    ]
  }

  /// All connections that were accepted, in the order in which they were opened.
  public var connectionViews: JSONValue {
    let envoys = sessions.map { id, session -> (ConnectionID, JSONValue) in
      (
        id,
        [
          "id": .string("\(id)"), "protocol": .string(session.hello.dialect.schemaName),
          "namespace": .string(session.hello.namespace), "envoyKey": .string(session.hello.key),
        ]
      )
    }
    let channels = channelSessions.map { id, session -> (ConnectionID, JSONValue) in
      (
        id,
        [
          "id": .string("\(id)"), "protocol": .string(ServerCore.channelSchema),
          "namespace": .string(session.namespace),
          "openActors": .array(session.openActors.sorted().map { .string($0) }),
        ]
      )
    }
    return .array((envoys + channels).sorted { $0.0 < $1.0 }.map(\.1))
  }
}

extension ActorState {
  fileprivate var name: String {
    switch self {
    case .idle: "idle"
    case .waiting: "waiting"
    case .asleep: "asleep"
    case .destroyed: "destroyed"
    case .assigned(let assignment):
      switch assignment.phase {
      case .starting: "starting"
      case .running: "running"
      case .stopping: "stopping"
      }
    }
  }
}

extension Tunnel {
  fileprivate var view: JSONValue {
    [
      "id": .string("\(id)"), "state": .string(state.name),
      "waitingCount": .number(JSONNumber(outgoing.count)),
      "waitingByteCount": .number(JSONNumber(outgoingByteCount)),
    ]
  }
}

extension SqliteDatabase {
  fileprivate func view(_ detail: ServerCore.PageDetail) -> JSONValue {
    let pages = detail == .hidden ? [] : storedPages.map { $0.page.view($0.number, detail) }
    return [
      "generation": .string("\(generation)"), "headTxid": .string("\(headTxid)"),
      "nextTxid": .string("\(nextTxid)"), "materializedTxid": .string("\(materializedTxid)"),
      "dbSizePages": .number(JSONNumber(pageCount)),
      "usedByteCount": .string("\(usedByteCount)"),
      "stages": .array(stageTxids.map { .string("\($0)") }), "pages": .array(pages),
    ]
  }
}

extension StoredPage {
  fileprivate func view(_ number: UInt32, _ detail: ServerCore.PageDetail) -> JSONValue {
    var object: JSONObject = [
      "pgno": .number(JSONNumber(number)), "generation": .string("\(generation)"),
      "txid": .string("\(txid)"),
    ]
    if detail == .digests { object.append("sha256", .string(SHA256.hex(of: bytes))) }
    return .object(object)
  }
}
