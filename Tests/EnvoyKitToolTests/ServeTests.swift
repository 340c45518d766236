import Foundation
import Testing

/// `envoykit serve` as a client author's test would run it.
struct ServeTests {
  /// A server that ends with its standard input.
  private final class Running {
    let process = Process()
    let input = Pipe()
    let output = Pipe()

    init(_ arguments: [String], in place: ToolPlace) throws {
      process.executableURL = try ToolPlace.executable()
      process.currentDirectoryURL = place.folder
      process.arguments = ["serve", "--until-stdin-closes"] + arguments
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    /// The first line on standard output.
    func readyLine() throws -> [String: Any] {
      var line = Data()
      while line.last != UInt8(ascii: "\n") {
        guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else {
          break
        }
        line += byte
      }
      return try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
    }

    func end() throws -> Int32 {
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  @Test("the ready line says where, a file says the same, and the end of input is the end")
  func readyLine() throws {
    let place = try ToolPlace()
    let server = try Running(["--ready-file", "ready.json", "--seed", "9"], in: place)
    let line = try server.readyLine()
    #expect(line["event"] as? String == "ready")
    #expect(line["pid"] as? Int32 == server.process.processIdentifier)
    #expect(line["seed"] as? String == "9")
    #expect(line["profile"] as? String == "takeover")
    let endpoints = try #require(line["endpoints"] as? [String: String])
    let http = try #require(endpoints["http"])
    #expect(endpoints["envoy"] == http.replacing("http", with: "ws") + "/envoys/connect")
    let text = try #require(place.text("ready.json"))
    let file = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(file?["pid"] as? Int32 == server.process.processIdentifier)

    let port = try #require(http.split(separator: ":").last)
    let taken = try place.envoykit("serve", "--port", String(port))
    #expect(taken.status == 69)
    #expect(taken.errors.contains("127.0.0.1:\(port)"))
    #expect(taken.errors.contains("--port"))
    #expect(try server.end() == 0)
  }

  @Test("a first signal ends the server in order", arguments: [SIGTERM, SIGINT])
  func signals(_ signal: Int32) throws {
    let server = try Running([], in: try ToolPlace())
    _ = try server.readyLine()
    kill(server.process.processIdentifier, signal)
    server.process.waitUntilExit()
    #expect(server.process.terminationReason == .exit)
    #expect(server.process.terminationStatus == 0)
  }

  @Test("the server is looked at and steered by `envoykit admin`, and tells what it does")
  func admin() throws {
    let place = try ToolPlace([
      "faults.json": #"[{"name": "f", "at": "reply", "do": "drop"}]"#,
      "wrong.json": #"[{"name": "f", "at": "noon", "do": "drop"}]"#,
    ])
    let server = try Running(
      ["--ready-file", "ready.json", "--faults", "faults.json", "--clock", "manual"], in: place)
    _ = try server.readyLine()
    func admin(_ arguments: String...) throws -> ToolRun {
      try place.envoykit(["admin", "--ready-file", "ready.json"] + arguments)
    }
    let health = try admin("/health")
    #expect(health.status == 0)
    #expect(health.text.contains(#""status":"ok""#))
    #expect(try admin("/faults").text.contains(#""name":"f""#))
    #expect(try admin("POST", "/namespaces/n/actors/a/start").status == 0)
    #expect(try admin("/namespaces/n/actors/a").text.contains(#""state":"waiting""#))
    #expect(try admin("/clock/advance", #"{"milliseconds": 5}"#).status == 0)
    let refused = try admin("/namespaces/none")
    #expect(refused.status == 1)
    #expect(refused.text.contains(#""code":"not_found""#))
    #expect(try server.end() == 0)
    #expect(try admin("/health").status == 69)
    #expect(try place.envoykit("admin", "/health").status == 64)
    #expect(try place.envoykit("admin", "--admin", "nowhere", "/health").status == 64)
    let wrong = try place.envoykit("serve", "--faults", "wrong.json")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("`wrong.json`: `at` is not one of"))
  }

  @Test("what is stored is saved at the end and loaded at the start")
  func snapshot() throws {
    let place = try ToolPlace(["wrong.jsonl": "{}\n{}\n"])
    let arguments = ["--ready-file", "ready.json", "--save-on-exit", "state.jsonl"]
    let first = try Running(arguments, in: place)
    _ = try first.readyLine()
    let path = "/namespaces/n/actors/a"
    let put = try place.envoykit(
      "admin", "--ready-file", "ready.json", "PUT", path, #"{"input": "ff"}"#)
    #expect(put.status == 0)
    #expect(try first.end() == 0)
    let saved = try #require(place.text("state.jsonl"))
    #expect(saved.contains(#""actor":"a","state":"idle","generation":0,"input":"ff""#))
    let second = try Running(arguments + ["--load", "state.jsonl"], in: place)
    _ = try second.readyLine()
    #expect(try place.envoykit("admin", "--ready-file", "ready.json", path).status == 0)
    #expect(try second.end() == 0)
    #expect(place.text("state.jsonl") == saved)
    let wrong = try place.envoykit("serve", "--load", "wrong.jsonl")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("`wrong.jsonl` is no snapshot: line 1: expected a number"))
    let unsaved = try place.envoykit("serve", "--until-stdin-closes", "--save-on-exit", "no/state")
    #expect(unsaved.status == 73)
    #expect(unsaved.errors.hasPrefix("envoykit: error: cannot write `no/state`"))
  }

  @Test("limits are printed as they are read, and what is no limit is refused by its name")
  func limits() throws {
    let place = try ToolPlace(["wrong.json": #"{"sqlite.comitByteCount": 1}"#, "no.json": "{"])
    let printed = try place.envoykit("serve", "--print-limits")
    #expect(printed.status == 0)
    try Data(printed.text.replacing(#""8388608""#, with: "4096").utf8)
      .write(to: place.folder.appending(path: "limits.json"))
    let again = try place.envoykit("serve", "--limits", "limits.json", "--print-limits")
    #expect(again.text == printed.text.replacing("8388608", with: "4096"))
    let wrong = try place.envoykit("serve", "--limits", "wrong.json")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("there is no limit `sqlite.comitByteCount`"))
    let none = try place.envoykit("serve", "--limits", "no.json")
    #expect(none.status == 64)
    #expect(none.errors.contains("`no.json` is no JSON"))
  }

  @Test("the admin side can end it, in order")
  func shutdown() throws {
    let server = try Running([], in: try ToolPlace())
    let endpoints = try #require(try server.readyLine()["endpoints"] as? [String: String])
    let port = try #require(endpoints["admin"]?.split(separator: ":").last.flatMap { UInt16($0) })
    try post("/shutdown", port: port)
    server.process.waitUntilExit()
    #expect(server.process.terminationReason == .exit)
    #expect(server.process.terminationStatus == 0)
  }

  /// Sends a request without a body, by a program that every machine with a shell has.
  private func post(_ path: String, port: UInt16) throws {
    let text = "POST \(path) HTTP/1.1\\r\\n\\r\\n"
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "printf '\(text)' > /dev/tcp/127.0.0.1/\(port)"]
    try process.run()
    process.waitUntilExit()
  }

  @Test(
    "options that make no sense are status 64",
    arguments: [
      ["--port", "70000"], ["--profile", "chaos"], ["--existence", "maybe"], ["--seed", "-1"],
      ["--clock", "broken"], ["--admin-port", "x"], ["--kv-lock", "all"],
      ["--token", ""], ["extra"],
    ])
  func usage(_ arguments: [String]) throws {
    let run = try ToolPlace().envoykit(["serve"] + arguments)
    #expect(run.status == 64)
    #expect(run.text == "")
  }
}
