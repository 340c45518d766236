import Testing

/// `barec diff` as a person sees it.
struct DiffCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace([
      "person.bare": "type Person struct { name: str age: optional<u8> }\n",
      "ada.hex": "03416461 01 24\n", "old.hex": "03416461 01 25\n", "eve.hex": "03457665 01 24\n",
      "short.hex": "03416461\n", "text.hex": "hello",
    ])
  }

  private func diff(_ left: String, _ right: String, input: String = "") throws -> BarecRun {
    try place.barec(
      "diff", "person.bare", "Person", left, right, "--hex", input: Array(input.utf8))
  }

  @Test("the first field that differs is named, with offset, bytes and value in both")
  func different() throws {
    let run = try diff("ada.hex", "old.hex")
    #expect(run.status == 1)
    #expect(run.errors == "")
    #expect(
      run.text == """
        Person.age differs, of type u8
          ada.hex  at byte 5  24  36
          old.hex  at byte 5  25  37

        """)
    let name = try diff("eve.hex", "-", input: "0441646161 00")
    #expect(name.status == 1)
    #expect(
      name.text == """
        Person.name differs, of type str
          eve.hex         at byte 0  03 45 76 65     "Eve"
          standard input  at byte 0  04 41 64 61 61  "Adaa"

        """)
  }

  @Test("equal messages are status 0, and nothing is said")
  func equal() throws {
    let run = try diff("-", "ada.hex", input: "034164610124")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors == "")
  }

  @Test("a message that cannot be read is status 65, and told by its file")
  func unreadable() throws {
    let run = try diff("ada.hex", "short.hex")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("short.hex: error: the message ends early"))
    #expect(run.errors.hasSuffix("at byte 4, in Person.age\n"))
    let both = try diff("text.hex", "-", input: "03")
    #expect(both.status == 65)
    #expect(both.errors.contains("text.hex: error: expected hex digits"))
    #expect(both.errors.contains("standard input: error: the message ends early"))
  }

  @Test("wrong lines are status 64, and files that are not there 66")
  func wrongLines() throws {
    #expect(try diff("-", "-").status == 64)
    #expect(try place.barec("diff", "person.bare", "Person", "ada.hex").status == 64)
    #expect(try place.barec("diff", "person.bare", "Nobody", "ada.hex", "old.hex").status == 64)
    #expect(try diff("ada.hex", "nix.hex").status == 66)
  }
}
