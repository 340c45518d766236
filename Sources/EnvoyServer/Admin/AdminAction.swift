import BareJSON
import EnvoyProtocol
import EnvoyServerCore

/// What the admin side is asked for.
enum AdminAction {
  case page
  case health
  case namespaces
  case namespace(String)
  case actors(namespace: String)
  case actor(ActorPlace, hasDigests: Bool)
  case connections
  case faults
  case journal(JournalFilter)
  case control(Control)

  /// A user's request or WebSocket, whose outcome is the answer.
  case use(ActorPlace, TunnelControl)
  case close(ConnectionID, code: UInt16, reason: String)
  case reset(ConnectionID)
  case stall(ConnectionID, milliseconds: Int64?)
  case advanceClock(milliseconds: Int64)
  case setClock(milliseconds: Int64)
  case shutdown

  /// Finds out what a request asks for.
  ///
  /// - Throws: no such path, or something in the body or the parameters.
  init(_ request: AdminRequest) throws(AdminRefusal) {
    switch (request.method, request.path.first ?? "", request.path.count) {
    case ("GET", "", 0): self = .page
    case ("GET", "health", 1): self = .health
    case ("GET", "connections", 1): self = .connections
    case ("GET", "faults", 1): self = .faults
    case ("POST", "faults", 1): self = .control(.addFault(try AdminAction.fault(request)))
    case ("DELETE", "faults", 1): self = .control(.removeFaults)
    case ("DELETE", "faults", 2): self = .control(.removeFault(request.path[1]))
    case ("GET", "journal", 1): self = .journal(try JournalFilter(request.target))
    case ("GET", "namespaces", 1): self = .namespaces
    case (_, "namespaces", 2): self = try .namespace(request)
    case ("GET", "namespaces", 3) where request.path[2] == "actors":
      self = .actors(namespace: request.path[1])
    case (_, "namespaces", 4) where request.path[2] == "actors": self = try .actor(request)
    case ("POST", "namespaces", 5) where request.path[2] == "actors":
      if let use = try AdminAction.use(request) {
        self = use
      } else {
        self = .control(try AdminAction.control(request))
      }
    case ("POST", "connections", 3): self = try .connection(request)
    case ("POST", "clock", 2) where request.path[1] == "advance":
      self = .advanceClock(milliseconds: try request.number("milliseconds"))
    case ("POST", "clock", 2) where request.path[1] == "set":
      self = .setClock(milliseconds: try request.number("milliseconds"))
    case ("POST", "restart", 1): self = .control(.restart)
    case ("POST", "drain", 1): self = .control(.drain)
    case ("POST", "shutdown", 1): self = .shutdown
    default: throw .unknown(request)
    }
  }

  private static func namespace(_ request: AdminRequest) throws(AdminRefusal) -> AdminAction {
    let name = request.path[1]
    switch request.method {
    case "GET": return .namespace(name)
    case "PUT": return .control(.declareNamespace(name))
    case "DELETE": return .control(.deleteNamespace(name))
    default: throw .unknown(request)
    }
  }

  private static func actor(_ request: AdminRequest) throws(AdminRefusal) -> AdminAction {
    let place = ActorPlace(namespace: request.path[1], actor: request.path[3])
    switch request.method {
    case "GET": return .actor(place, hasDigests: request.target["sha256"] != "false")
    case "PUT": return .control(.declareActor(place, try ActorDeclaration(request)))
    default: throw .unknown(request)
    }
  }

  /// What a user of an actor does; nil for what no user does.
  private static func use(_ request: AdminRequest) throws(AdminRefusal) -> AdminAction? {
    let place = ActorPlace(namespace: request.path[1], actor: request.path[3])
    switch request.path[4] {
    case "http": return .use(place, try .http(request))
    case "websocket": return .use(place, try .webSocket(request))
    default: return nil
    }
  }

  private static func control(_ request: AdminRequest) throws(AdminRefusal) -> Control {
    let place = ActorPlace(namespace: request.path[1], actor: request.path[3])
    switch request.path[4] {
    case "start": return .start(place, envoyKey: request.body["envoyKey"]?.stringValue)
    case "sleep": return .stop(place, .sleepIntent)
    case "stop": return .stop(place, try stopReason(request))
    case "alarm":
      let isCleared = request.body["milliseconds"]?.isNull ?? true
      return .setAlarm(
        place, timeMilliseconds: isCleared ? nil : try request.number("milliseconds"))
    case "bump-generation": return .bumpGeneration(place)
    case "compact": return .compact(place)
    case "quota": return .setQuota(place, byteCount: try request.number("bytes"))
    case "latency":
      return .setLatency(place, milliseconds: try request.number("milliseconds"))
    case "steal-lock": return .stealLock(place)
    default: throw .unknown(request)
    }
  }

  private static func fault(_ request: AdminRequest) throws(AdminRefusal) -> FaultRule {
    do throws(FaultRuleError) {
      return try FaultRule(json: request.body)
    } catch {
      throw .badRequest("\(error)")
    }
  }

  private static func stopReason(
    _ request: AdminRequest
  ) throws(AdminRefusal) -> Envoy.V6.StopActorReason {
    guard let reason = request.body["reason"] else { return .destroy }
    do throws(JSONMappingError) {
      return try Envoy.V6.StopActorReason(json: reason)
    } catch {
      throw .badRequest("`reason` in the body: \(error)")
    }
  }

  private static func connection(_ request: AdminRequest) throws(AdminRefusal) -> AdminAction {
    let name = request.path[1]
    guard name.hasPrefix("c"), let number = UInt64(name.dropFirst()) else {
      throw .notFound("no connection `\(name)`")
    }
    switch request.path[2] {
    case "reset": return .reset(ConnectionID(number))
    case "stall":
      let hasEnd = request.body["milliseconds"] != nil
      return .stall(
        ConnectionID(number), milliseconds: hasEnd ? try request.number("milliseconds") : nil)
    case "close":
      let code: UInt16 = request.body["code"] == nil ? 1011 : try request.number("code")
      let reason = request.body["reason"]?.stringValue ?? ""
      return .close(ConnectionID(number), code: code, reason: reason)
    default: throw .unknown(request)
    }
  }
}

extension AdminRefusal {
  fileprivate static func unknown(_ request: AdminRequest) -> AdminRefusal {
    .notFound(
      "no `\(request.method) \(request.target.path)` here; "
        + "`envoykit serve --help` lists what there is"
    )
  }
}
