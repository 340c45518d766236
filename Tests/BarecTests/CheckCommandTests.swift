import Foundation
import Testing

/// `barec check` as a person, an editor and a build see it.
struct CheckCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace([
      "good.bare": "type A u8\n",
      "bad.bare": "# Ä.\ntype A struct {\n  x: u7\n  é: str\n}\n",
      "warn.bare": "type E enum { A_B A__B }\n",
    ])
  }

  @Test("a sound schema is status 0 without a word")
  func sound() throws {
    let run = try place.barec("check", "good.bare", "good.bare")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors == "")
  }

  @Test("errors are status 1, a line each on standard error, by path, line and column")
  func errors() throws {
    let run = try place.barec("check", "good.bare", "bad.bare")
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    let errors = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(
      errors.first
        == "bad.bare:3:6: error: type `u7` is not declared; did you mean `u8`? [BARE0312]")
    #expect(errors.count == 2)
    #expect(errors.last?.hasPrefix("bad.bare:4:3: error: ") == true)
  }

  @Test("errors as JSON are one object a line, with lines and columns from 1")
  func json() throws {
    let run = try place.barec("check", "bad.bare", "--error-format", "json")
    #expect(run.status == 1)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 2)
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let first = try #require(objects.first)
    #expect(first["severity"] as? String == "error")
    #expect(first["code"] as? String == "BARE0312")
    #expect(first["path"] as? String == "bad.bare")
    #expect(first["line"] as? Int == 3)
    #expect(first["column"] as? Int == 6)
    #expect(first["endColumn"] as? Int == 8)
    #expect(objects.last?["line"] as? Int == 4)
    #expect(objects.last?["column"] as? Int == 3)
  }

  @Test("--fix repairs the file and says how much, and checks what is left")
  func fix() throws {
    try place.write("# Old.\ntype A { a: string }  # kept\n", to: "old.bare")
    let run = try place.barec("check", "--fix", "old.bare", "good.bare")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasPrefix("old.bare: 2 repairs made\nold.bare:2:6: note: message `A` "))
    #expect(place.text("old.bare") == "# Old.\ntype A struct { a: str }  # kept\n")
    #expect(try place.barec("check", "--fix", "old.bare").errors.hasPrefix("old.bare:2:6: note: "))
    let bad = place.text("bad.bare")
    #expect(try place.barec("check", "--fix", "bad.bare").status == 1)
    #expect(place.text("bad.bare") == bad)
    #expect(try place.barec("check", "--fix", "-").status == 64)
  }

  @Test("warnings are said, and count only with --strict")
  func warnings() throws {
    let plain = try place.barec("check", "warn.bare")
    #expect(plain.status == 0)
    #expect(plain.errors.hasPrefix("warn.bare:1:19: warning: `A_B` and `A__B` are both `aB`"))
    let strict = try place.barec("check", "warn.bare", "--strict")
    #expect(strict.status == 1)
    #expect(strict.errors == plain.errors)
    #expect(try place.barec("check", "good.bare", "--strict").status == 0)
  }

  @Test("colour is for terminals, unless it is asked for")
  func color() throws {
    let plain = try place.barec("check", "bad.bare", "--error-format", "caret")
    #expect(!plain.errors.contains("\u{1b}"))
    #expect(plain.errors.contains("\n  --> bad.bare:3:6\n"))
    let colored = try place.barec(
      "check", "bad.bare", "--error-format", "caret", "--color", "always")
    #expect(colored.errors.contains("\u{1b}["))
  }

  @Test("annotations for GitHub start with the command that it knows")
  func github() throws {
    let run = try place.barec("check", "bad.bare", "--error-format=github")
    #expect(run.errors.hasPrefix("::error file=bad.bare,line=3,"))
  }

  @Test("a schema comes from standard input by `-`")
  func standardInput() throws {
    let run = try place.barec("check", "-", input: Array("type A u7".utf8))
    #expect(run.status == 1)
    #expect(run.errors.contains(":1:8: error: type `u7` is not declared"))
  }

  @Test("every schema is checked, though one before it has errors")
  func several() throws {
    try place.write("type B struct {}\n", to: "other.bare")
    let run = try place.barec("check", "bad.bare", "other.bare")
    #expect(run.status == 1)
    #expect(run.errors.contains("bad.bare:3:6: error: "))
    #expect(run.errors.contains("other.bare:1:"))
  }
}
