import Foundation
import Guides
import Testing

/// The guides, followed word for word in a folder that is laid out like the repository.
struct GuideTests {
  private static let folder = ToolPlace.repository.appending(
    path: "Sources/EnvoyConformance/EnvoyConformance.docc")

  private static func imports(_ module: String) -> Bool {
    let run = try? ToolPlace().run(
      URL(filePath: "/usr/bin/env"), ["python3", "-c", "import \(module)"])
    return run?.status == 0
  }

  private static let hasPython = imports("json")
  private static let hasWebsockets = imports("websockets")

  @Test("TestingACodec", .enabled(if: hasPython, "there is no `python3`"))
  func codec() throws { try follow("TestingACodec") }

  @Test("TestingAServer", .enabled(if: hasWebsockets, "there is no `websockets` for Python"))
  func server() throws { try follow("TestingAServer") }

  @Test("TestingAClient", .enabled(if: hasWebsockets, "there is no `websockets` for Python"))
  func client() throws { try follow("TestingAClient") }

  @Test("AddingACase", .enabled(if: hasWebsockets, "there is no `websockets` for Python"))
  func addition() throws { try follow("AddingACase") }

  @Test("RunsAndReports")
  func runs() throws { try follow("RunsAndReports") }

  @Test("README.md has no command that guides do not have, where it is followed")
  func readMe() throws {
    let text = try String(
      contentsOf: ToolPlace.repository.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(text.firstRange(of: "\n## Judge your codec, server or client\n"))
    let end = text[start.upperBound...].firstRange(of: "\n## ")?.lowerBound ?? text.endIndex
    let commands = Guide(text[start.upperBound..<end]).commands.map(\.text)
    let known = try ["TestingACodec", "TestingAServer", "TestingAClient"].flatMap {
      Guide(try Self.page($0 + ".md")[...]).commands.map(\.text)
    }
    #expect(commands.count == 9)
    #expect(commands.filter { !known.contains($0) } == [])
  }

  @Test("no page with commands is left out")
  func pages() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".md") }
      .filter { try Self.page($0).contains("```sh") }
    #expect(
      pages.sorted() == [
        "AddingACase.md", "RunsAndReports.md", "TestingAClient.md", "TestingACodec.md",
        "TestingAServer.md",
      ])
  }

  private static func page(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Types all that a guide says, and compares what it shows with what comes.
  private func follow(_ name: String) throws {
    let guide = Guide(try Self.page(name + ".md")[...])
    let place = try Self.place()
    #expect(guide.commands.contains { !$0.isPreparation })
    for command in guide.commands where !command.isPreparation {
      let run = try place.run(URL(filePath: "/bin/sh"), ["-c", command.text])
      #expect(run.status == command.status, "\(command.text)\n\(run.text)\(run.errors)")
      let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      let missing = command.missing(in: lines.last == "" ? lines.dropLast() : lines[...])
      #expect(missing == nil, "\(command.text)\n\(run.text)")
    }
  }

  /// What a reader has after a build, as far as guides use it: unoptimised, all vectors and their
  /// index take too long. What a guide changes is a copy.
  private static func place() throws -> ToolPlace {
    let place = try ToolPlace(
      ["vectors/index.json": #"{"format": "envoykit-index/1", "vectors": {}}"#])
    for name in [
      "Tests/Testees", "vectors/rules.json", "vectors/kv-channel",
      "vectors/scenarios/client/kv/define.json", "vectors/scenarios/client/kv/pings.json",
      "vectors/scenarios/kv/ranges.json",
    ] {
      try FileManager.default.copyItem(
        at: ToolPlace.repository.appending(path: name), to: try file(name, in: place))
    }
    try FileManager.default.createSymbolicLink(
      at: try file("schemas", in: place),
      withDestinationURL: ToolPlace.repository.appending(path: "schemas"))
    try FileManager.default.createSymbolicLink(
      at: try file(".build/release/envoykit", in: place),
      withDestinationURL: try ToolPlace.executable())
    return place
  }

  /// Where a file is to stand, in a folder that is there.
  private static func file(_ name: String, in place: ToolPlace) throws -> URL {
    let file = place.folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    return file
  }
}
