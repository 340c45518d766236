import Testing

/// `barec breaking` as a script meets it.
struct BreakingCommandTests {
  private func place() throws -> Workplace {
    try Workplace([
      "old.bare": "type A struct { a: u8 b: u8 }\n",
      "swapped.bare": "type A struct { b: u8 a: u8 }\n",
      "longer.bare": "type A struct { a: u8 b: u8 c: u8 }\n",
      "renamed.bare": "type A struct { a: u8 c: u8 }\n", "broken.bare": "type A u7\n",
    ])
  }

  @Test("the status goes by the level that is asked for")
  func status() throws {
    let place = try place()
    let expected: [(String, [Int32])] = [
      ("swapped.bare", [1, 1, 1]), ("longer.bare", [0, 1, 1]), ("renamed.bare", [0, 0, 1]),
      ("old.bare", [0, 0, 0]),
    ]
    for (new, statuses) in expected {
      for (level, status) in zip(["silent", "wire", "source"], statuses) {
        let run = try place.barec("breaking", "old.bare", new, "--fail-on", level)
        #expect(run.status == status, "\(new) \(level)")
      }
      #expect(try place.barec("breaking", "old.bare", new).status == statuses[1])
    }
  }

  @Test("a line says where, how bad, what happens, and where it was")
  func text() throws {
    let run = try place().barec("breaking", "old.bare", "swapped.bare")
    #expect(
      run.text.hasPrefix(
        "swapped.bare:1:17: silent: in `A`, field `b` went from place 2 to place 1: "
          + "old readers take new messages for something else, "
          + "new readers take old messages for something else [field-moved] (was old.bare:1:23)\n"))
  }

  @Test("JSON is one object a line, with both places")
  func json() throws {
    let run = try place().barec("breaking", "old.bare", "longer.bare", "--format", "json")
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[0].hasPrefix(#"{"level":"wire","code":"field-added","type":"A","message":"in `A`"#))
    #expect(
      lines[0].hasSuffix(#""old":null,"new":{"path":"longer.bare","line":1,"column":29}}"#))
  }

  @Test("a schema with errors, one that is not there, and a wrong level are refused")
  func refusals() throws {
    let place = try place()
    #expect(try place.barec("breaking", "old.bare", "broken.bare").status == 1)
    #expect(try place.barec("breaking", "old.bare", "none.bare").status == 66)
    #expect(try place.barec("breaking", "old.bare").status == 64)
    #expect(
      try place.barec("breaking", "old.bare", "old.bare", "--fail-on", "loud").status == 64)
  }
}
