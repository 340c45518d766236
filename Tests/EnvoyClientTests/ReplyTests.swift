import BareRuntime
import KVChannelProtocol
import Testing

@testable import EnvoyClient

/// What a client of the KV channel makes of what a server says.
@Suite struct ReplyTests {
  @Test("KV-A12.3: replies in any order go to the calls of their ids")
  func anyOrder() throws {
    var world = try ClientWorld.connected()
    let calls = (0..<5).map { world.call(.get("a", [UInt8($0)])) }
    let ids = try world.takeRequests().map(\.requestId)
    #expect(Set(ids).count == 5)
    for index in [3, 0, 4, 2, 1] {
      let key: Bytes = [UInt8(index)]
      try world.reply(ids[index], .kvGetResponse(.init(keys: [key], values: [key])))
    }
    let finished = world.takeFinished()
    for (index, call) in calls.enumerated() {
      #expect(finished[call] == .success(.values([[UInt8(index)]])), "call \(index)")
    }
  }

  @Test("KV-A12.3: each request is one message of what was asked, and its reply is done")
  func messages() throws {
    let cases: [(ClientRequest, KVChannel.V1.RequestData, KVChannel.V1.ResponseData)] = [
      (.openActor(id: "a"), .actorOpenRequest, .actorOpenResponse),
      (.closeActor(id: "a"), .actorCloseRequest, .actorCloseResponse),
      (
        .put(actorID: "a", keys: [[1], []], values: [[], [9]]),
        .kvPutRequest(.init(keys: [[1], []], values: [[], [9]])), .kvPutResponse
      ),
      (
        .delete(actorID: "a", keys: [[2], [1]]), .kvDeleteRequest(.init(keys: [[2], [1]])),
        .kvDeleteResponse
      ),
      (
        .deleteRange(actorID: "a", start: [1], end: [2]),
        .kvDeleteRangeRequest(.init(start: [1], end: [2])), .kvDeleteResponse
      ),
    ]
    var world = try ClientWorld.connected()
    for (request, data, reply) in cases {
      let call = world.call(request)
      let sent = try world.takeRequest()
      #expect(sent.actorId == "a" && sent.data == data, "\(request)")
      try world.reply(sent.requestId, reply)
      #expect(world.takeFinished() == [call: .success(.done)], "\(request)")
    }
  }

  @Test("KV-A12.5: values are found by their keys, and a missing key has none")
  func values() throws {
    var world = try ClientWorld.connected()
    let call = world.call(.get(actorID: "a", keys: [[1], [2], [3], [1]]))
    let id = try world.takeRequest().requestId
    try world.reply(id, .kvGetResponse(.init(keys: [[3], [9], [1]], values: [[33], [99], []])))
    #expect(world.takeFinished() == [call: .success(.values([[], nil, [33], []]))])
  }

  @Test("KV-A12.4: the code and the text of an error are given as they came")
  func errors() throws {
    var world = try ClientWorld.connected()
    for code in ["actor_locked", "a code of tomorrow", ""] {
      let call = world.call(.get("a"))
      let id = try world.takeRequest().requestId
      try world.reply(id, .errorResponse(.init(code: code, message: "m \(code)")))
      let failure = ClientFailure(.error, code: code, isDefinite: true, "m \(code)")
      #expect(world.takeFinished() == [call: .failure(failure)])
    }
  }

  @Test("KV-A12.3: garbage, unknown ids and a second reply are ignored, and the call goes on")
  func noise() throws {
    var world = try ClientWorld.connected()
    let call = world.call(.put("a"))
    let id = try world.takeRequest().requestId
    try world.reply(id &+ 1, .kvPutResponse)
    for garbage: [UInt8] in [[], [0], [0xff], [2, 0], [0, 1, 2], [1, 1]] { world.receive(garbage) }
    #expect(world.finished.isEmpty && world.outbox.isEmpty && world.wishes.isEmpty)
    try world.reply(id, .kvPutResponse)
    #expect(world.takeFinished() == [call: .success(.done)])
    try world.reply(id, .kvPutResponse)
    #expect(world.finished.isEmpty)
  }

  @Test("KV-A12.3: a reply of another kind is an error of that request alone")
  func otherKind() throws {
    let replies: [KVChannel.V1.ResponseData] = [
      .actorOpenResponse, .actorCloseResponse, .kvPutResponse, .kvDeleteResponse,
      .kvGetResponse(.init(keys: [], values: [])),
    ]
    let requests: [(ClientRequest, fitting: Int)] = [
      (.openActor(id: "b"), 0), (.closeActor(id: "b"), 1), (.put("a"), 2),
      (.delete(actorID: "a", keys: []), 3), (.deleteRange(actorID: "a", start: [], end: []), 3),
      (.get(actorID: "a", keys: []), 4),
    ]
    var world = try ClientWorld.connected()
    let bystander = world.call(.put("z"))
    let bystanderID = try world.takeRequest().requestId
    for (request, fitting) in requests {
      for (index, reply) in replies.enumerated() where index != fitting {
        let call = world.call(request)
        try world.reply(try world.takeRequest().requestId, reply)
        let failure = world.takeFinished()[call]?.failure
        #expect(failure?.kind == .protocol, "\(request) by reply \(index)")
        #expect(failure?.isDefinite == false, "\(request) by reply \(index)")
      }
    }
    try world.reply(bystanderID, .kvPutResponse)
    #expect(world.takeFinished() == [bystander: .success(.done)])
  }

  @Test("KV-A12.2: a ping is answered at once by its time, whatever is waited for")
  func pings() throws {
    var world = try ClientWorld.connected()
    _ = world.call(.put("a"))
    _ = world.takeSent()
    for time: Int64 in [0, -1, .max, .min, 1 << 53 + 1] {
      try world.ping(time)
      let pong = try KVChannel.V1.ToServer.pong(.init(ts: time)).encoded()
      #expect(world.takeSent() == [pong], "\(time)")
    }
  }

  @Test("KV-A12.6: a request ends in time, its late answer is ignored, the connection goes on")
  func timeouts() throws {
    var world = try ClientWorld.connected(timeout: 500)
    let first = world.call(.put("a"))
    let id = try world.takeRequest().requestId
    world.advance(by: 100)
    let second = world.call(.put("a"))
    let secondID = try world.takeRequest().requestId
    #expect(world.session.deadlineMilliseconds == world.now + 400)
    world.advance(by: 399)
    #expect(world.finished.isEmpty)
    world.advance(by: 1)
    let finished = world.takeFinished()
    #expect(finished.keys.elementsEqual([first]))
    #expect(finished[first]?.failure?.kind == .timeout)
    #expect(finished[first]?.failure?.isDefinite == false)
    try world.reply(id, .kvPutResponse)
    #expect(world.finished.isEmpty && world.wishes.isEmpty && world.outbox.isEmpty)
    try world.reply(secondID, .kvPutResponse)
    #expect(world.takeFinished() == [second: .success(.done)])
    #expect(world.session.deadlineMilliseconds == nil)
  }

  @Test("KV-A12.3: ids wrap after 2^32, and pass over those in use")
  func wrap() throws {
    var world = try ClientWorld.connected()
    let calls = [world.call(.put("a")), world.call(.put("a"))]
    #expect(try world.takeRequests().map(\.requestId) == [0, 1])
    world.session.nextNumbers[.keys] = .max
    let more = [world.call(.put("b")), world.call(.put("b"))]
    #expect(try world.takeRequests().map(\.requestId) == [.max, 2])
    for id: UInt32 in [2, .max, 1, 0] { try world.reply(id, .kvPutResponse) }
    #expect(Set(world.takeFinished().keys) == Set(calls + more))
    world.session.nextNumbers[.keys] = .max
    _ = world.call(.put("c"))
    #expect(try world.takeRequest().requestId == .max)
    world.session.nextNumbers[.keys] = .max
    _ = world.call(.put("c"))
    #expect(try world.takeRequest().requestId == 0)
  }

  @Test("what the KV channel has no message for fails, and nothing is sent")
  func noMessage() throws {
    var world = try ClientWorld.connected()
    let call = world.call(
      .sqlite(.getPages(.init(actorId: "a", generation: 1, pgnos: [1]))))
    let failure = world.takeFinished()[call]?.failure
    #expect(failure?.kind == .error && failure?.isDefinite == true)
    #expect(world.outbox.isEmpty)
    #expect(world.session.pending.isEmpty)
  }
}
