public import BareJSON

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

  /// An actor; nil for none.
  public func actorView(_ place: ActorPlace) -> JSONValue? {
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
      "database": actor.database.map(\.view) ?? .null,
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
  fileprivate var view: JSONValue {
    let pages = storedPages.map { number, page -> JSONValue in
      [
        "pgno": .number(JSONNumber(number)), "generation": .string("\(page.generation)"),
        "txid": .string("\(page.txid)"),
      ]
    }
    return [
      "generation": .string("\(generation)"), "headTxid": .string("\(headTxid)"),
      "nextTxid": .string("\(nextTxid)"), "materializedTxid": .string("\(materializedTxid)"),
      "dbSizePages": .number(JSONNumber(pageCount)),
      "usedByteCount": .string("\(usedByteCount)"),
      "stages": .array(stageTxids.map { .string("\($0)") }), "pages": .array(pages),
    ]
  }
}
