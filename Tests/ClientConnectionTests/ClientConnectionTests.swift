import BareRuntime
import EnvoyClient
import EnvoyServer
import Foundation
import Testing

@testable import ClientConnection

/// A client with a socket, against our own server in the same process.
@Suite struct ClientConnectionTests {
  private static let wait: Int64 = 10_000

  private static func connect(
    _ server: ReferenceServer, _ dialect: ClientDialect = .channel, namespace: String = "n"
  ) throws -> ClientConnection {
    var options = ClientSession.Options()
    options.reconnectMilliseconds = 10
    let address = try #require(
      ClientAddress(
        "ws://127.0.0.1:\(server.port)", dialect, namespace: namespace, envoyKey: "key"))
    let connection = try ClientConnection(address, dialect, options: options)
    #expect(connection.waitUntilOpen(timeoutMilliseconds: wait))
    return connection
  }

  @Test(
    "what is put is got, over the channel and as an envoy",
    arguments: [
      ClientDialect.channel, .envoy(.v1), .envoy(.v2), .envoy(.v6),
    ])
  func keys(_ dialect: ClientDialect) throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let connection = try Self.connect(server, dialect)
    defer { connection.close() }
    if dialect == .channel { #expect(try connection.ask(.openActor(id: "a")) == .done) }
    let (key, value) = (try Bytes([1, 2]), try Bytes([3]))
    #expect(try connection.ask(.put(actorID: "a", keys: [key], values: [value])) == .done)
    #expect(
      try connection.ask(.get(actorID: "a", keys: [try Bytes([9]), key])) == .values([nil, value]))
  }

  @Test("calls of many threads each get their own answer")
  func threads() async throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let connection = try Self.connect(server)
    defer { connection.close() }
    let answers = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask {
          let actorID = "actor-\(number)"
          guard let key = try? Bytes([UInt8(number)]) else { return false }
          let calls: [ClientRequest] = [
            .openActor(id: actorID), .put(actorID: actorID, keys: [key], values: [key]),
          ]
          guard (try? connection.ask(calls).get()) == .done else { return false }
          return (try? connection.ask(.get(actorID: actorID, keys: [key]))) == .values([key])
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers == [Bool](repeating: true, count: 64))
  }

  @Test("a call on a connection that was lost since is not made, and others are")
  func anotherConnection() throws {
    let first = try ReferenceServer.start()
    let connection = try Self.connect(first)
    defer { connection.close() }
    let count = connection.connectionCount
    #expect(count == 1)
    first.stop()
    var configuration = ServerConfiguration()
    configuration.port = first.port
    let second = try ReferenceServer.start(configuration)
    defer { second.stop() }
    #expect(connection.waitUntil(connectionCount: 2, timeoutMilliseconds: Self.wait))
    let failure = #expect(throws: ClientFailure.self) {
      _ = try connection.ask([.openActor(id: "a")], onConnection: count).get()
    }
    #expect(failure?.kind == .closed)
    #expect(failure?.isDefinite == true)
    #expect(try connection.ask(.openActor(id: "a")) == .done)
  }

  @Test("after a close every call fails at once, and a second close does nothing")
  func closed() throws {
    let server = try ReferenceServer.start()
    defer { server.stop() }
    let connection = try Self.connect(server)
    connection.close()
    connection.close()
    let failure = #expect(throws: ClientFailure.self) {
      _ = try connection.ask([.openActor(id: "a")]).get()
    }
    #expect(failure?.kind == .closed)
    #expect(!connection.waitUntilOpen(timeoutMilliseconds: Self.wait))
  }

  @Test("a base may end in the path of a protocol, and other texts are no address")
  func addresses() throws {
    func target(_ endpoint: String) -> String? {
      ClientAddress(endpoint, .channel, namespace: "a b", envoyKey: "k")?.target
    }
    let expected = "/kv/connect?namespace=a%20b&protocol_version=1"
    for end in ["", "/", "/kv/connect", "/envoys/connect", "/kv/connect/"] {
      #expect(target("ws://127.0.0.1:1\(end)") == expected, "\(end)")
    }
    #expect(target("ws://127.0.0.1:1/base/") == "/base" + expected)
    for text in ["", "127.0.0.1:1", "ws://127.0.0.1", "ws://127.0.0.1:x", "ws://127.0.0.1:70000"] {
      #expect(target(text) == nil, "\(text)")
    }
  }
}
