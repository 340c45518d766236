import Foundation
import Testing

/// `barec generate --watch` beside a person who edits schemas.
struct WatchTests {
  @Test("each change of a schema is generated, a mistake is told, and its repair as well")
  func changes() throws {
    let place = try Workplace(["a.bare": "type A u8\n"])
    let watching = try Watching("generate", "a.bare", "--out", "A.swift", "--watch", in: place)
    #expect(try watching.line() == "A.swift: written")
    try place.write("type Abc u8\n", to: "a.bare")
    #expect(try watching.line() == "A.swift: written")
    #expect(place.text("A.swift")?.contains("Abc") == true)
    try place.write("type A u9\n", to: "a.bare")
    #expect(try watching.line().hasPrefix("a.bare:1:8: error: type `u9` is not declared"))
    #expect(place.text("A.swift")?.contains("Abc") == true)
    try place.write("type Abc u8\n", to: "a.bare")
    #expect(try watching.line() == "A.swift: up to date")
    try FileManager.default.removeItem(at: place.folder.appending(path: "a.bare"))
    #expect(try watching.line().hasPrefix("barec: error: cannot read `a.bare`"))
    try place.write("type Back u8\n", to: "a.bare")
    #expect(try watching.line() == "A.swift: written")
  }

  @Test(
    "what can never change is not waited for",
    arguments: [
      (["--out", "A.swift"], "SCHEMA is missing"),
      (["-", "--out", "A.swift"], "`--watch` looks at files, and `-` is none"),
      (["--config", "-", "--out", "A.swift"], "`--watch` looks at files, and `-` is none"),
    ])
  func nothingToWatch(_ arguments: [String], _ message: String) throws {
    let run = try Workplace().barec(["generate", "--watch"] + arguments)
    #expect(run.status == 64)
    #expect(run.errors == "barec: error: \(message)\n")
  }

  @Test("a schema that a bare.json names later is watched from then on")
  func configuration() throws {
    let place = try Workplace([
      "bare.json": #"{"schemas": ["a.bare"]}"#, "s/a.bare": "type A u8\n",
      "s/b.bare": "type B u8\n",
    ])
    let watching = try Watching(
      "generate", "--config", "bare.json", "--root", "s", "--out", "A.swift", "--watch", in: place)
    #expect(try watching.line() == "A.swift: written")
    try place.write(#"{"schemas": 1}"#, to: "bare.json")
    #expect(try watching.line().hasPrefix("bare.json:1:13: error: "))
    try place.write(#"{"schemas": ["a.bare", "b.bare"]}"#, to: "bare.json")
    #expect(try watching.line() == "A.swift: written")
    try place.write("type Bcd u8\n", to: "s/b.bare")
    #expect(try watching.line() == "A.swift: written")
    #expect(place.text("A.swift")?.contains("Bcd") == true)
  }

  @Test("without a file to write there is nothing to watch for")
  func usage() throws {
    let place = try Workplace(["a.bare": "type A u8\n"])
    #expect(try place.barec("generate", "a.bare", "--watch").status == 64)
    let line = ["generate", "a.bare", "--watch", "--check", "--out", "A.swift"]
    #expect(try place.barec(line).status == 64)
  }
}

/// A `barec` that watches, until the test is over.
private final class Watching {
  private let process: Process
  private let errors = Pipe()
  private var pending: [UInt8] = []

  init(_ arguments: String..., in place: Workplace) throws {
    process = try place.process(arguments)
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    // A test's thread may block other signals, and what it starts inherits that.
    kill(process.processIdentifier, SIGKILL)
  }

  /// The next line of standard error; waits for it.
  func line() throws -> String {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        defer { pending.removeSubrange(...end) }
        return String(decoding: pending[..<end], as: UTF8.self)
      }
      let more = errors.fileHandleForReading.availableData
      try #require(!more.isEmpty, "barec ended")
      pending += more
    }
  }
}
