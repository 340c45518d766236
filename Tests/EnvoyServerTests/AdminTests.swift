import BareJSON
import EnvoyServer
import Testing
import WebSocketWire

/// The admin side over real sockets.
@Suite struct AdminTests {
  @Test("an actor is started and stopped from here, and shown")
  func actors() throws {
    let place = try AdminPlace()
    let envoy = try place.envoy()
    _ = try (envoy.next(), envoy.next())
    #expect(try place.ask("POST", "/namespaces/ns/actors/a%2F1/start").0 == 200)
    let start = try #require(binary(try envoy.next()))
    #expect(start.starts(with: [1, 1, 3, 0x61, 0x2f, 0x31, 1, 0, 0, 0]))
    let (status, actor) = try place.ask("GET", "/namespaces/ns/actors/a%2F1")
    #expect(status == 200)
    #expect(actor["state"] == "starting")
    #expect(actor["envoyKey"] == "abc")
    #expect(actor["database"]?["generation"] == "1")
    let again = try place.ask("POST", "/namespaces/ns/actors/a%2F1/start")
    #expect(again.0 == 409)
    let stop = try place.ask(
      "POST", "/namespaces/ns/actors/a%2F1/stop", #"{"reason": "GOING_AWAY"}"#)
    #expect(stop.0 == 200)
    #expect(binary(try envoy.next())?.last == 3)
    #expect(try place.ask("GET", "/namespaces/ns").1["actors"] == ["a/1"])
    #expect(try place.ask("DELETE", "/namespaces/ns").0 == 200)
    #expect(try place.ask("GET", "/namespaces").1["namespaces"] == [])
    #expect(
      try envoy.next() == .closed(CloseFrame(.internalError, "namespace.not_found#c1")))
  }

  @Test(
    "what is not there, or makes no sense, is an error with a code and a text",
    arguments: [
      ("GET", "/nothing", "", 404), ("POST", "/health", "", 404), ("GET", "/namespaces/x", "", 404),
      ("GET", "/namespaces/x/actors/a", "", 404), ("PUT", "/connections", "", 404),
      ("POST", "/connections/c9/reset", "", 404), ("POST", "/connections/9/close", "", 404),
      ("POST", "/namespaces/x/actors/a/dance", "", 404), ("GET", "/journal?after=x", "", 400),
      ("GET", "/journal?wait=60001", "", 400), ("POST", "/restart", "{", 400),
      ("POST", "/namespaces/x/actors/a/quota", "{}", 400),
      ("POST", "/namespaces/x/actors/a/quota", #"{"bytes": -1}"#, 400),
      ("POST", "/namespaces/x/actors/a/stop", #"{"reason": "BORED"}"#, 400),
      ("POST", "/namespaces/x/actors/a/stop", "", 409),
      ("POST", "/namespaces/x/actors/a/compact", "", 409), ("DELETE", "/namespaces/x", "", 409),
      ("POST", "/clock/advance", #"{"milliseconds": 5}"#, 409),
    ])
  func refusals(method: String, path: String, body: String, status: Int) throws {
    let (met, answer) = try AdminPlace().ask(method, path, body)
    #expect(met == status)
    #expect(answer["error"]?["code"]?.stringValue?.isEmpty == false)
    #expect(answer["error"]?["message"]?.stringValue?.isEmpty == false)
  }

  @Test("the journal shows messages decoded, by namespace, type and actor, and from a number on")
  func journal() throws {
    let place = try AdminPlace()
    let envoy = try place.envoy()
    _ = try (envoy.next(), envoy.next())
    try envoy.send(
      message: [7, 1, 0, 0, 0, 2, 0x61, 0x31, 9, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0])
    _ = try envoy.next()
    let all = try place.ask("GET", "/journal?namespace=ns").1["entries"]?.arrayValue ?? []
    #expect(
      all.map { $0["event"] } == ["accepted", "sent", "sent", "received", "sqlite-refused", "sent"])
    let request = try place.ask("GET", "/journal?type=ToRivetSqliteGetPagesRequest").1["entries"]
    let message = request?.arrayValue?.first?["message"]?["ToRivetSqliteGetPagesRequest"]
    #expect(message?["data"]?["generation"] == "9")
    let actor = try place.ask("GET", "/journal?actor=a1").1["entries"]?.arrayValue ?? []
    #expect(actor.map { $0["event"] } == ["received", "sqlite-refused"])
    let last = try #require(all.last?["number"]?.stringValue)
    #expect(try place.ask("GET", "/journal?after=\(last)").1["entries"] == [])
  }

  @Test("a message too large to be shown decoded still has its name, its actor and its size")
  func largeMessage() throws {
    let place = try AdminPlace()
    let envoy = try place.envoy()
    _ = try (envoy.next(), envoy.next())
    var commit: [UInt8] = [8, 1, 0, 0, 0, 2, 0x61, 0x31]
    commit += [1] + [UInt8](repeating: 0, count: 15) + [20]
    for page: UInt8 in 1...20 {
      commit += [page, 0, 0, 0, 0x80, 0x20] + [UInt8](repeating: page, count: 4096)
    }
    try envoy.send(message: commit + [20, 0, 0, 0])
    _ = try envoy.next()
    let filter = "type=ToRivetSqliteCommitRequest&actor=a1"
    let entry = try place.ask("GET", "/journal?\(filter)").1["entries"]?.arrayValue?.first
    #expect(entry?["name"] == "ToRivetSqliteCommitRequest")
    #expect(entry?["byteCount"] == 82069)
    #expect(entry?["message"] == nil)
  }

  @Test("the newest entries alone are given where a limit is asked for")
  func journalLimit() throws {
    let place = try AdminPlace()
    for actor in ["a", "b", "c"] { _ = try place.ask("PUT", "/namespaces/ns/actors/\(actor)") }
    let entries = try place.ask("GET", "/journal?limit=2").1["entries"]?.arrayValue ?? []
    #expect(entries.map { $0["control"] } == ["declare `b` in `ns`", "declare `c` in `ns`"])
  }

  @Test("pages of an actor are shown with who wrote them and, unless not wanted, their digests")
  func pages() throws {
    let place = try AdminPlace()
    let envoy = try place.envoy()
    _ = try (envoy.next(), envoy.next())
    try envoy.send(message: [7, 1, 0, 0, 0, 2, 0x61, 0x31, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    _ = try envoy.next()
    var commit: [UInt8] = [8, 1, 0, 0, 0, 2, 0x61, 0x31]
    commit += [1] + [UInt8](repeating: 0, count: 15) + [1, 1, 0, 0, 0, 0x80, 0x20]
    try envoy.send(message: commit + [UInt8](repeating: 0, count: 4096) + [1, 0, 0, 0])
    _ = try envoy.next()
    let path = "/namespaces/ns/actors/a1"
    #expect(
      try place.ask("GET", path).1["database"]?["pages"] == [
        [
          "pgno": 1, "generation": "1", "txid": "1",
          "sha256": "ad7facb2586fc6e966c004d7d1d16b024f5805ff7cb47c7a85dabd8b48892ca7",
        ]
      ])
    #expect(
      try place.ask("GET", path + "?sha256=false").1["database"]?["pages"] == [
        ["pgno": 1, "generation": "1", "txid": "1"]
      ])
    let actors = try place.ask("GET", "/namespaces/ns/actors").1["actors"]?.arrayValue ?? []
    #expect(actors.map { $0["database"]?["headTxid"] } == ["1"])
    #expect(actors.map { $0["database"]?["pages"] } == [[]])
  }

  @Test("a connection that stalls is silent for the time, and then goes on where it was")
  func stall() throws {
    let place = try AdminPlace()
    let (stalled, other) = (try place.envoy("abc"), try place.envoy("def"))
    _ = try (stalled.next(), stalled.next(), other.next(), other.next())
    #expect(try place.ask("POST", "/connections/c1/stall").0 == 200)
    let ask: [UInt8] = [7, 1, 0, 0, 0, 2, 0x61, 0x31, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    try stalled.send(message: ask)
    try other.send(message: ask)
    #expect(binary(try other.next())?.first == 6)
    let received = try place.ask("GET", "/journal?type=ToRivetSqliteGetPagesRequest").1["entries"]
    #expect(received?.arrayValue?.map { $0["connection"] } == ["c2"])
    #expect(
      try place.ask("POST", "/connections/c1/stall", #"{"milliseconds": 1}"#).0 == 200)
    #expect(binary(try stalled.next())?.first == 6)
  }

  @Test(
    "a page of another origin, or under another name, may not use the admin side",
    arguments: [
      ("Host: 127.0.0.1:1\r\n", 200), ("Host: localhost:1\r\n", 200),
      ("Host: evil.example\r\n", 403),
      ("Host: 127.0.0.1:1\r\nOrigin: http://127.0.0.1:1\r\n", 200),
      ("Host: 127.0.0.1:1\r\nOrigin: http://127.0.0.1:2\r\n", 403),
      ("Host: 127.0.0.1:1\r\nOrigin: null\r\n", 403),
    ])
  func origins(fields: String, status: Int) throws {
    let place = try AdminPlace()
    let client = try Client(port: place.server.adminPort)
    try client.send(Array("GET /health HTTP/1.1\r\n\(fields)\r\n".utf8))
    #expect(try place.answer(client).0 == status)
  }

  @Test("who waits for an entry gets it as soon as it is there, or nothing after the time")
  func waiting() throws {
    let place = try AdminPlace()
    #expect(try place.ask("GET", "/journal?type=ToRivetPong&wait=1").1["entries"] == [])
    let waiting = try Client(port: place.server.adminPort)
    try waiting.send(Array("GET /journal?type=ToRivetPong&wait=20000 HTTP/1.1\r\n\r\n".utf8))
    let envoy = try place.envoy()
    try envoy.send(message: [4, 7, 0, 0, 0, 0, 0, 0, 0])
    let answer = String(decoding: try waiting.receiveAll(), as: UTF8.self)
    #expect(answer.contains(#""message":{"ToRivetPong":{"ts":"7"}}"#))
  }

  @Test("who waits and goes leaves nothing behind for who comes next")
  func abandonedWait() throws {
    let place = try AdminPlace()
    for _ in 0..<20 {
      let waiting = try Client(port: place.server.adminPort)
      try waiting.send(Array("GET /journal?type=ToRivetPong&wait=20000 HTTP/1.1\r\n\r\n".utf8))
      _ = try place.ask("GET", "/health")
    }
    let envoy = try place.envoy()
    _ = try (envoy.next(), envoy.next())
    try envoy.send(message: [4, 7, 0, 0, 0, 0, 0, 0, 0])
    for _ in 0..<20 { #expect(try place.ask("GET", "/health").1["status"] == "ok") }
  }

  @Test("a manual clock stands still, and what is due on the way happens at its own time")
  func manualClock() throws {
    let place = try AdminPlace { $0.hasManualClock = true }
    let envoy = try place.envoy()
    let start = try place.ask("GET", "/health").1["timeMilliseconds"]
    _ = try (envoy.next(), envoy.next())
    let (_, health) = try place.ask("POST", "/clock/advance", #"{"milliseconds": "4000"}"#)
    #expect(start == "1700000000000")
    #expect(health["timeMilliseconds"] == "1700000004000")
    #expect(binary(try envoy.next())?.first == 5)
    let back = try place.ask("POST", "/clock/set", #"{"milliseconds": 1700000000000}"#)
    #expect(back.0 == 400)
    #expect(try place.ask("POST", "/clock/advance", #"{"milliseconds": 60000}"#).0 == 200)
    var last: WebSocketEvent?
    while let event = try envoy.next() {
      last = event
      if case .closed = event { break }
    }
    #expect(last == .closed(CloseFrame(.internalError, "ws.timed_out#c1")))
  }

  @Test("connections are shown, closed with a code, and reset")
  func connections() throws {
    let place = try AdminPlace()
    let (first, second) = (try place.envoy("abc"), try place.envoy("def", version: "6"))
    _ = try (first.next(), first.next(), second.next(), second.next())
    let shown = try place.ask("GET", "/connections").1["connections"]?.arrayValue ?? []
    #expect(shown.map { $0["id"] } == ["c1", "c2"])
    #expect(shown.map { $0["protocol"] } == ["envoy/v2", "envoy/v6"])
    let close = try place.ask(
      "POST", "/connections/c1/close", #"{"code": 4001, "reason": "enough"}"#)
    #expect(close.0 == 200)
    #expect(try first.next() == .closed(CloseFrame(CloseCode(rawValue: 4001), "enough")))
    #expect(try place.ask("POST", "/connections/c2/reset").0 == 200)
    #expect(try second.next() == nil)
    #expect(try place.ask("GET", "/connections").1["connections"] == [])
  }

  @Test("a lock that is stolen locks its holder out")
  func stolenLock() throws {
    let place = try AdminPlace()
    let channel = try Client(port: place.server.port)
    _ = try channel.upgrade("/kv/connect?namespace=ns&protocol_version=1", subprotocols: [])
    let (open, get): ([UInt8], [UInt8]) = (
      [0, 1, 0, 0, 0, 1, 0x61, 0], [0, 2, 0, 0, 0, 1, 0x61, 2, 0]
    )
    try channel.send(message: open)
    #expect(binary(try channel.next()) == [0, 1, 0, 0, 0, 1])
    #expect(try place.ask("POST", "/namespaces/ns/actors/a/steal-lock").0 == 200)
    try channel.send(message: get)
    let reply = try #require(binary(try channel.next()))
    #expect(String(decoding: reply, as: UTF8.self).contains("actor_locked"))
  }

  @Test("a shutdown is answered, and ends the server")
  func shutdown() throws {
    let place = try AdminPlace()
    let envoy = try place.envoy()
    _ = try (envoy.next(), envoy.next())
    #expect(try place.ask("POST", "/shutdown").0 == 200)
    #expect(try envoy.next() == .closed(CloseFrame(.internalError, "ws.going_away#c1")))
    // Stopping what has ended by itself is fine; the place does it once the port is closed.
    while (try? Client(port: place.server.port)) != nil {}
  }
}
