import BareJSON
import BareRuntime
import EnvoyProtocol
import Foundation
import Testing

@testable import EnvoyServerCore

/// Things that go wrong on purpose.
@Suite struct FaultTests {
  private var world = World()
  private let database: Database

  init() throws {
    database = Database(connection: world.connect())
    _ = try database.start(&world)
    _ = world.take(database.connection)
  }

  private mutating func add(_ text: String) throws {
    world.handle(.control(.addFault(try FaultRule(json: try JSONValue(parsing: text)))))
  }

  /// Sends a commit, and takes all that comes back.
  private mutating func commit(head: UInt64, fill: UInt8 = 1) throws -> [[UInt8]] {
    let request = Envoy.V2.ToRivetSqliteCommitRequest(
      requestId: 77,
      data: .init(
        actorId: "a1", generation: 1, expectedHeadTxid: head,
        dirtyPages: [.init(pgno: 1, bytes: try Bytes(page(fill)))], newDbSizePages: 1))
    world.handle(
      .message(
        database.connection, try Envoy.V2.ToRivet.sqliteCommitRequest(request).encoded()))
    return world.take(database.connection)
  }

  private var head: UInt64? {
    world.core.namespaces["ns"]?.actors["a1"]?.database?.headTxid
  }

  @Test("a reply is lost after its commit was done")
  mutating func lostReply() throws {
    try add(
      #"""
      {"name": "lose", "when": {"type": "SqliteCommitRequest", "actor": "a1", "nth": 2},
       "at": "after-apply", "do": "drop"}
      """#)
    #expect(try commit(head: 0).count == 1)
    #expect(try commit(head: 1).count == 0)
    #expect(head == 2)
    #expect(try commit(head: 2).count == 1)
    let fired = world.core.journal.entries.count { $0.record == .fault("lose") }
    #expect(fired == 1)
    #expect(world.core.faultRules.map(\.firedCount) == [1])
  }

  @Test("a request is lost before it is done, as often as the rule says")
  mutating func lostRequest() throws {
    try add(
      #"{"name": "lose", "when": {"type": "*"}, "at": "before-apply", "do": "drop", "times": "2"}"#)
    for _ in 0..<2 { #expect(try commit(head: 0).count == 0) }
    #expect(head == 0)
    #expect(try commit(head: 0).count == 1)
  }

  @Test("a request that is done twice is answered twice, the second time with a fence")
  mutating func duplicateRequest() throws {
    try add(#"{"name": "twice", "at": "before-apply", "do": "duplicate"}"#)
    let replies = try commit(head: 0)
    #expect(replies.map { $0[5] } == [0, 1])
    #expect(head == 1)
  }

  @Test("a request and a reply that are late come at their time")
  mutating func delays() throws {
    try add(
      #"{"name": "late", "at": "before-apply", "do": "delay", "milliseconds": 500, "times": 1}"#)
    #expect(try commit(head: 0) == [])
    world.pass(milliseconds: 499)
    #expect(head == 0)
    world.pass(milliseconds: 1)
    #expect(head == 1)
    world.handle(.control(.removeFaults))
    try add(
      #"""
      {"name": "late", "when": {"type": "ToEnvoySqliteCommitResponse"}, "at": "frame",
       "do": "delay", "milliseconds": 500}
      """#)
    _ = world.take(database.connection)
    #expect(try commit(head: 1) == [])
    #expect(head == 2)
    world.pass(milliseconds: 500)
    #expect(world.take(database.connection).count { $0.first == 7 } == 1)
  }

  @Test("a reply comes in frames of so many bytes, and is the same put together")
  mutating func slicedReply() throws {
    let whole = try commit(head: 0)
    try add(#"{"name": "s", "at": "reply", "do": "slice", "bytes": 3}"#)
    #expect(try commit(head: 1).map(\.count) == whole.map(\.count))
    #expect(world.pieceByteCounts == [3])
  }

  @Test("a reply comes behind the next message, twice, cut, or with another bit")
  mutating func changedReplies() throws {
    try add(#"{"name": "r", "at": "reply", "do": "reorder", "times": 1}"#)
    #expect(try commit(head: 0) == [])
    let both = try commit(head: 1)
    #expect(both.map { $0[6] } == [2, 1])
    try add(#"{"name": "r", "at": "reply", "do": "duplicate", "times": 1}"#)
    let twice = try commit(head: 2)
    #expect(twice.count == 2 && twice[0] == twice[1])
    try add(#"{"name": "r", "at": "reply", "do": "truncate", "bytes": 4, "times": 1}"#)
    #expect(try commit(head: 3) == [[7, 77, 0, 0]])
    try add(#"{"name": "r", "at": "reply", "do": "corrupt", "bit": 9, "times": 1}"#)
    #expect(try commit(head: 4).first?[1] == 79)
  }

  @Test("another answer is given, with the request's id")
  mutating func otherAnswer() throws {
    try add(
      #"""
      {"name": "a", "when": {"type": "SqliteCommitRequest"}, "at": "reply", "do": "answer",
       "value": {"ToEnvoySqliteCommitResponse":
         {"data": {"SqliteErrorResponse": {"message": "no"}}}}}
      """#)
    #expect(try commit(head: 0) == [[7, 77, 0, 0, 0, 3, 2, 0x6e, 0x6f]])
    #expect(head == 1)
  }

  @Test("a connection is closed or broken off, at a request, a reply, or its start")
  mutating func connections() throws {
    try add(
      #"""
      {"name": "c", "when": {"type": "SqliteCommitRequest"}, "at": "after-apply", "do": "close",
       "code": 1001}
      """#)
    #expect(try commit(head: 0) == [])
    #expect(head == 1)
    #expect(world.closes[database.connection]?.code == 1001)
    world.handle(.control(.removeFault("c")))
    try add(#"{"name": "s", "when": {"namespace": "ns"}, "at": "socket", "do": "reset"}"#)
    let again = world.connect()
    #expect(world.resets == [again])
    let elsewhere = world.connect(namespace: "other")
    #expect(world.resets == [again])
    #expect(world.closes[elsewhere] == nil)
  }

  @Test("another holder comes between a request and what it does")
  mutating func bumpedGeneration() throws {
    try add(
      #"""
      {"name": "b", "when": {"type": "SqliteCommitRequest"}, "at": "before-apply",
       "do": "bump-generation"}
      """#)
    #expect(try commit(head: 0).first?[5] == 1)
    #expect(head == 0)
  }

  @Test("what is drawn comes from the seed")
  mutating func draws() throws {
    func lost(seed: UInt64) throws -> [Bool] {
      var world = World { $0.seed = seed }
      let rule = try JSONValue(
        parsing: #"{"name": "r", "at": "before-apply", "do": "drop", "percent": 50}"#)
      world.handle(.control(.addFault(try FaultRule(json: rule))))
      let envoy = EnvoyClient(&world)
      return try (0..<64).map { _ in
        _ = world.take(envoy.connection)
        try envoy.send(
          &world, .kvRequest(.init(actorId: "a", requestId: 1, data: .dropRequest)))
        return world.take(envoy.connection).isEmpty
      }
    }
    let first = try lost(seed: 1)
    #expect(first.contains(true) && first.contains(false))
    #expect(try lost(seed: 1) == first)
    #expect(try lost(seed: 2) != first)
  }

  @Test(
    "what is no rule is told",
    arguments: [
      ("[]", "the rule is no object"), ("{}", "`name` is missing"),
      (#"{"name": "a"}"#, "`at` is not one of before-apply"),
      (#"{"name": "a", "at": "reply"}"#, "`do` is not one of drop"),
      (#"{"name": "a", "at": "reply", "do": "delay"}"#, "`milliseconds` is missing"),
      (#"{"name": "a", "at": "reply", "do": "answer"}"#, "`value` is missing"),
      (#"{"name": "a", "at": "reply", "do": "drop", "time": 1}"#, "the rule has no `time`"),
      (#"{"name": "a", "at": "reply", "do": "drop", "times": -1}"#, "`times` is not a number"),
      (#"{"name": "a", "at": "reply", "do": "drop", "when": {"typ": "x"}}"#, "`when` has no `typ`"),
    ])
  func badRules(text: String, message: String) throws {
    let json = try JSONValue(parsing: text)
    let error = try #require(throws: FaultRuleError.self) { try FaultRule(json: json) }
    #expect("\(error)".contains(message))
  }

  @Test("rules are written as they are read")
  func ruleJSON() throws {
    for text in [
      #"{"name":"a","when":{"type":"T","namespace":"n","actor":"x","nth":3},"at":"reply","#
        + #""do":"delay","milliseconds":5,"times":2,"percent":7}"#,
      #"{"name":"a","when":{},"at":"socket","do":"close","code":1001}"#,
      #"{"name":"a","when":{},"at":"frame","do":"answer","value":{"ToEnvoyPing":{"ts":"1"}}}"#,
    ] {
      #expect(try FaultRule(json: try JSONValue(parsing: text)).json.compactText == text)
    }
  }

  @Test("outgoing messages are called what the schemas call them")
  func names() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for (schema, type) in [
      ("envoy/v1", "ToEnvoy"), ("envoy/v2", "ToEnvoy"), ("envoy/v2-pr4673", "ToEnvoy"),
      ("envoy/v3", "ToEnvoy"), ("envoy/v4", "ToEnvoy"), ("envoy/v5", "ToEnvoy"),
      ("envoy/v6", "ToEnvoy"), ("kv-channel/v1", "ToClient"),
    ] {
      let text = try String(
        contentsOf: root.appending(path: "schemas/\(schema).bare"), encoding: .utf8)
      let body = try #require(text.firstMatch(of: try Regex("type \(type) union \\{([^}]*)\\}")))
      let members = String(body[1].substring ?? "").split(separator: "\n")
        .map { $0.prefix { $0 != "#" && $0 != "=" }.filter { $0.isLetter || $0.isNumber } }
        .filter { !$0.isEmpty }
      #expect(members.count >= 3, "\(schema)")
      for (tag, member) in members.enumerated() {
        let name = MessageNames.outgoing([UInt8(tag)], schema: schema)
        #expect(name == String(member), "\(schema) \(tag)")
      }
    }
  }
}
