import BareJSON
import EnvoyProtocol
import EnvoyServer
import Testing
import WebSocketWire

/// Users of actors, as the admin side plays them, over real sockets.
@Suite struct TunnelAdminTests {
  /// An envoy whose actor `a` runs.
  private func runningEnvoy(_ place: AdminPlace) throws -> Client {
    let envoy = try place.envoy(version: "6")
    _ = try (envoy.next(), envoy.next())
    #expect(try place.ask("POST", "/namespaces/ns/actors/a/start").0 == 200)
    _ = try envoy.next()
    let running = Envoy.V6.ToRivet.events([
      .init(
        checkpoint: .init(actorId: "a", generation: 1, index: 0),
        inner: .actorStateUpdate(.init(state: .running)))
    ])
    try envoy.send(message: try running.encoded())
    return envoy
  }

  /// The next message through a tunnel, pings aside.
  private func next(_ envoy: Client) throws -> Envoy.V6.ToEnvoyTunnelMessage {
    while let bytes = binary(try envoy.next()) {
      if case .tunnelMessage(let message) = try Envoy.V6.ToEnvoy(decoding: bytes) {
        return message
      }
    }
    throw Client.Failure("no tunnel message")
  }

  private func send(
    _ envoy: Client, _ id: Envoy.V6.MessageId, _ index: UInt16,
    _ kind: Envoy.V6.ToRivetTunnelMessageKind
  ) throws {
    var id = id
    id.messageIndex = index
    try envoy.send(
      message: Envoy.V6.ToRivet.tunnelMessage(.init(messageId: id, messageKind: kind)).encoded())
  }

  @Test("a request is answered once the actor has")
  func http() throws {
    let place = try AdminPlace()
    let envoy = try runningEnvoy(place)
    let user = try place.begin(
      "POST", "/namespaces/ns/actors/a/http",
      #"{"method": "PUT", "path": "/x", "headers": {"a": "b"}, "text": "hi"}"#)
    let request = try next(envoy)
    #expect(
      request.messageKind
        == .requestStart(
          .init(
            actorId: "a", method: "PUT", path: "/x", headers: ["a": "b"], body: [0x68, 0x69],
            stream: false)))
    try send(
      envoy, request.messageId, 0,
      .responseStart(.init(status: 201, headers: ["c": "d"], body: [0xff], stream: false)))
    let (status, answer) = try place.answer(user)
    #expect(status == 200)
    #expect(answer == ["status": 201, "headers": ["c": "d"], "body": "ff"])
  }

  @Test("a WebSocket is opened, used both ways, seen in the journal and closed")
  func webSocket() throws {
    let place = try AdminPlace()
    let envoy = try runningEnvoy(place)
    let path = "/namespaces/ns/actors/a/websocket"
    let user = try place.begin("POST", path, #"{"path": "/ws"}"#)
    let id = try next(envoy).messageId
    try send(envoy, id, 0, .webSocketOpen(.init(canHibernate: true)))
    let opened = try place.answer(user).1
    #expect(opened["canHibernate"] == true)
    let tunnel = try #require(opened["tunnel"]?.stringValue)
    #expect(try place.ask("POST", path, #"{"tunnel": "\#(tunnel)", "text": "hi"}"#).0 == 200)
    #expect(
      try next(envoy).messageKind == .webSocketMessage(.init(data: [0x68, 0x69], binary: false)))
    try send(envoy, id, 1, .webSocketMessage(.init(data: [0x79, 0x6f], binary: false)))
    var seen: [JSONValue] = []
    while seen.count < 3 {
      seen = try place.ask("GET", "/journal?type=tunnel&actor=a").1["entries"]?.arrayValue ?? []
    }
    #expect(seen.map { $0["what"] } == ["opening", "opened", "message"])
    #expect(seen.last?["text"] == "yo")
    let view = try place.ask("GET", "/namespaces/ns/actors/a").1["tunnels"]?.arrayValue?.first
    #expect(view?["state"] == "open")
    #expect(view?["waitingCount"] == 1)
    let close = #"{"tunnel": "\#(tunnel)", "close": {"code": 4000, "reason": "bye"}}"#
    #expect(try place.ask("POST", path, close).0 == 200)
    #expect(
      try next(envoy).messageKind == .webSocketClose(.init(code: 4000, reason: "bye")))
    #expect(try place.ask("POST", path, close).0 == 409)
  }

  @Test("a user who goes before the answer leaves nothing behind for who comes next")
  func abandoned() throws {
    let place = try AdminPlace()
    let envoy = try runningEnvoy(place)
    do { _ = try place.begin("POST", "/namespaces/ns/actors/a/http", "{}") }
    let request = try next(envoy)
    let journal = try Client(port: place.server.adminPort)
    try journal.send(Array("GET /journal?type=ToRivetStopping&wait=20000 HTTP/1.1\r\n\r\n".utf8))
    try send(
      envoy, request.messageId, 0,
      .responseStart(.init(status: 201, headers: [:], stream: false)))
    try envoy.send(message: try Envoy.V6.ToRivet.stopping.encoded())
    let answer = String(decoding: try journal.receiveAll(), as: UTF8.self)
    #expect(answer.contains("ToRivetStopping"))
  }

  @Test(
    "a body that makes no sense is an error that says what is expected",
    arguments: [
      ("http", #"{"bdoy": ""}"#), ("http", #"{"text": "a", "body": "00"}"#),
      ("http", #"{"body": "0"}"#), ("http", #"{"chunks": "00"}"#), ("http", "[]"),
      ("http", #"{"headers": []}"#), ("http", #"{"headers": {"a": 1}}"#),
      ("websocket", #"{"tunnel": "x", "text": ""}"#),
      ("websocket", #"{"tunnel": "01020304-0a0b0c0d"}"#),
      ("websocket", #"{"tunnel": "01020304-0a0b0c0d", "close": {"code": 70000}}"#),
    ])
  func refusals(kind: String, body: String) throws {
    let (status, answer) = try AdminPlace().ask("POST", "/namespaces/ns/actors/a/\(kind)", body)
    #expect(status == 400)
    #expect(answer["error"]?["message"]?.stringValue?.isEmpty == false)
  }
}
