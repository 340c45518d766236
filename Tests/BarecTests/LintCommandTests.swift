import Foundation
import Testing

/// The linter as `barec check` and `barec lint` show it.
struct LintCommandTests {
  @Test("the list names each rule with its code, severity and what it finds")
  func list() throws {
    let run = try Workplace().barec("lint", "--list")
    #expect(run.status == 0)
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines[0].hasPrefix("rule "))
    #expect(lines.contains { $0.hasPrefix("unused-type      BARE0801  warning   a type ") })
    #expect(lines.contains { $0.hasPrefix("union-message    BARE0806  note      a message ") })
  }

  @Test("findings are warnings, which count with --strict, and notes, which never do")
  func severities() throws {
    let place = try Workplace([
      "unused.bare": "type A u8\ntype B union { u8 }\n", "struct.bare": "type A struct { x: u8 }\n",
    ])
    for command in ["check", "lint"] {
      let warned = try place.barec(command, "unused.bare")
      #expect(warned.status == 0)
      #expect(warned.errors.hasPrefix("unused.bare:1:6: warning: type `A` is used by no other"))
      #expect(try place.barec(command, "unused.bare", "--strict").status == 1)
      let noted = try place.barec(command, "struct.bare", "--strict")
      #expect(noted.status == 0)
      #expect(noted.errors.hasPrefix("struct.bare:1:6: note: "))
    }
  }

  @Test("a comment leaves out what the linter finds, and what Swift's names do")
  func exceptions() throws {
    let place = try Workplace([
      "a.bare": """
      # Old files.
      # barec:ignore unused-type: they hold it
      # barec:ignore swift-names: nobody generates Swift of it

      type A enum { A_B A__B }
      type B union { u8 }

      """
    ])
    let run = try place.barec("check", "a.bare", "--strict")
    #expect(run.status == 0)
    #expect(run.errors == "")
  }

  @Test("the tags of what a lock holds are to be stated, and --fix states them")
  func published() throws {
    let place = try Workplace(["s/lock": "", "s/a.bare": "type A union { u8 | str }\n"])
    let unlocked = try place.barec("check", "s/a.bare", "--lock", "s/lock")
    let parts = unlocked.errors.split(separator: "`")
    try place.write("\(try #require(parts.first { $0.hasPrefix("a ") }))\n", to: "s/lock")
    let locked = try place.barec("check", "s/a.bare", "--lock", "s/lock", "--strict")
    #expect(locked.status == 1)
    #expect(locked.errors.hasSuffix("[BARE0803]\n"))
    let fixed = try place.barec("check", "s/a.bare", "--lock", "s/lock", "--strict", "--fix")
    #expect(fixed.status == 0)
    #expect(fixed.errors == "s/a.bare: 1 repair made\n")
    #expect(place.text("s/a.bare") == "type A union { u8 = 0 | str = 1 }\n")
  }

  @Test("there is nothing to say about our own schemas, published as they are")
  func ownSchemas() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../schemas").standardized
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let schemas = files.filter { $0.hasSuffix(".bare") }.map { folder.appending(path: $0).path }
    let lock = folder.appending(path: "schemas.lock").path
    let run = try Workplace().barec(["check", "--strict", "--lock", lock] + schemas)
    #expect(run.errors == "")
    #expect(run.status == 0 && schemas.count > 20)
  }

  @Test("lint without a schema or a list is status 64, and so is a list of schemas")
  func usage() throws {
    let place = try Workplace(["a.bare": "type A u8\n"])
    #expect(try place.barec("lint").status == 64)
    #expect(try place.barec("lint", "--list", "a.bare").status == 64)
  }
}
