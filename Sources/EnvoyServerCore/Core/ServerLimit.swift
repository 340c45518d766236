public import BareJSON

/// A limit or a time of the server that can be set by its name.
public struct ServerLimit: Sendable {
  /// The name: `sqlite.commitByteCount`.
  public let name: String

  let get: @Sendable (ServerOptions) -> String

  /// Sets the value; false for a text that is none.
  let set: @Sendable (inout ServerOptions, String) -> Bool

  private init<Number: FixedWidthInteger & SendableMetatype>(
    _ name: String, _ path: WritableKeyPath<ServerOptions, Number> & Sendable
  ) {
    self.name = name
    get = { "\($0[keyPath: path])" }
    set = { options, text in
      guard let number = Number(text), number >= 0 else { return false }
      options[keyPath: path] = number
      return true
    }
  }

  /// All there are.
  public static let all: [ServerLimit] = [
    ServerLimit("sqlite.commitByteCount", \.sqlite.commitByteCount),
    ServerLimit("sqlite.storageByteCount", \.sqlite.storageByteCount),
    ServerLimit("sqlite.pagesPerReadCount", \.sqlite.pagesPerReadCount),
    ServerLimit("sqlite.stageCount", \.sqlite.stageCount),
    ServerLimit("remoteSQL.stepCount", \.remoteSQL.stepCount),
    ServerLimit("remoteSQL.resultByteCount", \.remoteSQL.resultByteCount),
    ServerLimit("remoteSQL.waitingRequestCount", \.remoteSQL.waitingRequestCount),
    ServerLimit("remoteSQL.runningCount", \.remoteSQL.runningCount),
    ServerLimit("kvChannel.openActorCount", \.kvChannel.openActorCount),
    ServerLimit("kvChannel.waitingRequestCount", \.kvChannel.waitingRequestCount),
    ServerLimit("kvChannel.storageByteCount", \.kvChannel.storageByteCount),
    ServerLimit("kvChannel.pingIntervalMilliseconds", \.kvChannel.pingIntervalMilliseconds),
    ServerLimit("kvChannel.pongTimeoutMilliseconds", \.kvChannel.pongTimeoutMilliseconds),
    ServerLimit("envoy.pingIntervalMilliseconds", \.envoyTimes.pingIntervalMilliseconds),
    ServerLimit("envoy.pingJitterMilliseconds", \.envoyTimes.pingJitterMilliseconds),
    ServerLimit("envoy.pongTimeoutMilliseconds", \.envoyTimes.pongTimeoutMilliseconds),
    ServerLimit("envoy.envoyLostMilliseconds", \.envoyTimes.envoyLostMilliseconds),
    ServerLimit("envoy.actorStartMilliseconds", \.envoyTimes.actorStartMilliseconds),
    ServerLimit("envoy.actorStopMilliseconds", \.envoyTimes.actorStopMilliseconds),
    ServerLimit("envoy.responseStartMilliseconds", \.envoyTimes.responseStartMilliseconds),
    ServerLimit("envoy.webSocketOpenMilliseconds", \.envoyTimes.webSocketOpenMilliseconds),
    ServerLimit("envoy.messageAckMilliseconds", \.envoyTimes.messageAckMilliseconds),
  ]
}

/// What cannot be set, and why.
public struct ServerLimitError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
}

extension ServerOptions {
  /// All limits and times by their names, as decimal strings.
  public var limits: JSONValue {
    .object(JSONObject(ServerLimit.all.map { ($0.name, .string($0.get(self))) }))
  }

  /// Sets limits and times by their names; those that are not named stay.
  ///
  /// - Throws: a name that there is not, or a value that is no number from 0 on. Nothing is set
  ///   then.
  public mutating func setLimits(_ json: JSONValue) throws(ServerLimitError) {
    guard let members = json.objectValue?.members else {
      throw ServerLimitError(description: "the limits are no JSON object")
    }
    var changed = self
    for member in members {
      guard let limit = ServerLimit.all.first(where: { $0.name == member.key }) else {
        throw ServerLimitError(
          description: "there is no limit `\(member.key)`; `--print-limits` lists what there is")
      }
      let text = member.value.stringValue ?? member.value.numberValue?.text ?? ""
      guard limit.set(&changed, text) else {
        throw ServerLimitError(
          description: "`\(limit.name)` is not a number from 0 on that fits")
      }
    }
    self = changed
  }
}
