/// How long things take between engine and envoy (`ENVOY-1.6`, `ENVOY-5.4`).
public struct EnvoyTimes: Hashable, Sendable {
  /// Between two pings, a random part up to ``pingJitterMilliseconds`` aside.
  public var pingIntervalMilliseconds: Int64 = 3000

  /// The most that is added to an interval, so that pings of many connections drift apart.
  public var pingJitterMilliseconds: Int64 = 127

  /// Without a pong for longer than this a connection is closed.
  public var pongTimeoutMilliseconds: Int64 = 15_000

  /// How long an envoy keeps its actors without a connection.
  public var envoyLostMilliseconds: Int64 = 15_000

  /// How long an actor may take to start.
  public var actorStartMilliseconds: Int64 = 30_000

  /// How long an actor may take to stop.
  public var actorStopMilliseconds: Int64 = 1_800_000

  /// How long an actor may take to begin a response, and to end one that comes in pieces.
  public var responseStartMilliseconds: Int64 = 300_000

  /// How long an actor may take to accept a WebSocket.
  public var webSocketOpenMilliseconds: Int64 = 15_000

  /// How long a message on a WebSocket that can hibernate may stay without acknowledgement.
  public var messageAckMilliseconds: Int64 = 30_000

  /// The usual times.
  public init() {}
}
