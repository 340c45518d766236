import BareJSON
import EnvoyServer

/// How much memory connections take that do nothing.
struct IdleConnections: CustomStringConvertible {
  /// Both ends are in this process, so a system that allows fewer than twice as many files gives
  /// fewer connections.
  private static let wantedCount = 10_000

  let count: Int
  let byteCount: Int

  static func measure() throws -> IdleConnections {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let before = try ResidentMemory.byteCount()
    // The clients do not read, so what they are sent stays in the system's buffers.
    let idle = LoadGenerator.Workload(
      name: "idle", connectionCount: min(wantedCount, FileLimit.count / 2 - 100), answerTag: 0,
      answerByteCount: 0, request: { _, _ in [] })
    var load = try LoadGenerator(
      idle, port: server.port, target: { _ in "/kv/connect?namespace=idle&protocol_version=1" })
    defer { load.end() }
    return IdleConnections(
      count: idle.connectionCount, byteCount: try ResidentMemory.byteCount() - before)
  }

  var description: String {
    "\(count) idle connections, both ends: \(byteCount / 1_000_000) MB"
  }

  var json: JSONValue {
    ["count": .number(JSONNumber(count)), "byteCount": .string("\(byteCount)")]
  }
}
