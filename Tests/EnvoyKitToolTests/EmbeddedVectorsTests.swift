import Foundation
import Testing

/// One file is all that it takes: vectors in the executable, run in a folder of nothing else.
struct EmbeddedVectorsTests {
  /// A copy of the tool, with the vectors of a folder in it.
  private func tool(_ vectors: URL, in place: ToolPlace) throws -> URL {
    let copy = place.folder.appending(path: "envoykit")
    try FileManager.default.copyItem(at: try ToolPlace.executable(), to: copy)
    let run = try place.envoykit("vectors", "embed", copy.path, "--vectors", vectors.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.hasPrefix("embedded: "))
    return copy
  }

  private func smallTool(in place: ToolPlace) throws -> URL {
    let library = try SmallLibrary.place()
    return try withExtendedLifetime(library) {
      try tool(library.folder.appending(path: "vectors"), in: place)
    }
  }

  @Test("all that reads vectors works in an empty folder, with no environment")
  func vectors() throws {
    let place = try ToolPlace()
    let tool = try smallTool(in: place)
    let env = URL(filePath: "/usr/bin/env")
    func run(_ line: String) throws -> ToolRun {
      let words = line.split(separator: " ").map(String.init)
      // A sanitizer takes its options from there, and the tool nothing.
      let sanitizer = ProcessInfo.processInfo.environment["ASAN_OPTIONS"].map {
        ["ASAN_OPTIONS=\($0)"]
      }
      return try place.run(
        env, ["-i", "PATH=/nonexistent"] + (sanitizer ?? []) + [tool.path] + words)
    }
    #expect(try run("vectors list").lines.count == 3)
    #expect(try run("vectors show \(SmallLibrary.close)").text.contains(#""bytes": "02""#))
    #expect(try run("vectors lint").lines.last?.hasPrefix("vectors: 3 checked, ") == true)
    #expect(try run("rules BARE-W6").text == "BARE-W6 (must): Integers are little-endian.\n")
    #expect(try run("conform laws").lines.last == "laws: 2 passed, 0 failed")
    let codec = try run("conform codec --level should")
    #expect(codec.status == 0, "\(codec.text)\(codec.errors)")
    #expect(codec.lines.last?.hasPrefix("codec: 6 passed, 0 failed, ") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path) == ["envoykit"])
  }

  @Test("scenarios are played against our own server, started from the same file")
  func scenarios() throws {
    let place = try ToolPlace()
    let tool = try tool(ToolPlace.repository.appending(path: "vectors"), in: place)
    let run = try place.run(tool, ["conform", "server", "--run", "sqlite/stable/*"])
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    #expect(run.lines.last?.contains(" 0 failed, ") == true)
  }

  @Test("a folder of vectors goes before, and what writes wants one")
  func folders() throws {
    let place = try ToolPlace()
    let tool = try smallTool(in: place)
    for line in [["vectors", "fmt"], ["vectors", "add", "x.json"]] {
      let run = try place.run(tool, line)
      #expect(run.status == 64, "\(line)")
    }
    let rules = #"{"format": "envoykit-rules/1", "rules": []}"#
    try place.write(rules, to: "vectors/rules.json")
    try place.write("{}", to: "vectors/index.json")
    #expect(try place.run(tool, ["rules"]).text == "")
  }

  @Test("a second embedding takes the place of the first, of an executable file alone")
  func again() throws {
    let place = try ToolPlace(["README.md": "text"])
    let tool = try smallTool(in: place)
    let before = try Data(contentsOf: tool)
    let run = try place.run(tool, ["vectors", "embed", tool.path])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try Data(contentsOf: tool) == before)
    #expect(try place.run(tool, ["vectors", "embed", "README.md"]).status == 64)
    #expect(place.text("README.md") == "text")
  }

  @Test("damaged vectors are an error that says so, where they are wanted")
  func damaged() throws {
    let place = try ToolPlace()
    let tool = try smallTool(in: place)
    var bytes = try Data(contentsOf: tool)
    bytes[bytes.count - 100] ^= 1
    try bytes.write(to: tool)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.path)
    let run = try place.run(tool, ["rules"])
    #expect(run.status == 1)
    #expect(run.errors.contains("the vectors in this executable are damaged"), "\(run.errors)")
    #expect(try place.run(tool, ["--version"]).status == 0)
  }
}
