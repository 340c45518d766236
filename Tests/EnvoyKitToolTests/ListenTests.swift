import EnvoyServer
import Foundation
import SocketIO
import Testing
import WebSocketWire

/// `envoykit conform client --listen`, for clients that no runner can start.
struct ListenTests {
  /// A run that ends with its standard input.
  private final class Listening {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    let admin: AdminClient
    let port: UInt16

    init(_ arguments: [String], in place: ToolPlace) throws {
      process.executableURL = try ToolPlace.executable()
      process.currentDirectoryURL = place.folder
      process.arguments =
        ["conform", "client", "--listen", "--until-stdin-closes"] + arguments
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      var line = Data()
      while line.last != UInt8(ascii: "\n"),
        let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty
      { line += byte }
      let text = String(decoding: line, as: UTF8.self)
      let place = try #require(
        text.firstMatch(of: #/cases: (http:\/\/127\.0\.0\.1:([0-9]+))\/cases/#))
      admin = try #require(AdminClient(String(place.output.1)))
      port = try #require(UInt16(place.output.2))
    }

    deinit { process.terminate() }

    /// What stands at a path, as JSON.
    func json(_ path: String) throws -> Any {
      let answer = try admin.ask("GET", path)
      #expect(answer.status == 200, "\(path)")
      return try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
    }

    func report() throws -> [[String: Any]] {
      try admin.ask("GET", "/report").body.split(separator: "\n").compactMap {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
    }

    /// Closes its input; tells the status and what it said.
    func end() throws -> (status: Int32, text: String) {
      try input.fileHandleForWriting.close()
      let rest = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: rest, as: UTF8.self))
    }
  }

  private static let path = "/case/client/kv/get/kv-channel/v1"

  /// A client's request about `actor-1`: an operation by its tag, and what follows that.
  private static func request(_ id: UInt8, _ operation: [UInt8]) -> WebSocketMessage {
    .binary([0, id, 0, 0, 0, 7] + Array("actor-1".utf8) + operation)
  }

  /// Plays the case as a client does that asks for this key.
  private func play(_ listening: Listening, key: [UInt8]) throws {
    let peer = try WebSocketPeer.connect(
      host: "127.0.0.1", port: listening.port,
      target: Self.path + "/kv/connect?namespace=\(try namespace(listening))&protocol_version=1",
      subprotocols: ["rivet"])
    #expect(peer.subprotocol == "rivet")
    try peer.send(Self.request(1, [0]))
    #expect(
      try peer.next(timeoutMilliseconds: 10_000) == .event(.message(.binary([0, 1, 0, 0, 0, 1]))))
    try peer.send(Self.request(2, [2, 1, UInt8(key.count)] + key))
    // Until the case is over: its reply if the key was right, and the end.
    while case .event(let event) = try peer.next(timeoutMilliseconds: 10_000) {
      if case .closed = event { break }
    }
  }

  private func namespace(_ listening: Listening) throws -> String {
    let json = try listening.json(Self.path) as? [String: Any]
    let calls = json?["calls"] as? [[String: Any]]
    let arguments = calls?.first?["args"] as? [String: Any]
    return try #require(arguments?["namespace"] as? String)
  }

  @Test("all cases are listed with what to do, each also by itself, and nothing else is there")
  func cases() throws {
    let listening = try Listening(["--run", "client/**"], in: try SmallScenarios.place())
    let cases = try #require(try listening.json("/cases") as? [[String: Any]])
    #expect(cases.count >= 20)
    let ids = cases.compactMap { $0["endpoint"] as? String }
    #expect(Set(ids).count == cases.count)
    let operations = Set(
      cases.flatMap { $0["calls"] as? [[String: Any]] ?? [] }.compactMap { $0["op"] as? String })
    #expect(operations.isSuperset(of: ["open", "kv.open", "kv.get", "kv.put", "sqlite.commit"]))
    let one = try #require(try listening.json(Self.path) as? [String: Any])
    #expect(one["id"] as? String == "client/kv/get")
    #expect(one["protocol"] as? String == "kv-channel/v1")
    #expect(one["endpoint"] as? String == "ws://127.0.0.1:\(listening.port)" + Self.path)
    let calls = try #require(one["calls"] as? [[String: Any]])
    #expect(calls.compactMap { $0["op"] as? String } == ["open", "kv.open", "kv.get"])
    for path in ["/nothing", "/case/client/kv/get", Self.path + "/more"] {
      #expect(try listening.admin.ask("GET", path).status == 404, "\(path)")
    }
    #expect(try listening.report().allSatisfy { $0["id"] == nil })
    let end = try listening.end()
    #expect(end.status == 2, "nothing was judged")
  }

  @Test("protocols that are not meant are not listed")
  func protocols() throws {
    let listening = try Listening(
      ["--run", "client/**", "--protocols", "envoy/v2"], in: try SmallScenarios.place())
    let cases = try #require(try listening.json("/cases") as? [[String: Any]])
    #expect(!cases.isEmpty && cases.allSatisfy { $0["protocol"] as? String == "envoy/v2" })
    #expect(try listening.admin.ask("GET", Self.path).status == 404)
  }

  @Test("a client that plays a case is judged, reported, and all passing is status 0")
  func playing() throws {
    let place = try SmallScenarios.place()
    let listening = try Listening(
      ["--run", "client/kv/get", "--report", "jsonl=report.jsonl"], in: place)
    try play(listening, key: [0x00, 0xff])
    let lines = try listening.report()
    #expect(lines.contains { "\($0)".contains("client/kv/get") && "\($0)".contains("pass") })
    let end = try listening.end()
    #expect(end.status == 0, "\(end.text)")
    #expect(
      end.text.hasSuffix(
        """
        client: 1 passed, 0 failed, 0 expected failures, 0 unexpected passes, 0 skipped, \
        0 could not run

        """))
    #expect(place.text("report.jsonl")?.contains("client/kv/get") == true)
  }

  @Test("a client that asks for another key fails the case, and the run is status 1")
  func failing() throws {
    let listening = try Listening(
      ["--run", "client/kv/get", "--timeout", "300"], in: try SmallScenarios.place())
    try play(listening, key: [0x00, 0xfe])
    let end = try listening.end()
    #expect(end.status == 1)
    #expect(end.text.contains("FAIL client/kv/get (kv-channel/v1)"), "\(end.text)")
  }

  @Test("who connects where no case is gets 404, and nothing counts")
  func elsewhere() throws {
    let listening = try Listening(["--run", "client/kv/get"], in: try SmallScenarios.place())
    for target in ["/kv/connect", "/case/client/kv/none/kv-channel/v1/kv/connect"] {
      var refusal = ""
      do {
        _ = try WebSocketPeer.connect(host: "127.0.0.1", port: listening.port, target: target)
      } catch {
        refusal = "\(error)"
      }
      #expect(refusal.contains("404"), "\(target): \(refusal)")
    }
    #expect(try listening.end().status == 2)
  }

  @Test("a port that is taken is status 69")
  func taken() throws {
    let place = try SmallScenarios.place()
    let listening = try Listening(["--run", "client/kv/get"], in: place)
    let run = try place.envoykit(
      "conform", "client", "--listen", "--port", "\(listening.port)")
    #expect(run.status == 69)
    #expect(run.errors.contains("127.0.0.1:\(listening.port)"), "\(run.errors)")
    _ = try listening.end()
  }
}
