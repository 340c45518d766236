import Foundation
import Testing

/// `barec format` as a person, an editor and CI use it.
struct FormatCommandTests {
  private static let odd = "type   A struct{x:u8 y : str} # Of A.\n"
  private static let even = "type A struct { x: u8 y: str } # Of A.\n"
  private static let broken = "type A struct {\n  x u8\n"

  private let place: Workplace

  init() throws {
    place = try Workplace(["odd.bare": Self.odd, "even.bare": Self.even, "bad.bare": Self.broken])
  }

  private func changeDate(_ name: String) throws -> Date? {
    let path = place.folder.appending(path: name).path
    return try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
  }

  @Test("files that differ are rewritten and named, others not even touched")
  func files() throws {
    let date = try changeDate("even.bare")
    let run = try place.barec("format", "odd.bare", "even.bare")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors == "odd.bare: formatted\n")
    #expect(place.text("odd.bare") == Self.even)
    #expect(try changeDate("even.bare") == date)
    let again = try place.barec("format", "odd.bare", "even.bare")
    #expect(again.status == 0)
    #expect(again.errors == "")
  }

  @Test("standard input goes to standard output, with `-` and without")
  func standardInput() throws {
    for arguments in [["format"], ["format", "-"]] {
      let run = try place.barec(arguments, input: Array(Self.odd.utf8))
      #expect(run.status == 0)
      #expect(run.text == Self.even)
      #expect(run.errors == "")
    }
    let bad = try place.barec("format", input: Array(Self.broken.utf8))
    #expect(bad.status == 1)
    #expect(bad.output.isEmpty)
    #expect(bad.errors.hasPrefix("-:2:5: error: expected `:`"))
  }

  @Test("--check changes nothing, names what would change, and is status 1 for it")
  func check() throws {
    let run = try place.barec("format", "--check", "odd.bare", "even.bare")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors == "odd.bare: error: not formatted\n")
    #expect(place.text("odd.bare") == Self.odd)
    #expect(try place.barec("format", "even.bare", "--check").status == 0)
    #expect(try place.barec("format", "--check", input: Array(Self.odd.utf8)).status == 1)
  }

  @Test("--diff changes nothing and shows what would change; the status is for --check")
  func diff() throws {
    let run = try place.barec("format", "--diff", "odd.bare", "even.bare")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.text == "--- odd.bare\n+++ odd.bare\n@@ -1 +1 @@\n-\(Self.odd)+\(Self.even)")
    #expect(place.text("odd.bare") == Self.odd)
    let check = try place.barec("format", "--diff", "--check", "odd.bare")
    #expect(check.status == 1)
    #expect(check.text == run.text)
    #expect(check.errors == "odd.bare: error: not formatted\n")
    #expect(try place.barec("format", "--diff", "--check", "even.bare").status == 0)
  }

  @Test("a schema with syntax errors is left alone, with the diagnostics of `barec check`")
  func syntaxErrors() throws {
    for option in [[], ["--check"], ["--diff"]] {
      for format in ["plain", "json"] {
        let report = ["bad.bare", "--error-format", format]
        let run = try place.barec(["format"] + report + option)
        #expect(run.status == 1, "\(option)")
        #expect(run.output.isEmpty, "\(option)")
        #expect(run.errors == (try place.barec(["check"] + report).errors), "\(option)")
        #expect(run.errors.contains("BARE"), "\(option)")
        #expect(place.text("bad.bare") == Self.broken)
      }
    }
    let run = try place.barec("format", "bad.bare", "odd.bare")
    #expect(run.status == 1)
    #expect(place.text("odd.bare") == Self.even)
  }

  @Test("what only the checker finds is no reason not to format")
  func undeclared() throws {
    let run = try place.barec("format", input: Array("type A list<  B>".utf8))
    #expect(run.status == 0)
    #expect(run.text == "type A list<B>\n")
  }
}
