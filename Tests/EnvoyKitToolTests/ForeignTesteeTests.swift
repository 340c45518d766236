import Foundation
import Testing

/// Our testees and our server in other languages, where the machine has these; optimised builds
/// play all vectors, others those of a few schemas.
struct ForeignTesteeTests {
  private static let testees = ToolPlace.repository.appending(path: "Tests/Testees")

  #if DEBUG
    private static let sources = [
      "kv-channel/v1/to-client.json", "kv-channel/v1/malformed-to-server.json",
      "bare/integers-int.json", "bare/floats-f64.json",
      "bare/draft-primitives-optional.json", "bare/unions-reply.json",
      "convert/pages-requests.json",
    ]
  #else
    private static let sources = ["kv-channel", "bare", "envoy", "convert"]
  #endif

  /// A place with the vectors that are played, so that others need not be read.
  private func place() throws -> ToolPlace {
    let place = try ToolPlace([
      "vectors/index.json": #"{"format": "envoykit-index/1", "vectors": {}}"#
    ])
    for path in (Self.sources + ["rules.json"]).map({ "vectors/\($0)" }) {
      let copy = place.folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: ToolPlace.repository.appending(path: path), to: copy)
    }
    return place
  }

  /// Expects that a testee passes all but conversions, which it does not offer.
  private func expectPass(_ command: String, _ script: String) throws {
    let run = try place().envoykit(
      "conform", "codec", "--level", "should", "--", command,
      Self.testees.appending(path: script).path)
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    let counts =
      #/codec: ([0-9]+) passed, 0 failed, 0 .*, 0 .*, ([0-9]+) skipped, 0 could not run/#
    let match = try #require(run.lines.last?.wholeMatch(of: counts), "\(run.text)")
    #expect(try #require(Int(match.output.1)) > 100)
    #expect(try #require(Int(match.output.2)) > 0)
  }

  @Test(
    "the testee in Python passes each vector that may be asked for",
    .enabled(if: Programs.hasPython, "there is no `python3`"))
  func python() throws { try expectPass("python3", "testee.py") }

  @Test(
    "the testee in JavaScript passes each vector that may be asked for",
    .enabled(if: Programs.hasNode, "there is no `node`"))
  func javaScript() throws { try expectPass("node", "testee.mjs") }

  @Test(
    "the client in Python passes scenarios of keys and of SQLite",
    .enabled(if: Programs.hasWebsockets, "there is no `websockets` of PyPI"))
  func pythonClient() throws {
    let run = try SmallScenarios.place().envoykit(
      "conform", "client", "--skip", "**/*large*", "--skip", "**/*timeout*", "--run",
      "client/kv/**", "--run", "client/sqlite/*-fenced", "--", "python3",
      Self.testees.appending(path: "client.py").path)
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    let counts = #/client: ([0-9]+) passed, 0 failed, .*, 0 skipped, 0 could not run/#
    let passed = try #require(run.lines.last?.wholeMatch(of: counts)?.output.1, "\(run.text)")
    #expect(try #require(Int(passed)) > 20)
  }

  @Test(
    "the server in Python passes scenarios of opening, locks, values and storage",
    .enabled(if: Programs.hasWebsockets, "there is no `websockets` of PyPI"))
  func pythonServer() throws {
    let families = ["kv/o*/**", "kv/lock*/**", "kv/values/**", "kv/storage/**"]
    let run = try ToolPlace().envoykit(
      [
        "conform", "server", "--vectors", ToolPlace.repository.appending(path: "vectors").path,
      ] + families.flatMap { ["--run", $0] } + [
        "--", "python3", Self.testees.appending(path: "server").path,
      ])
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    let counts = #/server: ([0-9]+) passed, 0 failed, .*, [0-9]+ skipped, 0 could not run/#
    let passed = try #require(run.lines.last?.wholeMatch(of: counts)?.output.1, "\(run.text)")
    #expect(try #require(Int(passed)) > 40)
  }
}
