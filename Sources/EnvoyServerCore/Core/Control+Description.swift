extension Control: CustomStringConvertible {
  /// What is asked for in a line, as the journal and traces show it.
  public var description: String {
    switch self {
    case .declareNamespace(let name): "declare namespace `\(name)`"
    case .deleteNamespace(let name): "delete namespace `\(name)`"
    case .declareActor(let place, _): "declare \(place)"
    case .start(let place, let key): "start \(place)" + (key.map { " by envoy `\($0)`" } ?? "")
    case .stop(let place, let reason): "stop \(place): \(reason)"
    case .stealLock(let place): "steal the lock of \(place)"
    case .setAlarm(let place, let time?): "set the alarm of \(place) to \(time) ms"
    case .setAlarm(let place, nil): "clear the alarm of \(place)"
    case .setLatency(let place, let time): "set the latency of \(place) to \(time) ms"
    case .setQuota(let place, let count): "set the quota of \(place) to \(count) bytes"
    case .compact(let place): "compact \(place)"
    case .use(let place, let control, _): "\(control) through \(place)"
    case .bumpGeneration(let place): "bump the generation of \(place)"
    case .failNext(let place, let operation): "fail the next \(operation.rawValue) of \(place)"
    case .failNextRequest(let place): "fail the next request about keys of \(place)"
    case .addFault(let rule): "add fault `\(rule.name)`"
    case .removeFault(let name): "remove fault `\(name)`"
    case .removeFaults: "remove all faults"
    case .drain: "drain"
    case .restart: "restart"
    }
  }
}

extension ActorPlace: CustomStringConvertible {
  public var description: String { "`\(actor)` in `\(namespace)`" }
}

extension TunnelControl: CustomStringConvertible {
  /// What a user does, without the payload.
  public var description: String {
    switch self {
    case .request(let request): "\(request.method) \(request.path)"
    case .open(let path, _): "open a WebSocket at \(path)"
    case .send(let id, let bytes, _): "send \(bytes.count) bytes on WebSocket \(id)"
    case .close(let id, _, _): "close WebSocket \(id)"
    }
  }
}
