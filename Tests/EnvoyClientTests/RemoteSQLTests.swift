import BareRuntime
import EnvoyProtocol
import Testing

@testable import EnvoyClient

/// SQL for the server to run: messages in each version, and what nobody knows.
@Suite struct RemoteSQLTests {
  private static func request(_ command: RemoteSQLRequest.Command) -> ClientRequest {
    .sql(
      RemoteSQLRequest(namespace: "ns", actorID: "a", generation: 1 << 40, command: command))
  }

  private static let commands: [RemoteSQLRequest.Command] = [
    .exec("SELECT 1"), .execute(.init("SELECT ?", [.integer(1)])), .batch([.init("SELECT 1")]),
  ]

  private static func newest(_ message: [UInt8], _ version: Envoy.Version) throws
    -> Envoy.V6.ToRivet
  {
    let sent = try Envoy.Versioned.ToRivet(decoding: Bytes(message), version: version)
    guard case .v6(let message) = try sent.converted(to: .v6) else {
      throw ClientWorld.Unexpected("no v6")
    }
    return message
  }

  private static func message(
    _ reply: Envoy.V6.ToEnvoy, _ version: Envoy.Version
  ) throws -> [UInt8] {
    try Envoy.Versioned.ToEnvoy.v6(reply).converted(to: version).encoded()
  }

  @Test(
    "ENVOY-6.1: a request is the message of its version, and its reply comes value by value",
    arguments: [Envoy.Version.v4, .v5, .v6])
  func execute(_ version: Envoy.Version) throws {
    var world = try ClientWorld.connected(.envoy(version))
    let values: [RemoteSQLValue] = [
      .null, .integer(.min), .integer(.max), .real(3.5), .real(-0.0), .text("é\0"),
      .blob([0, 0xff]), .blob([]),
    ]
    let call = world.call(Self.request(.execute(.init("SELECT ?", values))))
    let sent = try Self.newest(try #require(world.takeSent().first), version)
    let bits: Bytes = [0x40, 0x0c, 0, 0, 0, 0, 0, 0]
    let params: [Envoy.V6.SqliteBindParam] = [
      .valueNull, .valueInteger(.init(value: .min)), .valueInteger(.init(value: .max)),
      .valueFloat(.init(value: bits)),
      .valueFloat(.init(value: [0x80, 0, 0, 0, 0, 0, 0, 0])), .valueText(.init(value: "é\0")),
      .valueBlob(.init(value: [0, 0xff])), .valueBlob(.init(value: [])),
    ]
    #expect(
      sent
        == .sqliteExecuteRequest(
          .init(
            requestId: 0,
            data: .init(
              namespaceId: "ns", actorId: "a", generation: 1 << 40, sql: "SELECT ?",
              params: params))))
    let row: [Envoy.V6.SqliteColumnValue] = [
      .valueNull, .valueInteger(.init(value: .min)), .valueInteger(.init(value: .max)),
      .valueFloat(.init(value: bits)),
      .valueFloat(.init(value: [0x80, 0, 0, 0, 0, 0, 0, 0])), .valueText(.init(value: "é\0")),
      .valueBlob(.init(value: [0, 0xff])), .valueBlob(.init(value: [])),
    ]
    world.receive(
      try Self.message(
        .sqliteExecuteResponse(
          .init(
            requestId: 0,
            data: .ok(
              .init(
                result: .init(columns: ["x"], rows: [row], changes: 2, lastInsertRowId: -1))))),
        version))
    let result = RemoteSQLResult(columns: ["x"], rows: [values], changes: 2, lastInsertRowID: -1)
    #expect(world.takeFinished() == [call: .success(.sql(.execute(result)))])
  }

  @Test("ENVOY-6.1: scripts and batches have messages and replies of their own")
  func execAndBatch() throws {
    var world = try ClientWorld.connected(.envoy(.v6))
    let exec = world.call(Self.request(.exec("SELECT 1")))
    let batch = world.call(
      Self.request(.batch([.init("SELECT 1"), .init("SELECT ?", [.null])])))
    let sent = try world.takeSent().map { try Self.newest($0, .v6) }
    #expect(
      sent == [
        .sqliteExecRequest(
          .init(
            requestId: 0,
            data: .init(
              namespaceId: "ns", actorId: "a", generation: 1 << 40, sql: "SELECT 1"))),
        .sqliteExecuteBatchRequest(
          .init(
            requestId: 1,
            data: .init(
              namespaceId: "ns", actorId: "a", generation: 1 << 40,
              statements: [
                .init(sql: "SELECT 1"), .init(sql: "SELECT ?", params: [.valueNull]),
              ]))),
      ])
    let rows: [[Envoy.V6.SqliteColumnValue]] = [[.valueNull]]
    world.receive(
      try Self.message(
        .sqliteExecuteBatchResponse(
          .init(
            requestId: 1,
            data: .ok(.init(results: [.init(columns: ["a"], rows: rows, changes: 0)])))), .v6))
    world.receive(
      try Self.message(
        .sqliteExecResponse(
          .init(requestId: 0, data: .ok(.init(result: .init(columns: ["b"], rows: rows))))), .v6))
    #expect(
      world.takeFinished() == [
        exec: .success(.sql(.exec(columns: ["b"], rows: [[.null]]))),
        batch: .success(.sql(.batch([RemoteSQLResult(columns: ["a"], rows: [[.null]])]))),
      ])
  }

  @Test("ENVOY-1.9: an error has group and code in one, and another kind of reply is no answer")
  func errors() throws {
    var world = try ClientWorld.connected(.envoy(.v6))
    let call = world.call(Self.request(.exec("x")))
    world.receive(
      try Self.message(
        .sqliteExecResponse(
          .init(
            requestId: 0,
            data: .errorResponse(.init(group: "actor", code: "overloaded", message: "full")))),
        .v6))
    let failure = world.takeFinished()[call]?.failure
    #expect(failure?.kind == .error && failure?.code == "actor.overloaded")
    #expect(failure?.message == "full" && failure?.isDefinite == true)
    let other = world.call(Self.request(.exec("x")))
    world.receive(
      try Self.message(
        .sqliteExecuteBatchResponse(.init(requestId: 1, data: .ok(.init(results: [])))), .v6))
    #expect(world.takeFinished()[other]?.failure?.kind == .protocol)
  }

  @Test("versions without such a message say so, and nothing is sent")
  func olderVersions() throws {
    for version in [Envoy.Version.v1, .v2, .v3, .v4, .v5] {
      var world = try ClientWorld.connected(.envoy(version))
      for (index, command) in Self.commands.enumerated() {
        let call = world.call(Self.request(command))
        let isThere = version.rawValue >= 4 && index < 2
        let failure = world.takeFinished()[call]?.failure
        #expect(world.takeSent().count == (isThere ? 1 : 0), "\(version) \(index)")
        #expect(failure?.kind == (isThere ? nil : .error))
        #expect(failure?.isDefinite == (isThere ? nil : true))
        if !isThere { #expect(failure?.message.contains("has no message for it") == true) }
      }
    }
    var channel = try ClientWorld.connected()
    let call = channel.call(Self.request(.exec("x")))
    #expect(channel.takeFinished()[call]?.failure?.kind == .error)
  }

  @Test("ENVOY-1.9: of SQL that was sent before the connection was lost nobody knows, at once")
  func lost() throws {
    var world = try ClientWorld.connected(.envoy(.v6))
    let calls = Self.commands.map { world.call(Self.request($0)) }
    let keys = world.call(.put("a"))
    world.lose()
    let finished = world.takeFinished()
    for (call, name) in zip(calls, ["exec", "execute", "execute_batch"]) {
      let failure = finished[call]?.failure
      #expect(failure?.kind == .indeterminate && failure?.isDefinite == false)
      #expect(
        failure?.message
          == "remote sqlite \(name) result is indeterminate after envoy disconnect")
    }
    #expect(finished[keys]?.failure?.kind == .closed)
    let late = world.call(Self.request(.exec("x")))
    let failure = world.takeFinished()[late]?.failure
    #expect(failure?.kind == .closed && failure?.isDefinite == true)
    _ = world.takeSent()
    world.advance(by: 1000)
    try world.connect()
    #expect(world.takeSent() == [])
  }

  @Test("ENVOY-1.9: without an answer in time nobody knows either")
  func late() throws {
    var world = try ClientWorld.connected(.envoy(.v6), timeout: 50)
    let call = world.call(Self.request(.exec("x")))
    world.advance(by: 50)
    let failure = world.takeFinished()[call]?.failure
    #expect(failure?.kind == .indeterminate && failure?.isDefinite == false)
    #expect(failure?.message.contains("50 ms") == true)
  }

  @Test("ENVOY-1.9: keys and SQL count their ids apart")
  func ids() throws {
    var world = try ClientWorld.connected(.envoy(.v6))
    _ = world.call(.put("a"))
    _ = world.call(Self.request(.exec("x")))
    _ = world.call(.put("a"))
    #expect(world.session.nextNumbers == [.keys: 2, .sql: 1])
  }
}
